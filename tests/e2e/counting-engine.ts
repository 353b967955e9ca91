import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '@backlot/engine';
import { openVideoWriter, writePng } from '@backlot/media';
import { gradientEngine } from '@backlot/studio/testing';
import type { Page } from 'playwright-core';

const WIDTH = 256;
const HEIGHT = 144;
export const COUNTING_FRAMES = 60;
/** What `countingEngine` accepts. */
export const COUNTING_PARAMETERS = { widthPx: WIDTH, heightPx: HEIGHT, durationFrames: COUNTING_FRAMES };
const BITS = 8;
const RATE = { numerator: 24000, denominator: 1001 };

/** Every frame shows its own number as eight upright bars, dark for 0 and light for 1: so a test can read which one it sees. */
export const countingEngine: Engine = {
  id: 'counting',
  version: '1',
  title: 'Counting',
  parametersSchema: gradientEngine.parametersSchema,
  inputRoles: [{ role: 'plate', required: true, description: 'Any picture.' }],
  builds: async () => ({}),
  expect: () => ({ widthPx: WIDTH, heightPx: HEIGHT, durationFrames: COUNTING_FRAMES, frameRate: RATE }),
  check: async () => undefined,
  run: async ({ outDir }) => {
    await mkdir(join(outDir, 'composite'), { recursive: true });
    const video = await openVideoWriter({
      path: join(outDir, 'video.mp4'),
      codec: 'h264',
      widthPx: WIDTH,
      heightPx: HEIGHT,
      frameRate: RATE,
    });
    const outputs = [{ role: 'video', name: 'video.mp4', mediaType: 'video/mp4' }];
    for (let frame = 0; frame < COUNTING_FRAMES; frame += 1) {
      const data = barsOf(frame);
      const name = `composite/composite.${1001 + frame}.png`;
      await video.writeFrame(data);
      await writePng(join(outDir, name), { widthPx: WIDTH, heightPx: HEIGHT, channels: 3, data });
      outputs.push({
        role: 'composite',
        name,
        mediaType: 'image/png',
        frame: 1001 + frame,
      } as (typeof outputs)[number]);
    }
    await video.close();
    return { outputs, digitalSourceType: 'algorithmicMedia', figures: {} };
  },
};

/** Reads the number off the bars of the picture on screen. */
export function readBars(page: Page): Promise<number> {
  return page.evaluate((bits) => {
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) throw new Error('There is no picture');
    let number = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const [level = 0] = context.getImageData(((bit + 0.5) * canvas.width) / bits, canvas.height / 2, 1, 1).data;
      if (level > 128) number += 2 ** bit;
    }
    return number;
  }, BITS);
}

function barsOf(frame: number): Float32Array {
  const data = new Float32Array(WIDTH * HEIGHT * 3);
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel += 1) {
    const bit = Math.floor(((pixel % WIDTH) * BITS) / WIDTH);
    data.fill(Math.floor(frame / 2 ** bit) % 2 === 1 ? 0.8 : 0.01, pixel * 3, pixel * 3 + 3);
  }
  return data;
}
