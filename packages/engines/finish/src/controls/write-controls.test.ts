import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineInput } from '@backlot/engine';
import { halvesToFloats } from '@backlot/kernels';
import { readPicture, readVideoFrames } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hireFrameCrew } from '../crew/frame-crew.ts';
import { presetIds } from '../presets/presets.ts';
import { finishParametersSchema } from '../set-up/finish-parameters.ts';
import { describeCalls } from '../set-up/plan-calls.ts';
import { planShot } from '../set-up/plan-shot.ts';
import { settingsOf } from '../set-up/settings-of.ts';
import { fitShot } from '../shape/model-frame.ts';
import { smallFinishParameters, smallTake, writeSmallTake } from '../testing/small-take.ts';
import { writeControls } from './write-controls.ts';

const NO_GRAIN = { sigmaByBin: [[0, 0, 0]], lag1: { horizontal: 0, vertical: 0 }, betweenChannels: 0 } as const;
const depthRange = { nearM: 11, farM: 200 };

describe('writeControls', () => {
  let root = '';
  let inputs: readonly EngineInput[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'backlot-controls-'));
    inputs = await writeSmallTake(join(root, 'take'), 5);
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  /** A preset's files at the small take's own size: presets are data, and 720p shows nothing more. */
  const write = async (preset: (typeof presetIds)[number], change: object = {}) => {
    const output = { ...smallTake, durationFrames: 5 };
    const parameters = finishParametersSchema.parse({
      ...smallFinishParameters,
      preset,
      chunks: {},
      output,
      ...change,
    });
    const planned = planShot(parameters, inputs);
    const plan = { ...planned, frame: fitShot(output, { widthPx: 128, heightPx: 80 }, 'letterbox') };
    const [chunk] = plan.chunks;
    if (!chunk) throw new Error('no chunk');
    const { signal } = new AbortController();
    const rules = { answer: parameters.answer, grain: NO_GRAIN, seed: 7, enlargement: 1 };
    const crew = hireFrameCrew({ plan, depthRange, rules, outDir: root }, 1, signal);
    const folder = join(root, `${preset}-${JSON.stringify(change).length}`);
    const known = async function* () {};
    try {
      const files = await writeControls({ plan, chunk, crew, seed: 7, folder, known, signal, report: () => {} });
      return { plan, chunk, files };
    } finally {
      await crew.dismiss();
    }
  };
  const pathOf = (files: readonly { slot: string; path: string }[], slot: string): string =>
    files.find((file) => file.slot === slot)?.path ?? '';
  const readFrames = async (path: string): Promise<Uint8Array[]> => {
    const frames: Uint8Array[] = [];
    for await (const { rgb } of readVideoFrames(path)) frames.push(rgb);
    return frames;
  };
  const at = (x: number, y: number): number => (y * 128 + x) * 3;

  it.each(presetIds)(
    'makes every file that the plan of preset %s names, as many frames as are asked for',
    async (preset) => {
      const { plan, chunk, files } = await write(preset, { lastFrame: true });
      const slots = describeCalls(plan)[0]?.sources.map(({ slot }) => slot);
      expect(new Set(files.map(({ slot }) => slot))).toEqual(new Set(slots));
      const { step, least, most } = plan.preset.frames;
      expect((chunk.modelFrames - 1) % step).toBe(0);
      expect(chunk.modelFrames >= least && chunk.modelFrames <= most).toBe(true);
      for (const { path, mediaType } of files) {
        if (mediaType === 'video/mp4') expect(await readFrames(path)).toHaveLength(chunk.modelFrames);
        if (mediaType === 'image/png') expect((await readPicture(path)).widthPx).toBe(128);
      }
    },
  );

  it('shows the plate outside of the mask and depth inside, which alone is white in the mask', async () => {
    const { files } = await write('vace-wan');
    const [guide] = await readFrames(pathOf(files, 'video'));
    const [mask] = await readFrames(pathOf(files, 'video-mask'));
    // The ball's middle at 20, 38 of 96 × 64, with bars of 4 px left and right.
    const ball = at(4 + 25, 47);
    expect(mask?.[ball]).toBeGreaterThan(250);
    expect(Math.abs((guide?.[ball] ?? 0) - (guide?.[ball + 2] ?? 0))).toBeLessThan(6);
    const sky = at(90, 8);
    expect(mask?.[sky]).toBeLessThan(5);
    expect((guide?.[sky + 2] ?? 0) - (guide?.[sky] ?? 0)).toBeGreaterThan(40);
  });

  it('gives still ground the same depth in every frame', async () => {
    const { files } = await write('cosmos-transfer');
    const frames = await readFrames(pathOf(files, 'depth'));
    const ground = frames.slice(0, 5).map((rgb) => rgb[at(110, 74)] ?? 0);
    expect(Math.max(...ground) - Math.min(...ground)).toBeLessThanOrEqual(1);
    expect(frames[0]?.[at(110, 5)]).toBeLessThan(4);
    expect(frames[0]?.[at(29, 47)]).toBeGreaterThan(200);
  });

  it('tells a model that weighs its controls how, by strength', async () => {
    const { plan, files } = await write('cosmos-transfer', { strength: 0.5 });
    expect(files.map(({ name }) => name)).toContain('segmentation.mp4');
    expect(JSON.parse(String(settingsOf(plan.parameters).controlSpec))).toEqual({
      vis: { control_path: 'video.mp4', control_weight: 0.2 },
      depth: { control_path: 'depth.mp4', control_weight: 0.3 },
      edge: { control_path: 'edge.mp4', control_weight: 0.15 },
      seg: { control_path: 'segmentation.mp4', control_weight: 0.15 },
    });
  });

  it('shows normals as the camera sees them', async () => {
    const { files } = await write('diffusion-renderer');
    const [normals] = await readFrames(pathOf(files, 'normal'));
    const ball = at(29, 47);
    expect(normals?.[ball + 2]).toBeGreaterThan(230);
    expect(Math.abs((normals?.[ball] ?? 0) - 128)).toBeLessThan(20);
    expect(normals?.[at(110, 74) + 1]).toBeGreaterThan(245);
  });

  it('writes noise as NumPy reads it: half floats of variance 1 at an eighth of the size', async () => {
    const { files } = await write('go-with-the-flow');
    const bytes = await readFile(pathOf(files, 'flow'));
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
    const length = bytes.readUInt16LE(8);
    expect((length + 10) % 64).toBe(0);
    expect(bytes.subarray(10, 10 + length).toString()).toContain(
      "'descr': '<f2', 'fortran_order': False, 'shape': (49, 10, 16, 16)",
    );
    const body = bytes.subarray(10 + length);
    const halves = new Uint16Array(body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength));
    expect(halves.length).toBe(49 * 10 * 16 * 16);
    const first = halvesToFloats(halves.slice(0, 10 * 16 * 16));
    const variance = first.reduce((sum, value) => sum + value * value, 0) / first.length;
    expect(Math.abs(variance - 1)).toBeLessThan(0.12);
  });
});
