import type { RgbPicture } from '@backlot/media';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  addGrain,
  blur,
  cut,
  drawWall,
  openSampleSheet,
  paste,
  resize,
  samplePortrait,
} from '../testing/sample-pictures.ts';
import { changedShare, MIN_CHANGED_SHARE } from './changed-share.ts';

const box = { leftPx: 64, topPx: 55, widthPx: 166, heightPx: 185 };
let plate: RgbPicture;
let portrait: RgbPicture;

beforeAll(async () => {
  portrait = await samplePortrait();
  plate = paste(drawWall(320, 320), portrait, 20, 20);
});

describe('what differs between an output and its plate', () => {
  it('is nothing where they are the same', () => {
    expect(changedShare(plate, plate, box)).toBe(0);
  });

  it('is nothing where only the grain is another', () => {
    expect(changedShare(addGrain(plate, 8, 1), addGrain(plate, 8, 2), box)).toBeLessThan(MIN_CHANGED_SHARE);
  });

  it('is nothing where the output is a smaller or larger version', () => {
    expect(changedShare(resize(plate, 160), plate, half(box))).toBeLessThan(MIN_CHANGED_SHARE);
    expect(changedShare(plate, resize(plate, 480), box)).toBeLessThan(MIN_CHANGED_SHARE);
  });

  it('is nearly all where there is another face', async () => {
    const other = paste(plate, resize((await openSampleSheet())(0, 0), 256), 20, 20);
    expect(changedShare(other, plate, box)).toBeGreaterThan(0.6);
  });

  it('is seen where skin was smoothed and where one eye was painted over', () => {
    expect(changedShare(paste(plate, blur(portrait, 4), 20, 20), plate, box)).toBeGreaterThan(MIN_CHANGED_SHARE);
    const skin = cut(portrait, { leftPx: 80, topPx: 125, sidePx: 8 }, 36);
    expect(changedShare(paste(plate, skin, 84, 98), plate, box)).toBeGreaterThan(MIN_CHANGED_SHARE);
  });

  it('is all where the box has left the plate', () => {
    expect(changedShare(plate, { widthPx: 1, heightPx: 1, rgb: Uint8Array.of(0, 0, 0) }, box)).toBe(1);
  });
});

function half({ leftPx, topPx, widthPx, heightPx }: typeof box): typeof box {
  return { leftPx: leftPx / 2, topPx: topPx / 2, widthPx: widthPx / 2, heightPx: heightPx / 2 };
}
