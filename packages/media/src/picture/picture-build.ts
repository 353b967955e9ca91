import sharp from 'sharp';

/** Names the decoders of plates for a recipe's `builds`: sharp and libvips (JPEG, PNG, TIFF, profiles), three (foreign EXR). */
export async function pictureBuild(): Promise<string> {
  const { REVISION } = await import('three');
  return `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}, three ${REVISION}`;
}
