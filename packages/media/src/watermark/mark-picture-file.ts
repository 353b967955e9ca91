import sharp from 'sharp';
import { writeFileAtomically } from '../files/write-file-atomically.ts';
import { colourOf, putColour } from '../picture/colour-samples.ts';
import type { SourcedPicture } from '../picture/picture.ts';
import { readPicture } from '../picture/read-picture.ts';
import { encodeCodes, encodePngCodes } from '../picture/write-png.ts';
import { markPicture } from './mark-picture.ts';
import { markRefused, refuseWorkingPicture } from './mark-refused.ts';

const JPEG_QUALITY = 95;

/**
 * Reads a PNG or JPEG, marks it and writes it as what it was: PNG with its 8 or 16 bits and its alpha, JPEG at quality 95. The
 * result is sRGB and carries nothing else of the file (no seal: mark first, then seal). Never EXR: working pictures stay as
 * they were computed.
 * @throws BacklotError `MARK_REFUSED`, what `readPicture` throws, `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function markPictureFile(sourcePath: string, targetPath: string, payload: Uint8Array): Promise<void> {
  await refuseWorkingPicture(sourcePath);
  const picture = await readPicture(sourcePath);
  const { format } = picture.source;
  if (format === 'exr')
    throw markRefused(sourcePath, 'it is a working EXR', 'Mark the PNG, JPEG or video made from it.');
  if (format === 'tiff') throw markRefused(sourcePath, 'it is a TIFF', 'Mark a PNG or JPEG made from it.');
  const bytes = format === 'png' ? markPng(picture, payload) : await markJpeg(picture, payload);
  await writeFileAtomically(targetPath, [bytes]);
}

function markPng(picture: SourcedPicture, payload: Uint8Array): Uint8Array {
  const { channels, source } = picture;
  const bitsPerSample = source.bitsPerSample === 16 ? 16 : 8;
  const codes = encodeCodes(picture, bitsPerSample);
  const colour = bitsPerSample === 16 ? colourOf(codes, channels).slice() : Uint8Array.from(colourOf(codes, channels));
  markPicture(colour, picture, payload);
  putColour(codes, channels, colour);
  return encodePngCodes(codes, { ...picture, bitsPerSample });
}

async function markJpeg(picture: SourcedPicture, payload: Uint8Array): Promise<Uint8Array> {
  const colour = Uint8Array.from(colourOf(encodeCodes(picture, 8), picture.channels));
  markPicture(colour, picture, payload);
  const raw = { width: picture.widthPx, height: picture.heightPx, channels: 3 } as const;
  return sharp(colour, { raw }).jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
}
