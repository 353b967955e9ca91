import { BacklotError } from '@backlot/film';
import { transferTable } from '@backlot/kernels';
import sharp from 'sharp';
import { type MatrixProfile, parseIccProfile } from '../colour/icc-profile.ts';
import { applyMatrix, isNearIdentity } from '../colour/matrix.ts';
import { truncated } from './check-picture-end.ts';
import type { PictureFormat, SourcedPicture } from './picture.ts';
import { checkPixelCount } from './pixel-limit.ts';

/**
 * Decodes a JPEG, PNG or TIFF with 8 or 16 bits a sample into linear Rec.709: orientation undone, colour profile applied
 * here (matrix profiles keep colours outside Rec.709 as negative values); profiles with tables (CMYK) through the decoder.
 * @throws BacklotError `PICTURE_UNREADABLE`, `PICTURE_TRUNCATED`, `PICTURE_TOO_LARGE`
 */
export async function decodeIntegerPicture(
  path: string,
  format: Exclude<PictureFormat, 'exr'>,
  bytes: Buffer,
  maxPixels: number,
): Promise<SourcedPicture> {
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata().catch(explain(path, bytes));
  checkPixelCount(format.toUpperCase(), metadata.width, metadata.height, maxPixels);
  const is16 = metadata.depth === 'ushort';
  if (!is16 && metadata.depth !== 'uchar') {
    throw new BacklotError(
      'PICTURE_UNREADABLE',
      `Picture ${path}: expected 8 or 16 bits a sample, got ${metadata.depth}`,
      {
        hint: 'Save floating-point pictures as OpenEXR.',
      },
    );
  }
  const profile = metadata.icc ? parseIccProfile(metadata.icc) : undefined;
  const decoderConverts = metadata.space === 'cmyk' || (metadata.icc !== undefined && !profile);
  // `rgb16` before `raw` is what keeps 16 bits: without it the decoder goes through 8.
  const decoded = await sharp(bytes, { limitInputPixels: false, failOn: 'error', ignoreIcc: !decoderConverts })
    .autoOrient()
    .toColourspace(is16 ? 'rgb16' : 'srgb')
    .raw({ depth: is16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(explain(path, bytes));
  const { width, height, channels } = decoded.info;
  const codes = is16 ? new Uint16Array(Uint8Array.from(decoded.data).buffer) : new Uint8Array(decoded.data);
  return {
    widthPx: width,
    heightPx: height,
    channels: channels === 4 || channels === 2 ? 4 : 3,
    data: linearise(codes, channels, is16 ? 65_535 : 255, profile),
    source: {
      format,
      mediaType: `image/${format}`,
      bitsPerSample: is16 ? 16 : 8,
      isFloat: false,
      colourEncoding: profile ? `ICC "${profile.description}"` : decoderConverts ? 'ICC through the decoder' : 'sRGB',
      orientation: metadata.orientation ?? 1,
    },
  };
}

function explain(path: string, bytes: Buffer): (cause: Error) => never {
  return (cause) => {
    if (/premature|truncat|end of|EOF|out of data/i.test(cause.message)) throw truncated(path, bytes.length, cause);
    throw new BacklotError('PICTURE_UNREADABLE', `Picture ${path}: ${cause.message.replaceAll('\n', ' ')}`, {
      hint: 'Open it in an image editor and export it again.',
      cause,
    });
  };
}

function linearise(
  codes: Uint8Array | Uint16Array,
  channels: number,
  maxCode: number,
  profile: MatrixProfile | undefined,
): Float32Array {
  const srgb = transferTable('srgb', maxCode);
  // Profiles that call themselves sRGB differ in the last digits only; one curve for all keeps codes exact.
  const isSrgb = !profile || (/srgb/i.test(profile.description) && isNearSrgb(profile));
  const curves = isSrgb ? ([srgb, srgb, srgb] as const) : profile.curves(maxCode);
  const isGrey = channels < 3;
  const hasAlpha = channels === 2 || channels === 4;
  const step = hasAlpha ? 4 : 3;
  const data = new Float32Array((codes.length / channels) * step);
  for (let from = 0, to = 0; from < codes.length; from += channels, to += step) {
    const alpha = hasAlpha ? (codes[from + channels - 1] as number) / maxCode : 1;
    for (let c = 0; c < 3; c++) {
      data[to + c] =
        ((curves[c as 0 | 1 | 2] as Float32Array)[codes[from + (isGrey ? 0 : c)] as number] as number) * alpha;
    }
    if (hasAlpha) data[to + 3] = alpha;
  }
  if (profile && !isSrgb && !isNearIdentity(profile.matrix)) applyMatrix(data, step, profile.matrix);
  return data;
}

function isNearSrgb(profile: MatrixProfile): boolean {
  const srgb = transferTable('srgb', 255);
  const isNearCurve = profile
    .curves(255)
    .every((curve) => curve.every((value, i) => Math.abs(value - (srgb[i] ?? 0)) < 1e-3));
  return isNearCurve && profile.matrix.every((value, i) => Math.abs(value - (i % 4 === 0 ? 1 : 0)) < 5e-3);
}
