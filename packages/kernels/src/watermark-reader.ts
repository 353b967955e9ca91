import { openWatermarkMemory } from './watermark-kernel.ts';

/** Cells of a folded tile a side. */
const WATERMARK_BINS = 64;

/** Brightness as bytes, row by row from the top left. */
export interface LumaRaster {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly luma: Uint8Array;
}

/** Where cells lie in a picture: `stepX` × `stepY` pixels each, the first begins at `startX`, `startY` (≥ 0). */
export interface TileGrid {
  readonly stepX: number;
  readonly stepY: number;
  readonly startX: number;
  readonly startY: number;
}

/** Looks for a repeated tile in frames of one size. */
export interface WatermarkReader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Takes one more frame into the sum. */
  add(luma: Uint8Array): void;
  /** Forgets all frames. */
  clear(): void;
  /** Fold, then the best place of the known tile in it. */
  seek(grid: TileGrid): TileSighting;
  /** Fold, then the correlation with another tile at every place, in standard deviations: 64 × 64. A copy. */
  compare(grid: TileGrid, other: Float32Array): Float32Array;
}

/** The correlation's peak: its height in standard deviations of all places, and the place in cells (0..63). */
export interface TileSighting {
  readonly score: number;
  readonly x: number;
  readonly y: number;
}

/** How frames are made ready: box radius in pixels, noise floor in code values, clip in standard deviations. */
export interface WhiteningOptions {
  readonly radiusPx: number;
  readonly floor: number;
  readonly clip: number;
}

/** A reader with memory of its own. `knownTile`: 64 × 64 cells. */
export function createWatermarkReader(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  knownTile: Float32Array,
  { radiusPx, floor, clip }: WhiteningOptions,
): WatermarkReader {
  checkTile(knownTile);
  const memory = openWatermarkMemory();
  const count = widthPx * heightPx;
  const luma = memory.take(count);
  const sum = memory.take(count * 4);
  const columns = memory.take((count + widthPx) * 4);
  const scratch = memory.take(count * 12);
  const rows = memory.take((widthPx + 16) * 4 * (WATERMARK_BINS + 2));
  const tile = memory.take(knownTile.byteLength);
  const places = memory.take(knownTile.byteLength);
  memory.set(tile, knownTile);
  memory.run('setKnownTile', tile);
  let isSummed = false;
  const clear = (): void => {
    memory.bytes(sum, count * 4).fill(0);
    isSummed = false;
  };
  clear();
  const foldAt = ({ startX, startY, stepX, stepY }: TileGrid): void => {
    if (!isSummed) memory.run('sumColumns', sum, widthPx, heightPx, columns);
    isSummed = true;
    memory.run('fold', columns, widthPx, heightPx, startX, startY, stepX, stepY, tile, rows);
  };
  return {
    widthPx,
    heightPx,
    clear,
    add(frame) {
      if (frame.length !== count) throw new RangeError(`Watermark frame: expected ${count} bytes, got ${frame.length}`);
      memory.set(luma, frame);
      memory.run('addWhitened', luma, widthPx, heightPx, radiusPx, floor, clip, sum, scratch);
      isSummed = false;
    },
    seek(grid) {
      foldAt(grid);
      memory.run('correlate', tile, places);
      return highest(memory.floats(places, knownTile.length));
    },
    compare(grid, other) {
      checkTile(other);
      memory.set(tile, other);
      memory.run('setKnownTile', tile);
      foldAt(grid);
      memory.run('correlate', tile, places);
      memory.set(tile, knownTile);
      memory.run('setKnownTile', tile);
      return standardise(memory.floats(places, knownTile.length));
    },
  };
}

function checkTile(tile: Float32Array): void {
  const expected = WATERMARK_BINS * WATERMARK_BINS;
  if (tile.length !== expected) throw new RangeError(`Watermark tile: expected ${expected} cells, got ${tile.length}`);
}

/** Divided by their root mean square. */
function standardise(values: Float32Array): Float32Array {
  const energy = values.reduce((sum, value) => sum + value * value, 0);
  const gain = energy > 0 ? 1 / Math.sqrt(energy / values.length) : 0;
  return values.map((value) => value * gain);
}

function highest(values: Float32Array): TileSighting {
  let [best, at, energy] = [-Infinity, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    energy += value * value;
    if (value > best) [best, at] = [value, i];
  }
  const score = energy > 0 ? best / Math.sqrt(energy / values.length) : 0;
  return { score, x: at % WATERMARK_BINS, y: Math.floor(at / WATERMARK_BINS) };
}
