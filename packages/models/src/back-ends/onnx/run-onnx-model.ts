import { layTiles, type TileSpan } from './lay-tiles.ts';
import type { OnnxDescription } from './onnx-description.ts';
import type { OnnxRuntime, OnnxSession, OnnxTensor } from './onnx-runtime.ts';
import { cutRaster, type Raster, type Size, scaleRaster } from './raster.ts';
import { fromTensor, toTensor } from './raster-tensor.ts';

/** A loaded model and its pictures by slot, all of one size. */
export interface OnnxWork {
  readonly Tensor: OnnxRuntime['Tensor'];
  readonly session: OnnxSession;
  readonly description: OnnxDescription;
  readonly pictures: ReadonlyMap<string, Raster>;
  readonly size: Size;
}

/** A piece of the pictures; it may reach beyond them to the right and below. */
interface Piece extends Size {
  readonly leftPx: number;
  readonly topPx: number;
}

/**
 * What a model makes of pictures: one raster for each output, `scale` times their size.
 * @throws BacklotError `MODEL_ANSWER_INVALID`, and whatever the runtime throws
 */
export async function runOnnxModel(work: OnnxWork): Promise<readonly Raster[]> {
  const { size } = work.description;
  switch (size.kind) {
    case 'whole':
      return runPadded(work, size.multipleOfPx);
    case 'fixed':
      return runScaled(work, { widthPx: size.widthPx, heightPx: size.heightPx });
    case 'tiles':
      return runTiled(work, size);
  }
}

async function runPadded(work: OnnxWork, multipleOfPx: number): Promise<readonly Raster[]> {
  const { size, description } = work;
  const padded = (lengthPx: number): number => Math.ceil(lengthPx / multipleOfPx) * multipleOfPx;
  const piece = { leftPx: 0, topPx: 0, widthPx: padded(size.widthPx), heightPx: padded(size.heightPx) };
  const made = await runOn(work, piece);
  return made.map((raster) => cutRaster(raster, { leftPx: 0, topPx: 0, ...times(size, description.scale) }));
}

async function runScaled(work: OnnxWork, size: Size): Promise<readonly Raster[]> {
  const pictures = new Map([...work.pictures].map(([slot, picture]) => [slot, scaleRaster(picture, size)]));
  const made = await runOn({ ...work, pictures }, { leftPx: 0, topPx: 0, ...size });
  return made.map((raster) => scaleRaster(raster, times(work.size, work.description.scale)));
}

async function runTiled(
  work: OnnxWork,
  { tilePx, overlapPx }: { readonly tilePx: number; readonly overlapPx: number },
): Promise<readonly Raster[]> {
  const { widthPx, heightPx } = work.size;
  const { scale } = work.description;
  const columns = layTiles({ lengthPx: widthPx, tilePx, overlapPx, scale });
  const rows = layTiles({ lengthPx: heightPx, tilePx, overlapPx, scale });
  const sums: Raster[] = [];
  for (const row of rows) {
    for (const column of columns) {
      const piece = { leftPx: column.startPx, topPx: row.startPx, widthPx: tilePx, heightPx: tilePx };
      for (const [index, made] of (await runOn(work, piece)).entries()) {
        const sum = sums[index] ?? emptyRaster(times(work.size, scale), made);
        sums[index] = sum;
        addPiece(sum, made, { column, row, scale });
      }
    }
  }
  return sums;
}

async function runOn({ Tensor, session, description, pictures }: OnnxWork, piece: Piece): Promise<Raster[]> {
  const feeds: Record<string, OnnxTensor> = {};
  for (const input of description.inputs) {
    const picture = pictures.get(input.slot);
    if (!picture) throw new Error(`Model "${description.name}" got no ${input.slot}`);
    const { dims, data } = toTensor(cutRaster(picture, piece), input);
    feeds[input.name] = new Tensor('float32', data, dims);
  }
  const results = await session.run(feeds);
  return description.outputs.map((output) => {
    const result = results[output.name];
    if (!result) throw new Error(`Model "${description.name}" gave no "${output.name}"`);
    return fromTensor(result, output, times(piece, description.scale));
  });
}

function addPiece(
  sum: Raster,
  made: Raster,
  { column, row, scale }: { readonly column: TileSpan; readonly row: TileSpan; readonly scale: number },
): void {
  const { channels } = sum;
  const [left, top] = [column.startPx * scale, row.startPx * scale];
  const width = Math.min(made.widthPx, sum.widthPx - left);
  const height = Math.min(made.heightPx, sum.heightPx - top);
  for (let y = 0; y < height; y++) {
    const rowWeight = row.weights[y] as number;
    for (let x = 0; x < width; x++) {
      const weight = rowWeight * (column.weights[x] as number);
      const from = (y * made.widthPx + x) * channels;
      const to = ((y + top) * sum.widthPx + x + left) * channels;
      for (let c = 0; c < channels; c++)
        sum.data[to + c] = (sum.data[to + c] as number) + weight * (made.data[from + c] as number);
    }
  }
}

function emptyRaster({ widthPx, heightPx }: Size, { channels }: Pick<Raster, 'channels'>): Raster {
  return { widthPx, heightPx, channels, data: new Float32Array(widthPx * heightPx * channels) };
}

function times({ widthPx, heightPx }: Size, scale: number): Size {
  return { widthPx: widthPx * scale, heightPx: heightPx * scale };
}
