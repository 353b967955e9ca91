import type { Picture } from '@backlot/media';

/** Plate pixel = output pixel × scale + offset, both measured from the top left corner. */
export interface PlateFromOutput {
  readonly scale: number;
  readonly offsetPx: readonly [number, number];
}

/**
 * The plate as the output sees it: linear RGB, 3 floats a pixel. A plate of the output's own size is copied bit for bit;
 * any other is resampled with a tent as wide as the shrinking asks. Pixels beyond the plate's border repeat it.
 */
export function fitPlateToOutput(
  plate: Picture,
  size: { readonly widthPx: number; readonly heightPx: number },
  mapping: PlateFromOutput,
): Float32Array {
  const columns = tentWeights(size.widthPx, plate.widthPx, mapping.scale, mapping.offsetPx[0]);
  const rows = tentWeights(size.heightPx, plate.heightPx, mapping.scale, mapping.offsetPx[1]);
  const narrowed = resampleRows(plate, columns);
  return resampleColumns(narrowed, size.widthPx, rows);
}

interface TentWeights {
  /** First source sample and taps of each target sample. */
  readonly first: Int32Array;
  readonly taps: number;
  readonly weights: Float32Array;
  readonly targetLength: number;
  readonly sourceLength: number;
}

function tentWeights(targetLength: number, sourceLength: number, scale: number, offset: number): TentWeights {
  const radius = Math.max(1, scale);
  const taps = Math.ceil(radius * 2) + 1;
  const first = new Int32Array(targetLength);
  const weights = new Float32Array(targetLength * taps);
  for (let target = 0; target < targetLength; target++) {
    const centre = (target + 0.5) * scale + offset - 0.5;
    const start = Math.floor(centre - radius) + 1;
    first[target] = start;
    fillTent(weights.subarray(target * taps, (target + 1) * taps), start - centre, radius);
  }
  return { first, taps, weights, targetLength, sourceLength };
}

function fillTent(weights: Float32Array, firstDistance: number, radius: number): void {
  let total = 0;
  for (let tap = 0; tap < weights.length; tap++) {
    const weight = Math.max(0, 1 - Math.abs(firstDistance + tap) / radius);
    weights[tap] = weight;
    total += weight;
  }
  for (let tap = 0; tap < weights.length; tap++) weights[tap] = (weights[tap] ?? 0) / total;
}

function clampIndex(index: number, length: number): number {
  return index < 0 ? 0 : index >= length ? length - 1 : index;
}

function resampleRows(plate: Picture, columns: TentWeights): Float32Array {
  const out = new Float32Array(columns.targetLength * plate.heightPx * 3);
  for (let y = 0; y < plate.heightPx; y++) {
    for (let x = 0; x < columns.targetLength; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = 0; tap < columns.taps; tap++) {
        const weight = columns.weights[x * columns.taps + tap] ?? 0;
        if (weight === 0) continue;
        const column = clampIndex((columns.first[x] ?? 0) + tap, columns.sourceLength);
        const at = (y * plate.widthPx + column) * plate.channels;
        red += weight * (plate.data[at] ?? 0);
        green += weight * (plate.data[at + 1] ?? 0);
        blue += weight * (plate.data[at + 2] ?? 0);
      }
      const to = (y * columns.targetLength + x) * 3;
      out[to] = red;
      out[to + 1] = green;
      out[to + 2] = blue;
    }
  }
  return out;
}

function resampleColumns(narrowed: Float32Array, widthPx: number, rows: TentWeights): Float32Array {
  const out = new Float32Array(widthPx * rows.targetLength * 3);
  for (let y = 0; y < rows.targetLength; y++) {
    for (let tap = 0; tap < rows.taps; tap++) {
      const weight = rows.weights[y * rows.taps + tap] ?? 0;
      if (weight === 0) continue;
      const from = clampIndex((rows.first[y] ?? 0) + tap, rows.sourceLength) * widthPx * 3;
      const to = y * widthPx * 3;
      for (let i = 0; i < widthPx * 3; i++) out[to + i] = (out[to + i] ?? 0) + weight * (narrowed[from + i] ?? 0);
    }
  }
  return out;
}
