const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Width and height of a PNG; undefined for anything else. */
export function readPngSize(bytes: Buffer): { readonly widthPx: number; readonly heightPx: number } | undefined {
  if (!bytes.subarray(0, 8).equals(SIGNATURE) || bytes.byteLength < 24) return undefined;
  return { widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20) };
}
