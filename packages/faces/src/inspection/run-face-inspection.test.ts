import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RgbPicture, writePng } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FoundFace } from '../found-face.ts';
import { drawWall, toLight } from '../testing/sample-pictures.ts';
import { runFaceInspection } from './run-face-inspection.ts';

/** A window that the detector takes for a face: no mesh lies on it. Its box has 8 × 8 cells of 6 pixels. */
const WINDOW: FoundFace = {
  box: { leftPx: 40, topPx: 20, widthPx: 48, heightPx: 48 },
  confidence: 0.86,
  descriptor: new Float32Array(1024),
  quality: { sizePx: 48, yawDeg: 0, pitchDeg: 0, rollDeg: 0, sharpness: 0.2, meshConfidence: 0 },
  isUsable: false,
};

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-run-faces-'));
});
afterAll(() => rm(home, { recursive: true }));

async function still(name: string, picture: RgbPicture): Promise<{ kind: 'picture'; path: string }> {
  const path = join(home, `${name}.png`);
  const { widthPx, heightPx } = picture;
  await writePng(path, { widthPx, heightPx, channels: 3, data: toLight(picture) });
  return { kind: 'picture', path };
}

/** The wall with some of the window's cells brighter, as a codec leaves them. */
function withChangedCells(cells: number): RgbPicture {
  const wall = drawWall(160, 90);
  const rgb = wall.rgb.slice();
  for (let cell = 0; cell < cells; cell++) {
    for (let y = 0; y < 6; y++) {
      for (let x = 0; x < 6; x++) {
        const at = 3 * ((20 + 6 * Math.floor(cell / 8) + y) * 160 + 40 + 6 * (cell % 8) + x);
        for (let channel = 0; channel < 3; channel++) rgb[at + channel] = Math.max(0, rgb[at + channel]! - 20);
      }
    }
  }
  return { ...wall, rgb };
}

async function inspect(cells: number, inPlate: readonly FoundFace[]) {
  const before = await still('plate', drawWall(160, 90));
  const output = await still('output', withChangedCells(cells));
  const looks = [inPlate, [WINDOW]];
  const tools = {
    find: async () => looks.shift() ?? [WINDOW],
    signal: new AbortController().signal,
    onProgress: () => {},
  };
  const { faces } = await runFaceInspection({ output, before, references: [] }, tools);
  return faces.map(({ verdict, reason, changedShare }) => ({ verdict, reason, changedShare }));
}

describe('what may be no face at all', () => {
  it('is the plate’s where the plate shows the same there and only a codec’s share differs', async () => {
    const beside = { ...WINDOW, box: { ...WINDOW.box, leftPx: 46 } };
    expect(await inspect(4, [beside])).toEqual([{ verdict: 'pass', reason: 'unchanged', changedShare: 4 / 64 }]);
  });

  it('is a question where the plate shows nothing there', async () => {
    expect(await inspect(4, [])).toMatchObject([{ verdict: 'review', reason: 'not-comparable' }]);
  });

  it('is a question where more than that differs', async () => {
    expect(await inspect(16, [WINDOW])).toMatchObject([{ verdict: 'review', reason: 'not-comparable' }]);
  });
});
