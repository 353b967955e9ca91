import { join } from 'node:path';
import { BacklotError } from '@backlot/film';
import { readPicture, writePng } from '@backlot/media';
import { finishOutput } from './finish-output.ts';
import { loadOnnxModel, type OnnxRuntime } from './onnx-runtime.ts';
import type { OnnxTask } from './onnx-task.ts';
import { type Raster, type Size, scaleRaster, toPicture, toRaster } from './raster.ts';
import { runOnnxModel } from './run-onnx-model.ts';

type OnnxRun = Extract<OnnxTask, { kind: 'run' }>;

/** 8192 × 8192, as pictures that are read: what comes out lies in memory as a whole. */
const MAX_PIXELS = 67_108_864;
/** A size that is asked for may be off the picture's ratio by so much; rounding is. */
const MAX_RATIO_ERROR = 0.01;

/**
 * Reads the pictures, runs the model and writes a 16-bit PNG for each of its outputs.
 * @throws BacklotError `MODEL_REQUEST_INVALID` for a size that it does not make, `PICTURE_TOO_LARGE`, and those of its parts
 */
export async function performOnnxRun(runtime: OnnxRuntime, run: OnnxRun): Promise<{ name: string; path: string }[]> {
  const { description, modelPath: path, threads, outDir } = run;
  const pictures = await readPictures(run);
  const source = pictures.get('image');
  if (!source) throw new Error(`Model "${description.name}" got no picture`);
  const wanted = demandSize(run, source);
  const session = await loadOnnxModel(runtime, { path, threads, description });
  const made = await runOnnxModel({ Tensor: runtime.Tensor, session, description, pictures, size: source });
  const outputs: { name: string; path: string }[] = [];
  for (const [index, output] of description.outputs.entries()) {
    const raster = made[index];
    if (!raster) throw new Error(`Model "${description.name}" gave no "${output.name}"`);
    const name = `${output.meaning}-${index + 1}.png`;
    const finished = scaleRaster(finishOutput(raster, output, source), wanted);
    await writePng(join(outDir, name), toPicture(finished), { bitsPerSample: 16 });
    outputs.push({ name, path: join(outDir, name) });
  }
  return outputs;
}

/** By slot, all of the size of the picture to start from. */
async function readPictures({ files }: OnnxRun): Promise<ReadonlyMap<string, Raster>> {
  const pictures = new Map<string, Raster>();
  for (const { slot, path, name } of files) pictures.set(slot, toRaster(await readPicture(path, { name })));
  const source = pictures.get('image');
  return new Map([...pictures].map(([slot, picture]) => [slot, source ? scaleRaster(picture, source) : picture]));
}

function demandSize({ description, size }: OnnxRun, source: Size): Size {
  const { name, scale } = description;
  const made = { widthPx: source.widthPx * scale, heightPx: source.heightPx * scale };
  if (made.widthPx * made.heightPx > MAX_PIXELS) {
    throw new BacklotError(
      'PICTURE_TOO_LARGE',
      `Model "${name}": expected at most ${MAX_PIXELS.toLocaleString('en')} pixels to come out, got ${format(made)}`,
      { hint: 'Give it a smaller picture.' },
    );
  }
  if (!size) return made;
  const ratio = (size.widthPx / size.heightPx) * (made.heightPx / made.widthPx);
  const isLarger = size.widthPx > made.widthPx || size.heightPx > made.heightPx;
  if (!isLarger && Math.abs(ratio - 1) <= MAX_RATIO_ERROR) return size;
  throw new BacklotError(
    'MODEL_REQUEST_INVALID',
    `Model "${name}": expected ${format(made)}, which it makes of this picture, or less in its ratio, got ${format(size)}`,
    { hint: `Ask for ${format(made)}.` },
  );
}

function format({ widthPx, heightPx }: Size): string {
  return `${widthPx} × ${heightPx} px`;
}
