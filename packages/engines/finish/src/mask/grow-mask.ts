import type { FrameSize } from '../shape/model-frame.ts';

/** Grey dilation with a disc: each pixel takes the largest value within `radiusPx`. Returns a new array. */
export function growMask(mask: Float32Array, { widthPx, heightPx }: FrameSize, radiusPx: number): Float32Array {
  if (radiusPx === 0) return mask.slice();
  const grown = new Float32Array(mask.length);
  const widened = new Float32Array(widthPx);
  for (let dy = 0; dy <= radiusPx; dy++) {
    const reach = Math.floor(Math.sqrt(radiusPx * radiusPx - dy * dy));
    for (let y = 0; y < heightPx; y++) {
      const row = mask.subarray(y * widthPx, (y + 1) * widthPx);
      if (!widenRow(row, reach, widened)) continue;
      if (y - dy >= 0) raise(grown, (y - dy) * widthPx, widened);
      if (dy > 0 && y + dy < heightPx) raise(grown, (y + dy) * widthPx, widened);
    }
  }
  return grown;
}

/** Running maximum over ±reach, by blocks from both sides (van Herk 1992); false for an empty row. */
function widenRow(row: Float32Array, reach: number, into: Float32Array): boolean {
  let isEmpty = true;
  for (let x = 0; x < row.length && isEmpty; x++) isEmpty = row[x] === 0;
  if (isEmpty) return false;
  const window = 2 * reach + 1;
  const length = Math.ceil((row.length + 2 * reach) / window) * window;
  const forward = new Float32Array(length);
  const backward = new Float32Array(length);
  const at = (i: number): number => row[i - reach] ?? 0;
  for (let i = 0; i < length; i++) forward[i] = i % window === 0 ? at(i) : Math.max(forward[i - 1] as number, at(i));
  for (let i = length - 1; i >= 0; i--) {
    backward[i] = i % window === window - 1 ? at(i) : Math.max(backward[i + 1] as number, at(i));
  }
  for (let x = 0; x < row.length; x++) {
    into[x] = Math.max(backward[x] as number, forward[x + window - 1] as number);
  }
  return true;
}

function raise(grown: Float32Array, from: number, row: Float32Array): void {
  for (let x = 0; x < row.length; x++) {
    if ((row[x] as number) > (grown[from + x] as number)) grown[from + x] = row[x] as number;
  }
}
