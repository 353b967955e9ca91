/** First bytes of the kinds of files that can carry Content Credentials inside. */
const SIGNATURES: readonly { readonly mediaType: string; readonly at: number; readonly bytes: Buffer }[] = [
  { mediaType: 'image/png', at: 0, bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { mediaType: 'image/jpeg', at: 0, bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { mediaType: 'image/tiff', at: 0, bytes: Buffer.from('II*\0') },
  { mediaType: 'image/tiff', at: 0, bytes: Buffer.from('MM\0*') },
  { mediaType: 'image/webp', at: 8, bytes: Buffer.from('WEBP') },
  { mediaType: 'audio/wav', at: 8, bytes: Buffer.from('WAVE') },
  { mediaType: 'video/quicktime', at: 4, bytes: Buffer.from('ftypqt  ') },
  { mediaType: 'video/mp4', at: 4, bytes: Buffer.from('ftyp') },
];

/** The media type of a file that can carry credentials inside, whatever its name; undefined where it cannot (EXR, for one). */
export function sniffEmbeddingType(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find((kind) => kind.bytes.equals(bytes.subarray(kind.at, kind.at + kind.bytes.byteLength)))
    ?.mediaType;
}
