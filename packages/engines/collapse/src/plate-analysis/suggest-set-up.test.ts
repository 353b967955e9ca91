import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readPicture } from '@backlot/media';
import { describe, expect, it } from 'vitest';
import { collapseParametersSchema } from '../set-up/collapse-parameters.ts';
import { resolveSetUp } from '../set-up/resolve-set-up.ts';
import { solveCamera } from '../set-up/solve-camera.ts';
import { createSeededRandom } from '../structure/seeded-random.ts';
import { drawBlock } from '../testing/draw-block.ts';
import { suggestSetUp } from './suggest-set-up.ts';
import type { SetUpSuggestion } from './suggestion.ts';

const size = { widthPx: 800, heightPx: 500 };
const block = { cornerM: [-8, 6], widthM: 15, depthM: 12, heightM: 18 } as const;

/** What the draft's camera and block come out as, the scale brought to the truth by the height of the lens. */
function resolve({ parameters }: SetUpSuggestion, plate: typeof size, lensM: number) {
  const { plateCamera } = resolveSetUp(collapseParametersSchema.parse(parameters), plate);
  const { plan, heightM } = parameters!.building;
  const scale = lensM / 1.6;
  const { widthM = 0, depthM = 0 } = plan as { widthM?: number; depthM?: number };
  return { focalPx: plateCamera.focalPx, widthM: widthM * scale, depthM: depthM * scale, heightM: heightM * scale };
}

const confidenceOf = (suggestion: SetUpSuggestion, about: string): string | undefined =>
  suggestion.findings.find((finding) => finding.about === about)?.confidence;

describe('suggestSetUp on a drawn block', () => {
  it.each([
    [800, [24, 2.2, 40], 32, 10, 0],
    [700, [-26, 1.7, 38], -34, 12, 1.5],
    [900, [34, 6, 44], 38, 3, -1],
    [620, [20, 1.7, 34], 30, 15, 0],
  ] as const)(
    'finds focal length %d px from %j, yaw %d°, pitch %d°, roll %d°',
    (focalPx, positionM, yawDeg, pitchDeg, rollDeg) => {
      const camera = solveCamera({ kind: 'pose', focalPx, positionM, yawDeg, pitchDeg, rollDeg }, size);
      const suggestion = suggestSetUp({ picture: { ...size, data: drawBlock(camera, block) } });
      expect(confidenceOf(suggestion, 'focal-length')).toBe('sure');
      expect(confidenceOf(suggestion, 'building')).toBe('likely');
      const found = resolve(suggestion, size, positionM[1]);
      expect(Math.abs(found.focalPx / focalPx - 1)).toBeLessThan(0.01);
      expect(Math.abs(found.widthM / block.widthM - 1)).toBeLessThan(0.12);
      expect(Math.abs(found.depthM / block.depthM - 1)).toBeLessThan(0.12);
      expect(Math.abs(found.heightM / block.heightM - 1)).toBeLessThan(0.12);
    },
  );

  it('takes the focal length of the file where one direction alone converges, and says so', () => {
    const camera = solveCamera(
      { kind: 'pose', focalPx: 700, positionM: [0, 1.7, 40], yawDeg: 0, pitchDeg: 0, rollDeg: 0 },
      size,
    );
    const picture = { ...size, data: drawBlock(camera, block) };
    const exif = { focalLengthMm: 5, focalPlaneResolution: 140, focalPlaneUnitMm: 1 };
    const suggestion = suggestSetUp({ picture, exif });
    expect(resolve(suggestion, size, 1.7).focalPx).toBeCloseTo(700, 0);
    expect(suggestion.findings.map(({ text }) => text).join('\n')).toMatch(
      /700 px from the file: 5 mm and the sensor's resolution/,
    );
  });

  it('gives the same draft for the same plate', () => {
    const camera = solveCamera(
      { kind: 'pose', focalPx: 700, positionM: [24, 2.2, 40], yawDeg: 32, pitchDeg: 8, rollDeg: 0 },
      size,
    );
    const picture = { ...size, data: drawBlock(camera, block) };
    expect(suggestSetUp({ picture })).toEqual(suggestSetUp({ picture }));
  });
});

describe('suggestSetUp on the example', () => {
  it('finds focal length and block of the plate within 1 % and 5 %', async () => {
    const folder = new URL('../../../../../examples/street-collapse/', import.meta.url);
    const scene = JSON.parse(await readFile(new URL('scene.json', folder), 'utf8'));
    const picture = await readPicture(fileURLToPath(new URL('plate.png', folder)));
    const found = resolve(suggestSetUp({ picture }), picture, scene.camera.positionM[1]);
    expect(Math.abs(found.focalPx / scene.camera.focalPx - 1)).toBeLessThan(0.01);
    for (const name of ['widthM', 'depthM', 'heightM'] as const) {
      expect(Math.abs(found[name] / scene.building[name] - 1)).toBeLessThan(0.05);
    }
  }, 60_000);
});

describe('suggestSetUp on a plate without lines', () => {
  it.each([
    ['blank', (): number => 0.4],
    ['noise', createSeededRandom(5)],
  ] as const)('suggests no camera on %s, in clear words', (_, paint) => {
    const data = Float32Array.from({ length: size.widthPx * size.heightPx * 3 }, paint);
    const suggestion = suggestSetUp({ picture: { ...size, data } });
    expect(suggestion.parameters).toBeUndefined();
    expect(suggestion.findings[0]).toMatchObject({ about: 'lines', confidence: 'guess' });
    expect(suggestion.findings[0]?.text).toMatch(/no camera is suggested\. Draw the strokes by hand\.$/);
  });
});
