import { describe, expect, it } from 'vitest';
import { presets } from '../presets/presets.ts';
import { answerToShot } from './answer-to-shot.ts';
import { chooseModelSize } from './choose-model-size.ts';
import { fitShot, type ModelFrame } from './model-frame.ts';
import { type Plane, scaleInto, toModel, toShot } from './scale-planes.ts';

const shot = { widthPx: 120, heightPx: 50 };

/** Position itself, as colour: what lies elsewhere after the way there and back has moved. */
const ramp: Plane = {
  ...shot,
  channels: 3,
  data: Float32Array.from({ length: 120 * 50 * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [pixel % 120, Math.floor(pixel / 120), 5][i % 3] ?? 0;
  }),
};

/** How far pixels have moved: on the mean, and at most. Borders, where kernels are cut, are left out. */
const shiftOf = (back: Plane, frame: ModelFrame): { mean: number; most: number } => {
  const { xPx, yPx, widthPx, heightPx } = frame.source;
  let most = 0;
  const shifts: number[] = [];
  for (let y = yPx + 3; y < yPx + heightPx - 3; y++) {
    for (let x = xPx + 3; x < xPx + widthPx - 3; x++) {
      const at = (y * 120 + x) * 3;
      const moved = [(back.data[at] ?? 0) - x, (back.data[at + 1] ?? 0) - y];
      shifts.push(...moved);
      most = Math.max(most, ...moved.map(Math.abs));
    }
  }
  return { mean: Math.abs(shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length), most };
};

describe('the way into a model and back', () => {
  it.each(['letterbox', 'crop'] as const)('brings every pixel back to its place: %s', (fit) => {
    const frame = fitShot(shot, { widthPx: 96, heightPx: 64 }, fit);
    const { mean, most } = shiftOf(toShot(toModel(ramp, frame), frame), frame);
    expect(mean).toBeLessThan(0.001);
    // The kernels' ripple on a ramp.
    expect(most).toBeLessThan(0.08);
  });

  it('is bit-exact where the model has the size of the shot', () => {
    const frame = fitShot(shot, shot, 'letterbox');
    expect(toShot(toModel(ramp, frame), frame).data).toEqual(ramp.data);
  });

  it.each([2, 1.5])('takes an answer of %f times the size to the same place', (times) => {
    const frame = fitShot(shot, { widthPx: 96, heightPx: 64 }, 'letterbox');
    const answer = scaleInto(toModel(ramp, frame), { widthPx: 96 * times, heightPx: 64 * times });
    const { mean, most } = shiftOf(answerToShot(answer, frame), frame);
    expect(mean).toBeLessThan(0.005);
    expect(most).toBeLessThan(0.15);
  });
});

describe('chooseModelSize', () => {
  it.each([
    [1280, 720],
    [960, 540],
    [1920, 800],
    [720, 1280],
    [96, 64],
  ])('finds multiples of the shape of %i × %i within the pixels of the preset', (widthPx, heightPx) => {
    const size = chooseModelSize(presets['vace-wan'], { widthPx, heightPx });
    expect(size.widthPx % 16 === 0 && size.heightPx % 16 === 0).toBe(true);
    expect(size.widthPx * size.heightPx).toBeLessThanOrEqual(832 * 480);
    expect(Math.abs(size.widthPx / size.heightPx / (widthPx / heightPx) - 1)).toBeLessThan(0.04);
  });

  it('refuses a size that the preset does not take', () => {
    expect(() => chooseModelSize(presets['go-with-the-flow'], shot, { widthPx: 640, heightPx: 480 })).toThrow(
      /720 × 480/,
    );
    expect(() => chooseModelSize(presets['ltx-union'], shot, { widthPx: 100, heightPx: 64 })).toThrow(
      /multiples of 32/,
    );
  });
});
