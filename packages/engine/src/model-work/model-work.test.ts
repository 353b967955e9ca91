import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeExr } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineProgress } from '../engine-progress.ts';
import type { ModelCaller } from '../models/model-caller.ts';
import {
  callModels,
  deriveCallSeed,
  isRounding,
  keepOriginal,
  pickVariant,
  planSources,
  prepareModelFiles,
  slotInputs,
  trackWork,
} from './index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-model-work-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('seeds of calls', () => {
  it('are the same for the same recipe, and no two alike', () => {
    expect(deriveCallSeed(7, 1)).toBe(deriveCallSeed(7, 1));
    const seeds = [0, 7, 8, 2 ** 40, 2 ** 40 + 7].flatMap((seed) =>
      [1, 2, 3, 4].map((place) => deriveCallSeed(seed, place)),
    );
    expect(new Set(seeds).size).toBe(20);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
  });
});

describe('calls of a run', () => {
  const requests = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      name: `variant-${i + 1}`,
      card: 'card',
      job: { task: 'image' as const, prompt: 'a street', seed: i, files: [], settings: {} },
    }));
  const run = async (count: number, call: ModelCaller['call'], signal = new AbortController().signal) => {
    const progress: EngineProgress[] = [];
    const answers = await callModels(
      { models: { call }, signal },
      requests(count),
      trackWork((each) => progress.push(each)),
    );
    return { answers, fractions: progress.map(({ fraction }) => fraction) };
  };

  it('are answered in their order, never more than four at once', async () => {
    let [now, most] = [0, 0];
    const { answers, fractions } = await run(9, async ({ name, job, report }) => {
      now += 1;
      most = Math.max(most, now);
      report?.({ stage: 'running', fraction: 0.5 });
      await sleep(30 - job.seed * 3);
      now -= 1;
      return { outputs: [{ name, path: name, mediaType: 'image/png' }] };
    });
    expect(answers.map(({ outputs }) => outputs[0]?.name)).toEqual(requests(9).map(({ name }) => name));
    expect(most).toBe(4);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('begin no other once one has failed, and wait for those that are paid already', async () => {
    const [begun, finished]: [string[], string[]] = [[], []];
    const failing = run(9, async ({ name }) => {
      begun.push(name);
      if (name === 'variant-2') throw new Error('refused');
      await sleep(40);
      finished.push(name);
      return { outputs: [] };
    });
    await expect(failing).rejects.toThrow('refused');
    expect(begun).toHaveLength(4);
    expect(finished).toHaveLength(3);
  });

  it('speak with the voice of the one that is furthest on in its vendor’s queue', async () => {
    const positions = [[2, 1, 0], [1, 0], [3, 2, 1, 0], [4]];
    const heard: (string | undefined)[] = [];
    const call: ModelCaller['call'] = async ({ job, report }) => {
      for (const queuePosition of positions[job.seed] ?? []) {
        report?.({ stage: 'x', fraction: 0, message: `${queuePosition} before it`, queuePosition });
        await sleep(5);
      }
      if (job.seed === 3) report?.({ stage: 'x', fraction: 0, message: 'asks to wait' });
      await sleep(40);
      return { outputs: [] };
    };
    const models = (_: number, message?: string) => void heard.push(message);
    await callModels({ models: { call }, signal: new AbortController().signal }, requests(4), { models });
    const changes = heard.filter((message, index) => message !== undefined && message !== heard[index - 1]);
    expect(changes.filter((message) => message !== 'asks to wait').join()).toMatch(
      /^2 before it,1 before it,0 before it(,0 before it)?$/,
    );
    expect(changes).toContain('asks to wait');
  });

  it('are left at once when the run is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const running = run(2, () => new Promise(() => {}), controller.signal);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
  });
});

describe('files for a model', () => {
  it('are of all variants of an earlier take the one that the parent names', () => {
    const inputs = ['variant-1.png', 'variant-2.png', 'sketch.png'].map((name) => {
      const role = name.startsWith('variant') ? 'variant' : 'sketch';
      return { role, name, path: name, sha256: 'a'.repeat(64), mediaType: 'image/png' };
    });
    const named = pickVariant(inputs, { file: 'variants/variant-2.png' }).map(({ name }) => name);
    expect(named).toEqual(['variant-2.png', 'sketch.png']);
    expect(pickVariant(inputs, undefined)).toHaveLength(3);
  });

  it('go out as they are, or as a PNG where no vendor reads them, and the plan says which', async () => {
    const exr = join(folder, 'plate.exr');
    const data = new Float32Array(4).fill(0.5);
    await writeExr(exr, {
      widthPx: 2,
      heightPx: 2,
      channels: ['R', 'G', 'B'].map((name) => ({ name, type: 'half', data })),
    });
    const jpeg = join(folder, 'look.jpg');
    await writeFile(jpeg, 'a look');
    const slotted = slotInputs(
      [
        { role: 'reference', name: 'look.jpg', path: jpeg, sha256: 'b'.repeat(64), mediaType: 'image/jpeg' },
        { role: 'plate', name: 'plate.exr', path: exr, sha256: 'a'.repeat(64), mediaType: 'image/x-exr' },
      ],
      { plate: 'image', reference: 'reference' },
    );
    expect(planSources(slotted)).toEqual([
      { slot: 'image', role: 'plate', sha256: 'a'.repeat(64), madeInto: 'PNG, 8 bits a channel, sRGB' },
      { slot: 'reference', role: 'reference', sha256: 'b'.repeat(64) },
    ]);
    const [made, kept] = await prepareModelFiles(slotted, folder);
    expect(made).toMatchObject({ slot: 'image', name: 'plate.png', mediaType: 'image/png' });
    expect(made?.sha256).not.toBe('a'.repeat(64));
    expect(made?.byteLength).toBe((await readFile(made?.path ?? '')).byteLength);
    expect(kept).toMatchObject({ path: jpeg, byteLength: 6, sha256: 'b'.repeat(64) });
  });

  it('that came back are kept to the byte, named by what they are and not by a stranger', async () => {
    const path = join(folder, 'answer');
    await writeFile(path, 'as it came');
    const out = join(folder, 'out');
    const kept = await keepOriginal({ name: '../../evil.SH$', path, mediaType: 'audio/x-odd' }, out, 'variant-1');
    expect(kept).toEqual({ role: 'original', name: 'originals/variant-1', mediaType: 'audio/x-odd' });
    const png = await keepOriginal({ name: 'a.jpg', path, mediaType: 'image/png' }, out, 'variant-2');
    expect(png.name).toBe('originals/variant-2.png');
    expect(await readFile(join(out, kept.name), 'utf8')).toBe('as it came');
    expect((await readdir(join(out, 'originals'))).sort()).toEqual(['variant-1', 'variant-2.png']);
  });
});

it.each([
  [1920, 1088, true],
  [1920, 1080, true],
  [1904, 1072, true],
  [1280, 720, false],
  [1920, 1140, false],
])('takes %i × %i for 1920 × 1080 rounded: %s', (widthPx, heightPx, expected) => {
  expect(isRounding({ widthPx, heightPx }, { widthPx: 1920, heightPx: 1080 })).toBe(expected);
});
