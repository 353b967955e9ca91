/** Thrown by a `ByteCursor` that is asked for more than there is; readers turn it into their own error. */
export class OutOfBytes extends Error {
  override readonly name = 'OutOfBytes';
}

/** Reads a byte array front to back; never past its end. */
export class ByteCursor {
  readonly #bytes: Buffer;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = position;
  }

  get length(): number {
    return this.#bytes.length;
  }

  take(count: number): Buffer {
    const end = this.position + count;
    if (!(count >= 0 && this.position >= 0 && end <= this.#bytes.length)) {
      throw new OutOfBytes(`wanted ${count} bytes at ${this.position} of ${this.#bytes.length}`);
    }
    const taken = this.#bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  uint8 = (): number => this.take(1).readUInt8();
  int32 = (): number => this.take(4).readInt32LE();
  uint32 = (): number => this.take(4).readUInt32LE();
  uint64 = (): number => Number(this.take(8).readBigUInt64LE());
  float32 = (): number => this.take(4).readFloatLE();

  /** Bytes up to a zero, which is passed over; at most `limit` of them. */
  zeroEnded(limit: number): string {
    const end = this.#bytes.indexOf(0, this.position);
    if (end < 0 || end - this.position > limit) throw new OutOfBytes(`no end of a name at ${this.position}`);
    const value = this.take(end - this.position).toString('utf8');
    this.position += 1;
    return value;
  }
}
