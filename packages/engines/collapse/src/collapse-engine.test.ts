import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEngineConformance, refuseModels } from '@backlot/engine/conformance';
import { encodeTransfer } from '@backlot/kernels';
import { readExr, readPicture, readSound, writePng } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collapseEngine } from './collapse-engine.ts';
import { smallCollapseParameters, smallTake, writeSmallPlate } from './testing/small-collapse.ts';

const numbers = Array.from({ length: smallTake.durationFrames }, (_, frame) => smallTake.firstFrame + frame);

describeEngineConformance(collapseEngine, {
  parameters: smallCollapseParameters,
  seed: 7,
  writeInputs: writeSmallPlate,
  outputNames: [
    'collapse.mp4',
    'collapse.wav',
    'poster.png',
    ...numbers.map((number) => `composite/composite.${number}.exr`),
    ...numbers.map((number) => `passes/passes.${number}.exr`),
  ],
  abortAtFraction: 0.4,
});

describe('a collapse take', () => {
  let root = '';
  let plate8: Uint16Array = new Uint16Array();

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'backlot-collapse-'));
    const inputs = await writeSmallPlate(root);
    plate8 = encodeTransfer((await readPicture(inputs[0]?.path ?? '')).data, 'srgb', 255);
    await collapseEngine.run({
      parameters: collapseEngine.parametersSchema.parse(smallCollapseParameters),
      seed: 7,
      inputs,
      workDir: root,
      outDir: join(root, 'out'),
      threads: 2,
      signal: new AbortController().signal,
      report: () => {},
      models: refuseModels,
    });
  }, 300_000);

  afterAll(() => rm(root, { recursive: true, force: true }));

  const readDisplay = async (number: number): Promise<Uint16Array> => {
    const exr = await readExr(join(root, `out/composite/composite.${number}.exr`));
    const planes = ['R', 'G', 'B'].map((name) => exr.channels.find((channel) => channel.name === name)?.data ?? []);
    const rgb = new Float32Array(plate8.length);
    for (let at = 0; at < rgb.length; at++) rgb[at] = planes[at % 3]?.[(at - (at % 3)) / 3] ?? 0;
    return encodeTransfer(rgb, 'srgb', 255);
  };

  it('shows the plate itself, code for code, before anything moves', async () => {
    expect(await readDisplay(1001)).toEqual(plate8);
  });

  it('changes the picture once the building gives way, and leaves the far sky the plate', async () => {
    const last = await readDisplay(1006);
    expect(last.some((code, at) => code !== plate8[at])).toBe(true);
    expect(last.slice(0, 160 * 3 * 3)).toEqual(plate8.slice(0, 160 * 3 * 3));
  });

  it('sounds as long as it is seen, to the sample, the same in the film as in the WAV', async () => {
    const wav = await readSound(join(root, 'out/collapse.wav'));
    const film = await readSound(join(root, 'out/collapse.mp4'));
    expect(wav?.channels.map(({ length }) => length)).toEqual([12_000, 12_000]);
    expect(film?.channels.map(({ length }) => length)).toEqual([12_000, 12_000]);
    const [a, b] = [wav!.channels[0]!, film!.channels[0]!];
    const shifts = Array.from({ length: 41 }, (_, index) => index - 20);
    const likeness = (shift: number) => a.reduce((sum, value, n) => sum + value * (b[n + shift] ?? 0), 0);
    expect(shifts.reduce((best, shift) => (likeness(shift) > likeness(best) ? shift : best), 0)).toBe(0);
    expect(likeness(0)).toBeGreaterThan(0.9 * a.reduce((sum, value) => sum + value * value, 0));
  });

  it('is silent up to the trigger, and heard after it', async () => {
    const [left] = (await readSound(join(root, 'out/collapse.wav')))?.channels ?? [];
    const onset = left?.findIndex((value) => value !== 0) ?? -1;
    // Frame 1, and the way from the house: 13 to 25 m.
    expect(onset).toBeGreaterThan(2000 + 1500);
    expect(onset).toBeLessThan(2000 + 4000);
  });

  it('writes every pass under its channel name', async () => {
    const exr = await readExr(join(root, 'out/passes/passes.1006.exr'));
    expect(exr.channels.map((channel) => channel.name).sort()).toEqual(
      [
        'A',
        'B',
        'G',
        'R',
        'depth.Z',
        'dust.density',
        'id',
        'motion.X',
        'motion.Y',
        'normal.X',
        'normal.Y',
        'normal.Z',
      ].sort(),
    );
    const ids = exr.channels.find((channel) => channel.name === 'id')?.data ?? [];
    expect(new Set(ids).size).toBeGreaterThan(10);
  });
});

describe('collapse expect', () => {
  it('promises still frames up to the trigger, and no more than there are', () => {
    const expectAt = (startFrame: number) => {
      const trigger = { ...smallCollapseParameters.trigger, startFrame };
      return collapseEngine.expect(collapseEngine.parametersSchema.parse({ ...smallCollapseParameters, trigger }));
    };
    expect(expectAt(4)).toMatchObject({ durationFrames: smallTake.durationFrames, stillFrames: 4 });
    expect(expectAt(0).stillFrames).toBe(0);
    expect(expectAt(9000).stillFrames).toBe(smallTake.durationFrames);
  });
});

describe('the sound that a set-up asks for', () => {
  const parseSound = (sound: unknown) =>
    collapseEngine.parametersSchema.safeParse({
      ...smallCollapseParameters,
      output: { ...smallCollapseParameters.output, sound },
    });
  const expectOf = (sound: unknown) => collapseEngine.expect(parseSound(sound).data!).sounds;

  it('is stereo by default; 5.1, both and none are promised as asked', () => {
    expect(expectOf(undefined)).toEqual({ count: 1, durationS: 0.25, mayBeSilent: true });
    expect(expectOf({ layout: '5.1', loudnessLufs: -23 })?.count).toBe(1);
    expect(expectOf({ layout: 'both' })?.count).toBe(2);
    expect(expectOf({ layout: 'none' })).toBeUndefined();
  });

  it('is refused where it is unknown or out of range, by its field', () => {
    for (const [sound, field] of [
      [{ layout: '7.1' }, 'layout'],
      [{ loudnessLufs: -3 }, 'loudnessLufs'],
      [{ reverb: -1 }, 'reverb'],
      [{ volume: 11 }, undefined],
    ] as const) {
      const { error } = parseSound(sound);
      expect(error?.issues[0]?.path).toEqual(['output', 'sound', ...(field ? [field] : [])]);
    }
  });
});

describe('collapse builds', () => {
  it('names whatever can change a byte: kernels, physics, decoders of the plate, encoder', async () => {
    const builds = await collapseEngine.builds();
    expect(builds['kernel-trace']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(builds.physics).toMatch(/rapier3d-deterministic-compat \d/);
    expect(builds.picture).toMatch(/^sharp \d+\.\S+, libvips \d+\.\S+, three \d+$/);
    expect(builds.video).toMatch(/FFmpeg/);
  });
});

describe('collapse check', () => {
  const parse = (change: Record<string, unknown>) =>
    collapseEngine.parametersSchema.parse({ ...smallCollapseParameters, ...change });

  it('refuses a plate that is no picture', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-collapse-check-'));
    const path = join(folder, 'plate.png');
    await writeFile(path, 'no picture at all');
    const input = { role: 'plate', name: 'plate.png', path, sha256: '0'.repeat(64), mediaType: 'image/png' };
    await expect(collapseEngine.check(parse({}), [input])).rejects.toMatchObject({ name: 'BacklotError' });
    await rm(folder, { recursive: true });
  });

  it('refuses a strength map of another size than the plate', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-collapse-check-'));
    const inputs = await writeSmallPlate(folder);
    const path = join(folder, 'map.png');
    await writePng(path, { widthPx: 8, heightPx: 6, channels: 3, data: new Float32Array(144) });
    const map = { role: 'strength-map', name: 'map.png', path, sha256: '0'.repeat(64), mediaType: 'image/png' };
    await expect(collapseEngine.check(parse({}), [...inputs, map])).rejects.toMatchObject({
      code: 'STRENGTH_MAP_SIZE',
      message: 'Strength map: expected 160 × 90 like the plate, got 8 × 6',
    });
    await rm(folder, { recursive: true });
  });

  it('refuses a building that stands outside the picture', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-collapse-check-'));
    const building = {
      ...smallCollapseParameters.building,
      plan: { kind: 'box', centreM: [90, -4], widthM: 9, depthM: 7 },
    };
    const inputs = await writeSmallPlate(folder);
    await expect(collapseEngine.check(parse({ building }), inputs)).rejects.toMatchObject({
      code: 'BUILDING_OUTSIDE_PICTURE',
    });
    await rm(folder, { recursive: true });
  });
});
