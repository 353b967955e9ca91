// Packs the dust of the active box for storing: a byte a cell, and the flow map as 16-bit steps of 1/128 m.
import { at, cell, x0, x1, y1, z0, z1 } from './grid';
import { flowAt } from './flow-map';

const CODE_BASE: i32 = 115 << 23; // The bits of 2⁻¹² kg/m³, the least that is kept.
const CODE_RANGE: i32 = 16 << 23; // 16 octaves over 254 codes.
const LEAST: f32 = 1.0 / 4096.0;

export let ax: i32 = 0;
export let ay: i32 = 0;
export let az: i32 = 0;
export let bx: i32 = 0;
export let by: i32 = 0;
export let bz: i32 = 0;

/** Finds the even box around all cells worth keeping; empty when there are none. */
export function findBox(): void {
  ax = x1;
  bx = x0;
  ay = y1;
  by = 0;
  az = z1;
  bz = z0;
  for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) {
    const row = cell + ((<usize>at(0, j, k)) << 4);
    let first = x0;
    while (first < x1 && load<f32>(row + ((<usize>first) << 4), 12) < LEAST) first++;
    if (first == x1) continue;
    let last = x1 - 1;
    while (load<f32>(row + ((<usize>last) << 4), 12) < LEAST) last--;
    ax = min(ax, first);
    bx = max(bx, last + 1);
    ay = min(ay, j);
    by = max(by, j + 1);
    az = min(az, k);
    bz = max(bz, k + 1);
  }
  if (bx <= ax) {
    ax = ay = az = bx = by = bz = 0;
    return;
  }
  // Six cells of clean air around it: the march lets billows stand out beyond the dust.
  ax = max(x0, (ax & ~1) - 6);
  ay = max(0, (ay & ~1) - 6);
  az = max(z0, (az & ~1) - 6);
  bx = min(x1, ((bx + 1) & ~1) + 6);
  by = min(y1, ((by + 1) & ~1) + 6);
  bz = min(z1, ((bz + 1) & ~1) + 6);
}

export function packDensity(out: usize): void {
  for (let k = az; k < bz; k++) for (let j = ay; j < by; j++) {
    const row = cell + ((<usize>at(0, j, k)) << 4);
    for (let i = ax; i < bx; i++) {
      const c = load<f32>(row + ((<usize>i) << 4), 12);
      let code: i32 = 0;
      if (c >= LEAST) {
        const steps = <i64>(reinterpret<i32>(c) - CODE_BASE) * 254;
        code = 1 + min<i32>(254, <i32>((steps + (CODE_RANGE >> 1)) / CODE_RANGE));
      }
      store<u8>(out++, <u8>code);
    }
  }
}

export function packFlow(out: usize): void {
  for (let k = az >> 1; k < bz >> 1; k++) for (let j = ay >> 1; j < by >> 1; j++) for (let i = ax >> 1; i < bx >> 1; i++) {
    const a = smoothFlow(i, j, k, 0);
    const b = smoothFlow(i, j, k, 16);
    storeSteps(out, f32x4.extract_lane(a, 0), f32x4.extract_lane(a, 1), f32x4.extract_lane(a, 2));
    storeSteps(out + 6, f32x4.extract_lane(b, 0), f32x4.extract_lane(b, 1), f32x4.extract_lane(b, 2));
    out += 12;
  }
}

/** Binomial mean of 27 cells: what differs from one cell to the next would draw the cells into the noise. */
function smoothFlow(i: i32, j: i32, k: i32, phase: usize): v128 {
  let sum = f32x4.splat(0);
  for (let dz = -1; dz <= 1; dz++) for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
    const x = max(x0 >> 1, min((x1 >> 1) - 1, i + dx));
    const y = max(0, min((y1 >> 1) - 1, j + dy));
    const z = max(z0 >> 1, min((z1 >> 1) - 1, k + dz));
    const weight: i32 = (2 - abs<i32>(dx)) * (2 - abs<i32>(dy)) * (2 - abs<i32>(dz));
    sum = f32x4.add(sum, f32x4.mul(v128.load(flowAt(x, y, z) + phase), f32x4.splat(<f32>weight)));
  }
  return f32x4.mul(sum, f32x4.splat(1.0 / 64.0));
}

function storeSteps(out: usize, x: f32, y: f32, z: f32): void {
  store<i16>(out, stepsOf(x));
  store<i16>(out, stepsOf(y), 2);
  store<i16>(out, stepsOf(z), 4);
}

function stepsOf(metres: f32): i16 {
  return <i16>max<f32>(-32767, min<f32>(32767, nearest<f32>(metres * 128)));
}
