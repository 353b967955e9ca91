import { extname } from 'node:path';
import { BacklotError } from '@backlot/film';
import type { PictureFormat } from './picture.ts';

const SIGNATURES: readonly (readonly [start: readonly number[], name: string, format?: PictureFormat])[] = [
  [[0xff, 0xd8, 0xff], 'JPEG', 'jpeg'],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'PNG', 'png'],
  [[0x49, 0x49, 0x2a, 0x00], 'TIFF', 'tiff'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'TIFF', 'tiff'],
  [[0x49, 0x49, 0x2b, 0x00], 'TIFF', 'tiff'],
  [[0x4d, 0x4d, 0x00, 0x2b], 'TIFF', 'tiff'],
  [[0x76, 0x2f, 0x31, 0x01], 'OpenEXR', 'exr'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF'],
  [[0x42, 0x4d], 'BMP'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x50, 0x4b, 0x03, 0x04], 'ZIP'],
  [[0x38, 0x42, 0x50, 0x53], 'Photoshop'],
  [[0x53, 0x44, 0x50, 0x58], 'DPX'],
  [[0x58, 0x50, 0x44, 0x53], 'DPX'],
  [[0x3c, 0x73, 0x76, 0x67], 'SVG'],
  [[0x1a, 0x45, 0xdf, 0xa3], 'Matroska'],
];

const EXTENSIONS: Readonly<Record<string, PictureFormat>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.jpe': 'jpeg',
  '.png': 'png',
  '.tif': 'tiff',
  '.tiff': 'tiff',
  '.exr': 'exr',
};

const NAMES: Readonly<Record<PictureFormat, string>> = { jpeg: 'JPEG', png: 'PNG', tiff: 'TIFF', exr: 'OpenEXR' };

/**
 * Decides a picture's format by its first bytes and holds the file's name against it (names without a picture's extension
 * promise nothing).
 * @throws BacklotError `PICTURE_TYPE_MISMATCH` naming both, `PICTURE_UNREADABLE` for what is no picture we read
 */
export function sniffPicture(path: string, bytes: Uint8Array): PictureFormat {
  const promised = EXTENSIONS[extname(path).toLowerCase()];
  const { name, format } = recognise(bytes);
  if (format && (!promised || promised === format)) return format;
  if (promised) {
    throw new BacklotError(
      'PICTURE_TYPE_MISMATCH',
      `Picture ${path}: its name promises ${NAMES[promised]}, its content is ${name ?? 'of no known picture type'}`,
      {
        hint: 'Rename it, or export it as the type that it is named after.',
        details: { promised, content: name ?? null },
      },
    );
  }
  throw new BacklotError(
    'PICTURE_UNREADABLE',
    `Picture ${path}: its content is ${name ?? 'of no known picture type'}`,
    {
      hint: 'Use JPEG, PNG, TIFF or OpenEXR.',
    },
  );
}

/** Whether a file is a picture that we read, by its first bytes (16 are enough), or calls itself one by its name. */
export function promisesPicture(path: string, bytes: Uint8Array): boolean {
  return EXTENSIONS[extname(path).toLowerCase()] !== undefined || recognise(bytes).format !== undefined;
}

function recognise(bytes: Uint8Array): { name?: string; format?: PictureFormat } {
  for (const [start, name, format] of SIGNATURES) {
    if (start.every((byte, i) => bytes[i] === byte)) return format ? { name, format } : { name };
  }
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return { name: 'WebP' };
  if (text.slice(4, 8) === 'ftyp')
    return { name: /^(heic|heix|mif1|avif)/.test(text.slice(8)) ? 'HEIF/AVIF' : 'MP4/QuickTime' };
  return {};
}
