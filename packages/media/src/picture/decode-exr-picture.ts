import { BacklotError } from '@backlot/film';
import { applyMatrix, isNearIdentity, matrixToRec709 } from '../colour/matrix.ts';
import { REC709_CHROMATICITIES } from '../exr/exr-constants.ts';
import { type ParsedExrHeader, parseExrHeader, unreadable } from '../exr/exr-header-reader.ts';
import type { Chromaticities } from '../exr/exr-image.ts';
import { decodeExr } from '../exr/read-exr.ts';
import { ByteCursor, OutOfBytes } from '../files/byte-cursor.ts';
import { truncated } from './check-picture-end.ts';
import type { Picture, SourcedPicture } from './picture.ts';
import { checkPixelCount } from './pixel-limit.ts';

/**
 * Decodes an EXR's R, G, B and A (or Y) into linear Rec.709 by its chromaticities. Scan lines with NONE, RLE, ZIPS and ZIP
 * are read here, other compressions and tiles through three's EXRLoader.
 * @throws BacklotError `PICTURE_UNREADABLE`, `PICTURE_TRUNCATED`, `PICTURE_TOO_LARGE`
 */
export async function decodeExrPicture(path: string, bytes: Buffer, maxPixels: number): Promise<SourcedPicture> {
  const header = readHeader(path, bytes);
  checkPixelCount('EXR', header.widthPx, header.heightPx, maxPixels);
  const isOurs = !header.unusualLayout && ['none', 'rle', 'zips', 'zip'].includes(header.compression);
  const picture = isOurs ? decodeHere(header, bytes, maxPixels) : await decodeWithThree(header, bytes);
  const primaries = header.attributes.chromaticities ?? REC709_CHROMATICITIES;
  const isRec709 = convertPrimaries(picture, primaries);
  const isFloat = header.channels.some(({ type }) => type === 'float');
  return {
    ...picture,
    source: {
      format: 'exr',
      mediaType: 'image/x-exr',
      bitsPerSample: isFloat ? 32 : 16,
      isFloat: true,
      colourEncoding: isRec709
        ? 'linear Rec.709'
        : `linear, primaries ${primaries.map((value) => value.toFixed(4)).join(' ')}`,
      orientation: 1,
    },
  };
}

function readHeader(path: string, bytes: Buffer): ParsedExrHeader {
  try {
    return parseExrHeader(new ByteCursor(bytes));
  } catch (error) {
    throw error instanceof OutOfBytes ? truncated(path, bytes.length, error) : error;
  }
}

function colourNames(header: ParsedExrHeader): readonly string[] {
  const names = new Set(header.channels.map(({ name }) => name));
  if (['R', 'G', 'B'].every((name) => names.has(name))) return names.has('A') ? ['R', 'G', 'B', 'A'] : ['R', 'G', 'B'];
  if (names.has('Y') && !names.has('RY')) return names.has('A') ? ['Y', 'Y', 'Y', 'A'] : ['Y', 'Y', 'Y'];
  throw unreadable(
    `it has no R, G, B channels, only ${[...names].slice(0, 12).join(', ')}`,
    'Export the plate as RGB.',
  );
}

function decodeHere(header: ParsedExrHeader, bytes: Buffer, maxPixels: number): Picture {
  const names = colourNames(header);
  const exr = decodeExr(bytes, { maxPixels, channels: names });
  const channels = names.length === 4 ? 4 : 3;
  const data = new Float32Array(exr.widthPx * exr.heightPx * channels);
  for (const [c, name] of names.entries()) {
    const plane = exr.channels.find((channel) => channel.name === name)?.data ?? new Float32Array(0);
    for (let i = 0; i < plane.length; i++) data[i * channels + c] = plane[i] as number;
  }
  return { widthPx: exr.widthPx, heightPx: exr.heightPx, channels, data };
}

async function decodeWithThree(header: ParsedExrHeader, bytes: Buffer): Promise<Picture> {
  const names = colourNames(header);
  const [{ FloatType }, { EXRLoader }] = await Promise.all([
    import('three'),
    import('three/examples/jsm/loaders/EXRLoader.js'),
  ]);
  const buffer = Uint8Array.from(bytes).buffer;
  let parsed: { width: number; height: number; data: ArrayLike<number> };
  try {
    parsed = new EXRLoader().setDataType(FloatType).parse(buffer) as typeof parsed;
  } catch (cause) {
    throw new BacklotError(
      'PICTURE_UNREADABLE',
      `EXR: ${header.unusualLayout ?? header.compression} data cannot be read`,
      {
        hint: 'Write the picture again as a scan-line EXR with ZIP compression.',
        cause,
      },
    );
  }
  const { width, height } = parsed;
  const count = parsed.data.length / (width * height);
  if (width !== header.widthPx || height !== header.heightPx || ![1, 3, 4].includes(count))
    throw unreadable('its layout is unusual');
  const channels = names.length === 4 ? 4 : 3;
  const data = new Float32Array(width * height * channels);
  for (let i = 0; i < width * height; i++) {
    // The loader's rows run from the bottom up.
    const from = ((height - 1 - Math.floor(i / width)) * width + (i % width)) * count;
    for (let c = 0; c < channels; c++) data[i * channels + c] = parsed.data[from + Math.min(c, count - 1)] as number;
  }
  return { widthPx: width, heightPx: height, channels, data };
}

/** Returns whether the primaries were Rec.709 already. */
function convertPrimaries(picture: Picture, primaries: Chromaticities): boolean {
  const matrix = matrixToRec709(primaries);
  if (!matrix) throw unreadable(`its chromaticities ${primaries.join(' ')} make no colour space`);
  if (isNearIdentity(matrix)) return true;
  applyMatrix(picture.data, picture.channels, matrix);
  return false;
}
