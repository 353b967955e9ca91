import { describe, expect, it } from 'vitest';
import type { RgbPicture } from '../model/rgb-picture.ts';
import { addGrain, drawWall, paste } from '../testing/sample-pictures.ts';
import { createCutDetector } from './cut-detector.ts';
import { createFramePicker } from './pick-frames.ts';

const cutsOf = (frames: readonly RgbPicture[]): number[] => {
  const startsShot = createCutDetector();
  return frames.flatMap((frame, index) => (startsShot(frame) ? [index] : []));
};
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
  const picked = (framesPerSecond: number, everyFrame: boolean, cuts: readonly number[], count: number): number[] => {
    const isPicked = createFramePicker(framesPerSecond, everyFrame);
    return Array.from({ length: count }, (_, frame) => frame).filter((frame) => isPicked(frame, cuts.includes(frame)));
  };

  it('are two a second and every cut', () => {
    expect(picked(24, false, [0, 15, 16], 48)).toEqual([0, 12, 15, 16, 28, 40]);
  });

  it('are never less than two a second at a fractional rate', () => {
    expect(picked(24_000 / 1001, false, [0], 24)).toEqual([0, 11, 22]);
  });

  it('are all when asked', () => {
    expect(picked(24, true, [0], 5)).toEqual([0, 1, 2, 3, 4]);
  });
});
