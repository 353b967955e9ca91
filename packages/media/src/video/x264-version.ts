/** `core 165 r3222 b35605a`, from the message that x264 leaves in a stream's first packet; undefined where there is none. */
export function findX264Version(bytes: Buffer): string | undefined {
  return /x264 - (core \d+(?: r\d+M?)?(?: [0-9a-f]{7})?)/.exec(bytes.toString('latin1'))?.[1];
}
