import { BacklotError } from '@backlot/film';
import { readExr, readPicture } from '@backlot/media';
import { encodeDisplayPng } from './encode-display-png.ts';
import type { FrameJob } from './frame-job.ts';
import { linearToDisplay } from './linear-to-display.ts';
import { CHANNELS_OF_PASS, mapPass } from './map-pass.ts';

/**
 * A PNG for the screen: colour through the sRGB curve, data mapped so that it can be read.
 * @throws BacklotError from reading; `FILE_NOT_FOUND` when the file lacks the pass
 */
export async function renderFrame({ path, mediaType, pass, maxPixels }: FrameJob): Promise<Uint8Array> {
  if (mediaType !== 'image/x-exr' || pass === 'plate') return renderPicture(path, maxPixels);
  const names = CHANNELS_OF_PASS[pass];
  const exr = await readExr(path, { channels: names });
  const channels = names.map((name) => exr.channels.find((channel) => channel.name === name)?.data);
  if (!channels.some(Boolean)) {
    throw new BacklotError('FILE_NOT_FOUND', `Frame: expected the channels ${names.join(', ')}, found none of them`, {
      hint: 'This take was made without this pass.',
    });
  }
  return encodeDisplayPng(exr.widthPx, exr.heightPx, mapPass(pass, channels, exr.widthPx * exr.heightPx));
}

async function renderPicture(path: string, maxPixels: number | undefined): Promise<Uint8Array> {
  const { widthPx, heightPx, channels, data } = await readPicture(path, maxPixels === undefined ? {} : { maxPixels });
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgb[pixel * 3 + channel] = linearToDisplay(data[pixel * channels + channel] ?? 0);
    }
  }
  return encodeDisplayPng(widthPx, heightPx, rgb);
}
