import { describe, expect, it } from 'vitest';
import { paste } from '../likeness/testing/treatments.ts';
import type { RgbPicture } from '../picture/rgb-picture.ts';
import { createCutDetector } from './cut-detector.ts';
import { createFramePicker } from './frame-picker.ts';

const cutsOf = (frames: readonly RgbPicture[]): number[] => {
  const startsShot = createCutDetector();
  return frames.flatMap((frame, index) => (startsShot(frame) ? [index] : []));
};
/** A wall in soft light, with a little noise. */
function drawWall(widthPx: number, heightPx: number, brightness = 120): RgbPicture {
  const rgb = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, at) => {
    const across = (Math.floor(at / 3) % widthPx) / widthPx;
    return brightness + 30 * (across * 2 - 1) + ((at * 48_271) % 7) - 3;
  });
  return { widthPx, heightPx, rgb };
}

function addGrain(picture: RgbPicture, strength: number, seed: number): RgbPicture {
  let state = seed;
  const rgb = picture.rgb.map((value) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.max(0, Math.min(255, value + strength * 2 * (state / 2_147_483_647 - 0.5)));
  });
  return { ...picture, rgb };
}

const frames = (count: number, draw: (frame: number) => RgbPicture): RgbPicture[] =>
  Array.from({ length: count }, (_, frame) => draw(frame));

describe('cuts', () => {
  it('are the first frame and every jump to another picture', () => {
    const dark = frames(10, (frame) => addGrain(drawWall(160, 90, 60), 6, frame + 1));
    const bright = frames(3, (frame) => addGrain(drawWall(160, 90, 150), 6, frame + 1));
    expect(cutsOf([...dark, ...bright, ...dark])).toEqual([0, 10, 13]);
  });

  it('are found between two halves of like brightness that are laid out differently', () => {
    const block = (left: number): RgbPicture => paste(drawWall(160, 90, 90), drawWall(60, 90, 200), left, 0);
    expect(cutsOf([...frames(4, () => block(0)), ...frames(4, () => block(100))])).toEqual([0, 4]);
  });

  it('are not grain, a slow fade or an object that crosses the frame', () => {
    expect(cutsOf(frames(12, (frame) => addGrain(drawWall(160, 90), 20, frame + 1)))).toEqual([0]);
    expect(cutsOf(frames(24, (frame) => drawWall(160, 90, 40 + frame * 6)))).toEqual([0]);
    const ball = drawWall(40, 40, 210);
    expect(cutsOf(frames(24, (frame) => paste(drawWall(160, 90, 90), ball, frame * 5, 20)))).toEqual([0]);
  });
});

describe('frames to look at', () => {
  const picked = (spacingFrames: number, cuts: readonly number[], count: number): number[] => {
    const isPicked = createFramePicker(spacingFrames);
    return Array.from({ length: count }, (_, frame) => frame).filter((frame) => isPicked(frame, cuts.includes(frame)));
  };

  it('are every cut, and no further apart than asked', () => {
    expect(picked(12, [0, 15, 16], 48)).toEqual([0, 12, 15, 16, 28, 40]);
  });

  it('are all at a spacing of one', () => {
    expect(picked(1, [0], 5)).toEqual([0, 1, 2, 3, 4]);
  });
});
