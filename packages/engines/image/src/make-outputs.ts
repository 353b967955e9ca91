import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineOutput, EngineRunContext, ModelAnswer } from '@backlot/engine';
import { keepOriginal, variantName, type WorkTrack } from '@backlot/engine/model-work';
import { maskOfPicture, type Picture, readPicture, type SourcedPicture, writeExr, writePng } from '@backlot/media';
import { flatten, layContactSheet, makeCell } from './contact-sheet.ts';
import { findPainted } from './image-inputs.ts';
import type { ImageParameters } from './image-parameters.ts';
import { paintInside } from './paint-inside.ts';
import { readAnswer } from './read-answer.ts';

/** A variant as it is written, and how deep its files have to be to hold it. */
interface Variant {
  readonly picture: Picture;
  readonly source: SourcedPicture['source'];
}

/**
 * Writes every variant, the originals, a contact sheet where there are several, and the poster. Made anew from the answers
 * on each run: they are kept for good, and the same answers make the same bytes.
 */
export async function makeOutputs(
  context: EngineRunContext<ImageParameters>,
  answers: readonly ModelAnswer[],
  track: Pick<WorkTrack, 'files'>,
): Promise<EngineOutput[]> {
  const { parameters, inputs, outDir, signal } = context;
  await mkdir(join(outDir, 'variants'), { recursive: true });
  const under = await readUnder(inputs, parameters);
  const [outputs, cells]: [EngineOutput[], Picture[]] = [[], []];
  for (const [index, answer] of answers.entries()) {
    signal.throwIfAborted();
    const name = variantName(index);
    const { picture, original } = await readAnswer(name, answer, parameters);
    const variant = under
      ? { picture: paintInside(under.picture, picture, under.mask), source: under.picture.source }
      : { picture, source: picture.source };
    outputs.push(...(await writeVariant(variant, { name, index, outDir, exr: parameters.exr })));
    outputs.push(await keepOriginal(original, outDir, name));
    // Of four large pictures no two need be in memory at a time.
    cells.push(makeCell(variant.picture));
    if (index === 0) outputs.push(await writePoster(variant.picture, outDir));
    track.files((index + 1) / (answers.length + 1));
  }
  signal.throwIfAborted();
  return cells.length > 1 ? [...outputs, await writeContactSheet(cells, outDir)] : outputs;
}

async function readUnder(inputs: EngineRunContext<ImageParameters>['inputs'], parameters: ImageParameters) {
  const painted = findPainted(inputs, parameters);
  if (!painted) return undefined;
  const { under, mask } = painted;
  return {
    picture: await readPicture(under.path, { name: under.name }),
    mask: maskOfPicture(await readPicture(mask.path, { name: mask.name })),
  };
}

async function writeVariant(
  { picture, source }: Variant,
  to: { readonly name: string; readonly index: number; readonly outDir: string; readonly exr: boolean },
): Promise<EngineOutput[]> {
  const png = `variants/${to.name}.png`;
  await writePng(join(to.outDir, png), picture, { bitsPerSample: source.bitsPerSample === 8 ? 8 : 16 });
  const outputs: EngineOutput[] = [{ role: 'variant', name: png, mediaType: 'image/png', frame: to.index }];
  if (!to.exr) return outputs;
  const exr = `variants/${to.name}.exr`;
  const { widthPx, heightPx, data, channels: stride } = picture;
  // Sixteen bits of floats hold what came as that, and no other depth exactly.
  const type = source.isFloat && source.bitsPerSample === 16 ? 'half' : 'float';
  const names = stride === 4 ? ['R', 'G', 'B', 'A'] : ['R', 'G', 'B'];
  const channels = names.map((name, offset) => ({ name, type, data, offset, stride }) as const);
  await writeExr(join(to.outDir, exr), { widthPx, heightPx, channels });
  return [...outputs, { role: 'variant-linear', name: exr, mediaType: 'image/x-exr', frame: to.index }];
}

async function writePoster(picture: Picture, outDir: string): Promise<EngineOutput> {
  const name = 'poster.png';
  await writePng(join(outDir, name), flatten(picture));
  return { role: 'poster', name, mediaType: 'image/png' };
}

async function writeContactSheet(cells: readonly Picture[], outDir: string): Promise<EngineOutput> {
  const name = 'contact-sheet.png';
  await writePng(join(outDir, name), layContactSheet(cells));
  return { role: 'contact-sheet', name, mediaType: 'image/png' };
}
