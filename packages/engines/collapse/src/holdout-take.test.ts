import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineInput } from '@backlot/engine';
import { refuseModels } from '@backlot/engine/conformance';
import { readExr, writePng } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collapseEngine } from './collapse-engine.ts';
import { smallCollapseParameters, smallTake, writeSmallPlate } from './testing/small-collapse.ts';

const [widthPx, heightPx] = [160, 90];
/** A person in front of the house: white within, a grey rim two pixels wide. */
const maskAt = (x: number, y: number): number => {
  const depth = Math.min(x - 70, 90 - x, y - 25, 75 - y);
  return depth >= 2 ? 1 : depth >= 0 ? 0.2 : 0;
};

async function writeHoldout(
  folder: string,
  size: readonly [number, number] = [widthPx, heightPx],
): Promise<EngineInput> {
  const data = Float32Array.from({ length: size[0] * size[1] * 3 }, (_, at) => {
    const pixel = (at - (at % 3)) / 3;
    return maskAt(pixel % size[0], Math.floor(pixel / size[0]));
  });
  const path = join(folder, 'holdout.png');
  await writePng(path, { widthPx: size[0], heightPx: size[1], channels: 3, data });
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { role: 'holdout', name: 'holdout.png', path, sha256, mediaType: 'image/png' };
}

describe('a collapse take with something in front', () => {
  let root = '';
  const frames: Float32Array[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'backlot-holdout-'));
    await collapseEngine.run({
      parameters: collapseEngine.parametersSchema.parse(smallCollapseParameters),
      seed: 7,
      inputs: [...(await writeSmallPlate(root)), await writeHoldout(root)],
      workDir: root,
      outDir: join(root, 'out'),
      threads: 1,
      signal: new AbortController().signal,
      report: () => {},
      models: refuseModels,
    });
    for (let frame = 0; frame < smallTake.durationFrames; frame++) {
      const exr = await readExr(join(root, `out/composite/composite.${smallTake.firstFrame + frame}.exr`));
      const planes = ['R', 'G', 'B'].map((name) => exr.channels.find((channel) => channel.name === name)?.data ?? []);
      frames.push(
        Float32Array.from({ length: widthPx * heightPx * 3 }, (_, at) => planes[at % 3]?.[(at - (at % 3)) / 3] ?? 0),
      );
    }
  }, 300_000);

  afterAll(() => rm(root, { recursive: true, force: true }));

  /** How many values within the mask's part differ from the first frame, which is the plate. */
  const countChanges = (frame: Float32Array, isPart: (share: number) => boolean): number =>
    frame.filter((value, at) => {
      const pixel = (at - (at % 3)) / 3;
      return isPart(maskAt(pixel % widthPx, Math.floor(pixel / widthPx))) && value !== frames[0]?.[at];
    }).length;

  it('keeps what stands in front the plate, bit for bit, in every frame', () => {
    expect(frames).toHaveLength(smallTake.durationFrames);
    for (const frame of frames) expect(countChanges(frame, (share) => share === 1)).toBe(0);
  });

  it('moves what is behind it, through its soft rim too', () => {
    const last = frames.at(-1) ?? new Float32Array();
    expect(countChanges(last, (share) => share === 0)).toBeGreaterThan(1000);
    expect(countChanges(last, (share) => share > 0 && share < 1)).toBeGreaterThan(50);
  });

  it('is refused when it does not have the size of the plate', async () => {
    const inputs = [...(await writeSmallPlate(root)), await writeHoldout(root, [80, 45])];
    const parameters = collapseEngine.parametersSchema.parse(smallCollapseParameters);
    await expect(collapseEngine.check(parameters, inputs)).rejects.toMatchObject({
      code: 'HOLDOUT_SIZE',
      message: 'Holdout: expected 160 × 90 like the plate, got 80 × 45',
    });
  });
});
