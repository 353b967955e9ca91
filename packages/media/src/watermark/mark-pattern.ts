import { TILE_CHIPS } from './mark-code.ts';

/** Chips across a square picture; smaller ones would not live through a scaling to a half. */
const CHIPS_A_SIDE = 120;
const LEAST_CHIP_PX = 6;
/** Share of the neighbourhood's mean that is taken out of each chip: slow brightness drifts neither show nor help. */
const FLATTENING = 0.9;

/** Side of a chip in a picture: grows with the picture, so that a mark in 4K lives through the way down to a phone. */
export function chipSidePx({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): number {
  return Math.max(LEAST_CHIP_PX, 2 * Math.round(Math.sqrt(widthPx * heightPx) / CHIPS_A_SIDE / 2));
}

/**
 * One period of the pattern, 32 chips a side, from a tile's chips: soft steps between them, no mean over a neighbourhood,
 * root mean square 1.
 */
export function drawPattern(chips: Float32Array, chipPx: number): Float32Array {
  const side = TILE_CHIPS * chipPx;
  const weights = stepWeights(chipPx);
  const lattice = flatten(chips);
  const pattern = new Float32Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) pattern[y * side + x] = valueAt(lattice, weights, x, y, chipPx);
  }
  const energy = pattern.reduce((sum, value) => sum + value * value, 0);
  const gain = energy > 0 ? 1 / Math.sqrt(energy / pattern.length) : 0;
  return pattern.map((value) => value * gain);
}

/** The pattern as a reader's cells see it: two cells a chip. */
export function drawCells(chips: Float32Array): Float32Array {
  const fine = 8;
  const pattern = drawPattern(chips, fine);
  const across = TILE_CHIPS * 2;
  return Float32Array.from({ length: across * across }, (_, cell) => {
    let sum = 0;
    for (let i = 0; i < 16; i++) {
      const x = (cell % across) * 4 + (i % 4);
      const y = Math.floor(cell / across) * 4 + Math.floor(i / 4);
      sum += pattern[y * TILE_CHIPS * fine + x] as number;
    }
    return sum / 16;
  });
}

function flatten(chips: Float32Array): Float32Array {
  return chips.map((value, i) => {
    let sum = 0;
    for (let j = -1; j <= 1; j++) {
      for (let k = -1; k <= 1; k++) sum += chipAt(chips, (i % TILE_CHIPS) + k, Math.floor(i / TILE_CHIPS) + j);
    }
    return value - (FLATTENING * sum) / 9;
  });
}

/** For each pixel of a chip, the share that its nearer neighbour has: a smooth step over half a chip around the border. */
function stepWeights(chipPx: number): Float64Array {
  return Float64Array.from({ length: chipPx }, (_, pixel) => {
    const place = (pixel + 0.5) / chipPx;
    const fromBorder = Math.min(place, 1 - place);
    const t = Math.min(1, fromBorder / 0.5 + 0.5);
    return 1 - t * t * (3 - 2 * t);
  });
}

function valueAt(lattice: Float32Array, weights: Float64Array, x: number, y: number, chipPx: number): number {
  const [column, row] = [Math.floor(x / chipPx), Math.floor(y / chipPx)];
  const [inX, inY] = [x % chipPx, y % chipPx];
  const [shareX, shareY] = [weights[inX] as number, weights[inY] as number];
  const sideways = inX * 2 < chipPx ? -1 : 1;
  const upright = inY * 2 < chipPx ? -1 : 1;
  const near = chipAt(lattice, column, row) * (1 - shareX) + chipAt(lattice, column + sideways, row) * shareX;
  const far =
    chipAt(lattice, column, row + upright) * (1 - shareX) + chipAt(lattice, column + sideways, row + upright) * shareX;
  return near * (1 - shareY) + far * shareY;
}

function chipAt(chips: Float32Array, column: number, row: number): number {
  const mask = TILE_CHIPS - 1;
  return chips[(row & mask) * TILE_CHIPS + (column & mask)] as number;
}
