import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineInput, ModelCaller } from '@backlot/engine';
import { describeEngineConformance } from '@backlot/engine/conformance';
import { inspectTakeOutputs, type Picture, readExr, readPicture, writeExr, writePng } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageEngine } from './image-engine.ts';
import { answerWithPictures, drawSeeded } from './testing/answer-with-pictures.ts';

const size = { widthPx: 96, heightPx: 64 };
const words = { model: 'card-1', prompt: 'a street at dawn', ...size };
const variants = ['variant-1', 'variant-2', 'variant-3'];

describeEngineConformance(imageEngine, {
  parameters: { ...words, variants: 3 },
  seed: 7,
  writeInputs: async () => [],
  outputNames: [
    'contact-sheet.png',
    'poster.png',
    ...variants.flatMap((name) => [`originals/${name}.png`, `variants/${name}.png`]),
  ],
  models: answerWithPictures().caller,
  abortAtFraction: 0.4,
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-image-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let runs = 0;
async function run(parameters: Record<string, unknown>, inputs: readonly EngineInput[] = [], models?: ModelCaller) {
  runs += 1;
  const outDir = join(folder, `run-${runs}`, 'out');
  const parsed = imageEngine.parametersSchema.parse({ ...words, ...parameters });
  const result = await imageEngine.run({
    parameters: parsed,
    seed: 7,
    inputs,
    workDir: join(folder, `run-${runs}`, 'work'),
    outDir,
    threads: 1,
    signal: new AbortController().signal,
    report: () => {},
    models: models ?? answerWithPictures().caller,
  });
  return { ...result, outDir, expected: imageEngine.expect(parsed) };
}

async function writeInput(role: string, picture: Picture, ending: 'png' | 'exr' = 'png'): Promise<EngineInput> {
  const path = join(folder, `${role}.${ending}`);
  const { widthPx, heightPx, data, channels: stride } = picture;
  const channels = ['R', 'G', 'B'].map((name, offset) => ({ name, type: 'half' as const, data, offset, stride }));
  if (ending === 'png') await writePng(path, picture);
  else await writeExr(path, { widthPx, heightPx, channels });
  const mediaType = ending === 'png' ? 'image/png' : 'image/x-exr';
  return { role, name: `${role}.${ending}`, path, sha256: 'a'.repeat(64), mediaType };
}

/** White from the middle on, with a soft column before. */
function halfMask(): Picture {
  const data = new Float32Array(size.widthPx * size.heightPx * 3);
  for (let at = 0; at < data.length; at++) {
    const x = Math.floor(at / 3) % size.widthPx;
    data[at] = x > 48 ? 1 : x === 48 ? 0.5 : 0;
  }
  return { ...size, channels: 3, data };
}

describe('an image take', () => {
  it('passes inspection as stills, each variant another picture', async () => {
    const { outputs, outDir, expected } = await run({ variants: 4 });
    const files = outputs.map(({ role, name, frame = 0 }) => ({ role, path: join(outDir, name), frame }));
    expect(await inspectTakeOutputs(expected, files)).toEqual([]);
    const bytes = await Promise.all(
      [1, 2, 3, 4].map((n) => readFile(join(outDir, `variants/variant-${n}.png`), 'hex')),
    );
    expect(new Set(bytes).size).toBe(4);
  });

  it('keeps what the vendor sent, byte for byte', async () => {
    const sent: string[] = [];
    const { caller } = answerWithPictures();
    const models: ModelCaller = {
      call: async (request) => {
        const answer = await caller.call(request);
        sent.push(await readFile(answer.outputs[0]?.path ?? '', 'hex'));
        return answer;
      },
    };
    const { outDir } = await run({}, [], models);
    expect(await readFile(join(outDir, 'originals/variant-1.png'), 'hex')).toBe(sent[0]);
  });

  it('sends a seed of its own with each variant, and every input in its slot', async () => {
    const { caller, jobs } = answerWithPictures();
    const inputs = [
      await writeInput('reference', drawSeeded(3, size)),
      await writeInput('sketch', drawSeeded(4, size)),
      await writeInput('depth', drawSeeded(5, size), 'exr'),
    ];
    await run({ variants: 2, negativePrompt: 'rain', settings: { steps: 20 } }, inputs, caller);
    expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(2);
    expect(jobs[0]).toMatchObject({ prompt: words.prompt, negativePrompt: 'rain', settings: { steps: 20 }, ...size });
    expect(jobs[0]?.files.map(({ slot, mediaType }) => [slot, mediaType])).toEqual([
      ['sketch', 'image/png'],
      ['depth', 'image/png'],
      ['reference', 'image/png'],
    ]);
  });
});

describe('a clean plate', () => {
  const cleanPlate = { kind: 'clean-plate', exr: true };

  it('is the plate outside the mask, code for code, and the model inside', async () => {
    const plate = await writeInput('plate', drawSeeded(11, size));
    const mask = await writeInput('mask', halfMask());
    const { outDir, outputs, digitalSourceType } = await run(cleanPlate, [plate, mask]);
    expect(digitalSourceType).toBe('compositeWithTrainedAlgorithmicMedia');
    expect(outputs.map(({ role }) => role)).toEqual(['variant', 'variant-linear', 'original', 'poster']);
    const [before, after] = [await readPicture(plate.path), await readPicture(join(outDir, 'variants/variant-1.png'))];
    const exr = await readExr(join(outDir, 'variants/variant-1.exr'));
    const model = await readPicture(join(outDir, 'originals/variant-1.png'));
    for (let at = 0; at < before.data.length; at++) {
      const x = Math.floor(at / 3) % size.widthPx;
      const channel = exr.channels.find(({ name }) => name === 'RGB'[at % 3]);
      if (x < 48) expect(after.data[at]).toBe(before.data[at]);
      if (x < 48) expect(channel?.data[(at - (at % 3)) / 3]).toBe(before.data[at]);
      if (x > 48) expect(after.data[at]).toBe(model.data[at]);
    }
  });

  it('keeps light beyond white of an EXR plate in its own EXR', async () => {
    const bright = drawSeeded(11, size);
    const picture = { ...bright, data: bright.data.map((value) => value * 16) };
    const inputs = [await writeInput('plate', picture, 'exr'), await writeInput('mask', halfMask())];
    const { outDir } = await run(cleanPlate, inputs);
    const [before, after] = await Promise.all([
      readExr(inputs[0]!.path),
      readExr(join(outDir, 'variants/variant-1.exr')),
    ]);
    expect(after.channels[0]?.type).toBe('half');
    for (let y = 0; y < size.heightPx; y++) {
      const row = [y * size.widthPx, y * size.widthPx + 48] as const;
      expect(after.channels[2]?.data.slice(...row)).toEqual(before.channels[2]?.data.slice(...row));
    }
  });

  it('painted into a picture that is no plate counts as generated', async () => {
    const inputs = [await writeInput('picture', drawSeeded(11, size)), await writeInput('mask', halfMask())];
    expect((await run({}, inputs)).digitalSourceType).toBe('trainedAlgorithmicMedia');
  });
});

describe('what a model answers', () => {
  const unfit = (pattern: RegExp) =>
    expect.objectContaining({
      code: 'MODEL_OUTPUT_UNFIT',
      message: expect.stringMatching(pattern),
      hint: expect.any(String),
    });
  const answer = (mediaType: string, write: (path: string) => Promise<void>): ModelCaller => ({
    call: async () => {
      runs += 1;
      const path = join(folder, `answer-${runs}`);
      await write(path);
      return { outputs: [{ name: 'answer', path, mediaType }] };
    },
  });

  it('is fitted where it was only rounded', async () => {
    const { caller } = answerWithPictures(({ seed }) => drawSeeded(seed, { widthPx: 98, heightPx: 65 }));
    const { outDir } = await run({}, [], caller);
    expect(await readPicture(join(outDir, 'variants/variant-1.png'))).toMatchObject(size);
  });

  it('is refused at another size', async () => {
    const { caller } = answerWithPictures(({ seed }) => drawSeeded(seed, { widthPx: 64, heightPx: 64 }));
    await expect(run({}, [], caller)).rejects.toEqual(unfit(/expected 96 × 64 px, got 64 × 64/));
  });

  it('is refused black, with NaN, unreadable, or of another kind', async () => {
    const { caller } = answerWithPictures(() => ({ ...size, channels: 3, data: new Float32Array(96 * 64 * 3) }));
    await expect(run({}, [], caller)).rejects.toEqual(unfit(/black/));
    const data = new Float32Array(96 * 64).fill(0.5);
    data[7] = Number.NaN;
    const channels = ['R', 'G', 'B'].map((name) => ({ name, type: 'half' as const, data }));
    const broken = answer('image/x-exr', (path) => writeExr(path, { ...size, channels }));
    await expect(run({}, [], broken)).rejects.toEqual(unfit(/NaN/));
    const text = answer('image/png', (path) => writeFile(path, 'sorry'));
    await expect(run({}, [], text)).rejects.toEqual(unfit(/no known picture type/));
    const film = answer('video/mp4', (path) => writeFile(path, 'film'));
    await expect(run({}, [], film)).rejects.toEqual(unfit(/expected a picture, got video\/mp4/));
    await expect(run({}, [], { call: async () => ({ outputs: [] }) })).rejects.toEqual(unfit(/got nothing/));
  });
});

describe('image check', () => {
  const check = (parameters: Record<string, unknown>, inputs: readonly EngineInput[]) =>
    imageEngine.check(imageEngine.parametersSchema.parse({ ...words, ...parameters }), inputs);

  it('wants plate and mask for a clean plate, and a picture under each mask', async () => {
    const [plate, mask] = [await writeInput('plate', drawSeeded(1, size)), await writeInput('mask', halfMask())];
    const missing = expect.objectContaining({ code: 'INPUT_MISSING', hint: expect.any(String) });
    await expect(check({ kind: 'clean-plate' }, [mask])).rejects.toEqual(missing);
    await expect(check({ kind: 'clean-plate' }, [plate])).rejects.toEqual(missing);
    await expect(check({}, [mask])).rejects.toEqual(missing);
    await check({ kind: 'clean-plate' }, [plate, mask]);
  });

  it('refuses two pictures to start from, other sizes, a black mask and what is no picture', async () => {
    const [plate, picture] = [
      await writeInput('plate', drawSeeded(1, size)),
      await writeInput('picture', drawSeeded(2, size)),
    ];
    const mask = await writeInput('mask', halfMask());
    const invalid = expect.objectContaining({ code: 'MODEL_REQUEST_INVALID', hint: expect.any(String) });
    await expect(check({}, [plate, picture])).rejects.toEqual(invalid);
    await expect(check({ widthPx: 128 }, [plate, mask])).rejects.toEqual(invalid);
    const black = await writeInput('mask', { ...size, channels: 3, data: new Float32Array(96 * 64 * 3) });
    await expect(check({}, [plate, black])).rejects.toEqual(invalid);
    await writeFile(black.path, 'no picture');
    await expect(check({}, [plate, black])).rejects.toMatchObject({ code: 'PICTURE_TYPE_MISMATCH' });
  });

  it('starts from the variant that the parent names, and refuses several where none is named', async () => {
    const first = await writeInput('variant', drawSeeded(1, size));
    const inputs = [first, { ...first, name: 'variant-2.png', sha256: 'b'.repeat(64) }];
    await expect(check({}, inputs)).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
    const parent = { take: 'take-1', file: 'variants/variant-2.png' };
    await check({ parent }, inputs);
    const { caller, jobs } = answerWithPictures();
    await run({ parent }, inputs, caller);
    expect(jobs[0]?.files).toMatchObject([{ slot: 'image', name: 'variant-2.png', sha256: 'b'.repeat(64) }]);
  });

  it('knows EXR for clean plates only, and one to four variants', () => {
    const parses = (parameters: Record<string, unknown>) =>
      imageEngine.parametersSchema.safeParse({ ...words, ...parameters }).success;
    expect(parses({ exr: true })).toBe(false);
    expect(parses({ exr: true, kind: 'clean-plate' })).toBe(true);
    expect([0, 1, 4, 5].map((count) => parses({ variants: count }))).toEqual([false, true, true, false]);
  });
});

describe('image plan', () => {
  it('names each call, all words and all that is sent', async () => {
    const parameters = imageEngine.parametersSchema.parse({
      ...words,
      negativePrompt: 'rain',
      variants: 2,
      settings: { style: 'like a postcard', steps: 4 },
      parent: { take: 'take-1', file: 'variants/variant-2.png' },
    });
    const inputs = [await writeInput('reference-2', drawSeeded(1, size))];
    const spoken = [
      { where: 'prompt', text: words.prompt },
      { where: 'negative prompt', text: 'rain' },
      { where: 'setting style', text: 'like a postcard' },
      { where: 'setting steps', text: '4' },
    ];
    expect(imageEngine.words?.(parameters)).toEqual(spoken);
    expect(imageEngine.planCalls?.(parameters, inputs)).toEqual(
      ['variant-1', 'variant-2'].map((name) => ({
        name,
        card: 'card-1',
        task: 'image',
        words: spoken,
        sources: [{ slot: 'reference', role: 'reference-2', sha256: 'a'.repeat(64) }],
        ...size,
        settings: { style: 'like a postcard', steps: 4 },
      })),
    );
  });
});

it('refuses settings that decide what people have decided, before anything is asked', async () => {
  const parameters = imageEngine.parametersSchema.parse({ ...words, settings: { num_images: 50 } });
  await expect(imageEngine.check(parameters, [])).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
});
