// Colours of the hole from all patches that lie over them, the better ones counting more (Wexler et al. 2007).
import { HALF, HOLE, MARGIN, NOWHERE, codes, costs, fields, kinds, pack, pitches, targetCounts, targets } from './patch-grid';

/** A patch no better than this, as a mean squared difference of 8-bit codes, is as good as any. */
const LEAST_SPREAD: f32 = 12;

let spread: f32 = LEAST_SPREAD;

/** Mean cost of the level's targets: what counts as a usual difference. */
export function measureSpread(level: i32): void {
  let sum: f64 = 0;
  let count = 0;
  for (let i = 0; i < targetCounts[level]; i++) {
    const place = load<u32>(targets[level] + (<usize>i << 2));
    const at = <usize>(<i32>(place >>> 16) * pitches[level] + <i32>(place & 0xffff)) << 2;
    if (load<u32>(fields[level] + at) == NOWHERE) continue;
    sum += load<f32>(costs[level] + at);
    count++;
  }
  spread = max(LEAST_SPREAD, <f32>(sum / <f64>max(1, count)));
}

// @ts-ignore: decorator
@inline
function weigh(cost: f32): f32 {
  const ratio = cost / spread;
  const falling: f32 = <f32>1 / (<f32>1 + ratio * ratio);
  return falling * falling + <f32>1e-6;
}

/** Gives the hole's pixels of a level new codes; `only` (u8 each, or 0) picks pixels. */
export function voteCodes(level: i32, only: usize): void {
  const pitch = pitches[level];
  for (let i = 0; i < targetCounts[level]; i++) {
    const place = load<u32>(targets[level] + (<usize>i << 2));
    const x = <i32>(place & 0xffff), y = <i32>(place >>> 16);
    const at = y * pitch + x;
    if (load<u8>(kinds[level] + at) != HOLE || (only && !load<u8>(only + at))) continue;
    let red: f32 = 0, green: f32 = 0, blue: f32 = 0, total: f32 = 0;
    for (let row = -HALF; row <= HALF; row++) {
      for (let column = -HALF; column <= HALF; column++) {
        const centre = <usize>(at + row * pitch + column) << 2;
        const from = load<u32>(fields[level] + centre);
        if (from == NOWHERE) continue;
        const weight = weigh(load<f32>(costs[level] + centre));
        const source = (<i32>(from >>> 16) - row) * pitch + <i32>(from & 0xffff) - column;
        const code = load<u32>(codes[level] + (<usize>source << 2));
        red += weight * <f32>(code & 255);
        green += weight * <f32>((code >> 8) & 255);
        blue += weight * <f32>((code >> 16) & 255);
        total += weight;
      }
    }
    if (total == 0) continue;
    store<u32>(codes[level] + (<usize>at << 2), pack(<i32>(red / total + 0.5), <i32>(green / total + 0.5), <i32>(blue / total + 0.5)));
  }
}

/**
 * The finest level's vote in the picture's own floats (v128 each, without margin): colour, and 1 in the last lane where
 * voted; `across` and `down` get the slopes to the next pixel that the same patches wish for, which know no jump where two
 * of them meet.
 */
export function voteColours(pixels: usize, voted: usize, across: usize, down: usize, width: i32): void {
  const pitch = pitches[0];
  for (let i = 0; i < targetCounts[0]; i++) {
    const place = load<u32>(targets[0] + (<usize>i << 2));
    const x = <i32>(place & 0xffff), y = <i32>(place >>> 16);
    const to = <usize>((y - MARGIN) * width + x - MARGIN) << 4;
    let sum = f32x4.splat(0), slopeX = f32x4.splat(0), slopeY = f32x4.splat(0);
    let total: f32 = 0, inner: f32 = 0;
    for (let row = -HALF; row <= HALF; row++) {
      for (let column = -HALF; column <= HALF; column++) {
        const centre = <usize>((y + row) * pitch + x + column) << 2;
        const from = load<u32>(fields[0] + centre);
        if (from == NOWHERE) continue;
        const weight = weigh(load<f32>(costs[0] + centre));
        const sourceX = <i32>(from & 0xffff) - column - MARGIN, sourceY = <i32>(from >>> 16) - row - MARGIN;
        const source = pixels + (<usize>(sourceY * width + sourceX) << 4);
        const colour = v128.load(source), scale = f32x4.splat(weight);
        sum = f32x4.add(sum, f32x4.mul(colour, scale));
        total += weight;
        // The next pixel must lie within the source's patch too: beyond it nothing is known.
        if (row == -HALF || column == -HALF) continue;
        slopeX = f32x4.add(slopeX, f32x4.mul(f32x4.sub(v128.load(source, 16), colour), scale));
        slopeY = f32x4.add(slopeY, f32x4.mul(f32x4.sub(v128.load(source + (<usize>width << 4)), colour), scale));
        inner += weight;
      }
    }
    if (total == 0) continue;
    v128.store(voted + to, f32x4.replace_lane(f32x4.div(sum, f32x4.splat(total)), 3, 1));
    if (inner == 0) continue;
    v128.store(across + to, f32x4.div(slopeX, f32x4.splat(inner)));
    v128.store(down + to, f32x4.div(slopeY, f32x4.splat(inner)));
  }
}
