import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, NEGATIVE_PROMPT } from '@backlot/engine';
import { z } from 'zod';

const parametersSchema = z.strictObject({
  model: z.string(),
  prompt: z.string(),
  negativePrompt: z.string().exactOptional(),
  variants: z.int().min(1).max(4).default(1),
});
type Parameters = z.infer<typeof parametersSchema>;

const SIZE = { widthPx: 64, heightPx: 48 };

/** A small engine for tests that has a model make pictures, one call a variant, and keeps them as they come. */
export const clayEngine: Engine<Parameters> = {
  id: 'clay',
  version: '1',
  title: 'Clay',
  parametersSchema,
  inputRoles: [
    { role: 'reference', required: false, description: 'Any picture.' },
    { role: 'composite', required: false, description: 'Pictures of an earlier take.' },
  ],
  builds: async () => ({ clay: '1' }),
  expect: ({ variants }) => ({ ...SIZE, durationFrames: variants, frameRate: { numerator: 24, denominator: 1 } }),
  words: wordsOf,
  check: async () => {},
  planCalls: (parameters, inputs) =>
    namesOf(parameters.variants).map((name) => ({
      name,
      card: parameters.model,
      task: 'image',
      words: wordsOf(parameters),
      sources: [...new Set(inputs.map(({ role }) => role))].map((role) => ({ slot: 'reference', role })),
      ...SIZE,
    })),
  run: async ({ parameters: { model, variants, ...words }, seed, outDir, models, report }) => {
    const folder = join(outDir, 'composite');
    await mkdir(folder, { recursive: true });
    const outputs = [];
    for (const [frame, name] of namesOf(variants).entries()) {
      const job = { task: 'image', ...words, seed: seed + frame, ...SIZE, files: [], settings: {} } as const;
      const answer = await models.call({ name, card: model, job, report });
      const file = `composite/${name}.png`;
      await copyFile(answer.outputs[0]?.path ?? '', join(outDir, `${file}.part`));
      await rename(join(outDir, `${file}.part`), join(outDir, file));
      outputs.push({ role: 'composite', name: file, mediaType: 'image/png', frame });
      report({ stage: name, fraction: (frame + 1) / variants });
    }
    return { outputs, digitalSourceType: 'trainedAlgorithmicMedia', figures: { variants } };
  },
};

function wordsOf({ prompt, negativePrompt }: Parameters) {
  const negative = negativePrompt === undefined ? [] : [{ where: NEGATIVE_PROMPT, text: negativePrompt }];
  return [{ where: 'prompt', text: prompt }, ...negative];
}

function namesOf(variants: number): string[] {
  return Array.from({ length: variants }, (_, index) => `variant-${index + 1}`);
}
