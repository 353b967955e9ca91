/** Writes the bit strings of H.264 headers (ITU-T H.264, 7.2 and 9.1), most significant bit first. */
export class Bits {
  #bits = '';

  u(value: number, width: number): this {
    this.#bits += value.toString(2).padStart(width, '0');
    return this;
  }

  ones(count: number): this {
    this.#bits += '1'.repeat(count);
    return this;
  }

  /** Exp-Golomb, unsigned. */
  ue(value: number): this {
    const binary = (value + 1).toString(2);
    this.#bits += '0'.repeat(binary.length - 1) + binary;
    return this;
  }

  /** Exp-Golomb, signed. */
  se(value: number): this {
    return this.ue(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Zeros up to the next byte. */
  align(): this {
    this.#bits = this.#bits.padEnd(Math.ceil(this.#bits.length / 8) * 8, '0');
    return this;
  }

  /** The stop bit and its zeros (rbsp_trailing_bits). */
  stop(): this {
    return this.u(1, 1).align();
  }

  bytes(): Buffer {
    return Buffer.from(this.#bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  }
}
