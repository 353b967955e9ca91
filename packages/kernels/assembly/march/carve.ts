// From the stored frame to a finer volume: the cloud's edge is carved with billows that the flow carries along.
import { BILLOWS, hash, noiseAt } from './noise';
import { zeroed } from './lanes';

// Stored frame: concentration of the box with a ghost cell around it, and the flow map.
export let dust: usize = 0;
export let codes: usize = 0;
export let flow: usize = 0;
export let table: usize = 0;

/** The fine volume of the box: extinction, then light (see light.ts). */
export let fine: usize = 0;
export let fx: i32 = 0;
export let fy: i32 = 0;
export let fz: i32 = 0;
/** A byte for each block of 8³ fine cells: 1 where dust is, or touches. */
export let blocks: usize = 0;
export let blockX: i32 = 0;
export let blockY: i32 = 0;
export let blockZ: i32 = 0;

export let boxX: i32 = 0;
export let boxY: i32 = 0;
export let boxZ: i32 = 0;
export let sizeX: i32 = 0;
export let sizeY: i32 = 0;
export let sizeZ: i32 = 0;

export let detail: i32 = 2;

/**
 * The concentration at which half of the edge is carved away, kg/m³. With 25 m²/kg a billow of 7 m is opaque from
 * about 0.02 on, so the carving happens where the cloud's skin is seen.
 */
const EDGE: f32 = 0.035;
/** Width of the carved skin in units of the shape (0 to 1): smaller is crisper; below 0.15 cells show. */
const SOFTNESS: f32 = 0.22;
const HALF: f32 = 0.5;
const LARGE_SHARE: f32 = 0.72;
const SMALL_SHARE: f32 = 0.4;

export function makeStores(cells: i32, detailCells: i32): void {
  detail = detailCells;
  codes = zeroed(<usize>cells);
  flow = zeroed(((<usize>cells) >> 3) * 12 + 64);
  table = zeroed(1024);
  // With its ghosts a box of n cells never needs more than this.
  dust = zeroed(((<usize>cells) << 2) * 2 + 65536);
  // Room for the whole grid; what no box touches stays unused address space.
  const most = (<usize>cells) * <usize>(detail * detail * detail);
  fine = heap.alloc((most << 4) + (most >> 6) + 65536);
}

export function setBox(ax: i32, ay: i32, az: i32, nx: i32, ny: i32, nz: i32): void {
  boxX = ax;
  boxY = ay;
  boxZ = az;
  sizeX = nx;
  sizeY = ny;
  sizeZ = nz;
  fx = nx * detail;
  fy = ny * detail;
  fz = nz * detail;
  blockX = (fx + 7) >> 3;
  blockY = (fy + 7) >> 3;
  blockZ = (fz + 7) >> 3;
  const cells = <usize>(fx * fy * fz);
  const blockBytes = <usize>(blockX * blockY * blockZ);
  blocks = fine + (cells << 4) + 128;
  memory.fill(fine, 0, (cells << 4) + 128 + blockBytes);
}

function decode(): void {
  const row = sizeX + 2;
  const slice = row * (sizeY + 2);
  memory.fill(dust, 0, (<usize>(slice * (sizeZ + 2))) << 2);
  let from = codes;
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) {
    let out = dust + ((<usize>((k + 1) * slice + (j + 1) * row + 1)) << 2);
    for (let i = 0; i < sizeX; i++) {
      store<f32>(out, load<f32>(table + ((<usize>load<u8>(from++)) << 2)));
      out += 4;
    }
  }
  // The ground does not end the cloud: below it lies what lies on it.
  if (boxY > 0) return;
  for (let k = 0; k < sizeZ + 2; k++) {
    const p = dust + ((<usize>(k * slice)) << 2);
    memory.copy(p, p + ((<usize>row) << 2), (<usize>row) << 2);
  }
}

/** Carves the whole box. `blend` is phase A's share. */
export function carve(cellM: f32, extinction: f32, billow: f32, billowM: f32, blend: f32, seedA: i32, seedB: i32): void {
  decode();
  const fineM = cellM / <f32>detail;
  const ratio: f32 = <f32>1 / <f32>detail;
  const row = (<usize>(sizeX + 2)) << 2;
  const slice = row * <usize>(sizeY + 2);
  // Places in tiles: lanes are A large, B large, A small, B small. The small one is not a whole fraction, lest they agree.
  const large: f32 = <f32>1 / (billowM * BILLOWS);
  const small: f32 = large * 2.37;
  const scale = f32x4(large, large, small, small);
  const spread = blend * blend + (1 - blend) * (1 - blend);
  // Two noises mixed are duller than one: the mix is given the contrast of one.
  const sharpen: f32 = <f32>1 / sqrt<f32>(spread);
  const offsetX = f32x4(hash(seedA, 1, 0, 7), hash(seedB, 1, 0, 7), hash(seedA, 1, 1, 7), hash(seedB, 1, 1, 7));
  const offsetY = f32x4(hash(seedA, 2, 0, 7), hash(seedB, 2, 0, 7), hash(seedA, 2, 1, 7), hash(seedB, 2, 1, 7));
  const offsetZ = f32x4(hash(seedA, 3, 0, 7), hash(seedB, 3, 0, 7), hash(seedA, 3, 1, 7), hash(seedB, 3, 1, 7));
  for (let k = 0; k < fz; k++) {
    const pz = (<f32>k + 0.5) * ratio + 0.5;
    const cz = <i32>pz;
    const tz = pz - <f32>cz;
    for (let j = 0; j < fy; j++) {
      const py = (<f32>j + 0.5) * ratio + 0.5;
      const cy = <i32>py;
      const ty = py - <f32>cy;
      const rows = dust + slice * <usize>cz + row * <usize>cy;
      const worldY = f32x4.splat((<f32>(boxY * detail + j) + 0.5) * fineM);
      const worldZ = f32x4.splat((<f32>(boxZ * detail + k) + 0.5) * fineM);
      for (let i = 0; i < fx; i++) {
        const px = (<f32>i + 0.5) * ratio + 0.5;
        const cx = <i32>px;
        const p = rows + ((<usize>cx) << 2);
        const a = load<f32>(p), b = load<f32>(p, 4), c = load<f32>(p + row), d = load<f32>(p + row, 4);
        const e = load<f32>(p + slice), f = load<f32>(p + slice, 4), g = load<f32>(p + slice + row), h = load<f32>(p + slice + row, 4);
        if (a + b + c + d + e + f + g + h <= 0) continue;
        const tx = px - <f32>cx;
        const near = (a + (b - a) * tx) * (<f32>1 - ty) + (c + (d - c) * tx) * ty;
        const far = (e + (f - e) * tx) * (<f32>1 - ty) + (g + (h - g) * tx) * ty;
        const concentration = near + (far - near) * tz;
        if (concentration <= 0) continue;
        const shape = concentration / (concentration + EDGE);
        let share: f32 = 1;
        if (billow > 0) {
          loadFlow(i, j, k);
          const worldX = f32x4.splat((<f32>(boxX * detail + i) + 0.5) * fineM);
          const n = noiseAt(
            f32x4.add(f32x4.mul(f32x4.sub(worldX, movedX), scale), offsetX),
            f32x4.add(f32x4.mul(f32x4.sub(worldY, movedY), scale), offsetY),
            f32x4.add(f32x4.mul(f32x4.sub(worldZ, movedZ), scale), offsetZ),
          );
          const mixedLarge = blend * f32x4.extract_lane(n, 0) + (1 - blend) * f32x4.extract_lane(n, 1);
          const mixedSmall = blend * f32x4.extract_lane(n, 2) + (1 - blend) * f32x4.extract_lane(n, 3);
          const noise = HALF + ((mixedLarge - HALF) * LARGE_SHARE + (mixedSmall - HALF) * SMALL_SHARE) * sharpen;
          const carved = billow * (1 - max<f32>(0, min<f32>(1, noise)));
          share = max<f32>(0, min<f32>(1, (shape - carved) / SOFTNESS));
          share = share * share * (3 - 2 * share);
        }
        if (share <= 0) continue;
        const out = fine + ((<usize>((k * fy + j) * fx + i)) << 4);
        store<f32>(out, extinction * concentration * share);
        mark(i, j, k);
      }
    }
  }
}

let movedX: v128 = f32x4.splat(0);
let movedY: v128 = f32x4.splat(0);
let movedZ: v128 = f32x4.splat(0);

/** How far the air at a fine cell moved in both phases, trilinear in the flow map. */
// @ts-ignore: decorator
@inline
function loadFlow(i: i32, j: i32, k: i32): void {
  const half = <f32>0.5 / <f32>detail;
  const hx = sizeX >> 1, hy = sizeY >> 1, hz = sizeZ >> 1;
  const px = max<f32>(0, min<f32>(<f32>hx - 1.001, (<f32>i + 0.5) * half - 0.5));
  const py = max<f32>(0, min<f32>(<f32>hy - 1.001, (<f32>j + 0.5) * half - 0.5));
  const pz = max<f32>(0, min<f32>(<f32>hz - 1.001, (<f32>k + 0.5) * half - 0.5));
  const cx = <i32>px, cy = <i32>py, cz = <i32>pz;
  const tx = px - <f32>cx, ty = py - <f32>cy, tz = pz - <f32>cz;
  const row = <usize>hx * 12;
  const slice = row * <usize>hy;
  const p = flow + slice * <usize>cz + row * <usize>cy + <usize>cx * 12;
  const w0 = (<f32>1 - ty) * (<f32>1 - tz), w1 = ty * (<f32>1 - tz), w2 = (<f32>1 - ty) * tz, w3 = ty * tz;
  let low = f32x4.splat(0); // A x, y, z and B x
  let high = f32x4.splat(0); // B x, y, z and what follows
  accumulate(p, tx, w0);
  low = lowSum;
  high = highSum;
  accumulate(p + row, tx, w1);
  low = f32x4.add(low, lowSum);
  high = f32x4.add(high, highSum);
  accumulate(p + slice, tx, w2);
  low = f32x4.add(low, lowSum);
  high = f32x4.add(high, highSum);
  accumulate(p + slice + row, tx, w3);
  low = f32x4.mul(f32x4.add(low, lowSum), f32x4.splat(1.0 / 128.0));
  high = f32x4.mul(f32x4.add(high, highSum), f32x4.splat(1.0 / 128.0));
  movedX = v128.shuffle<f32>(low, high, 0, 4, 0, 4);
  movedY = v128.shuffle<f32>(low, high, 1, 5, 1, 5);
  movedZ = v128.shuffle<f32>(low, high, 2, 6, 2, 6);
}

let lowSum: v128 = f32x4.splat(0);
let highSum: v128 = f32x4.splat(0);

// @ts-ignore: decorator
@inline
function accumulate(p: usize, tx: f32, weight: f32): void {
  const a = f32x4.splat(weight * (1 - tx));
  const b = f32x4.splat(weight * tx);
  lowSum = f32x4.add(f32x4.mul(a, wide(p)), f32x4.mul(b, wide(p + 12)));
  highSum = f32x4.add(f32x4.mul(a, wide(p + 6)), f32x4.mul(b, wide(p + 18)));
}

// @ts-ignore: decorator
@inline
function wide(p: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load64_zero(p)));
}

/** Marks the blocks that a fine cell and its neighbours lie in. */
// @ts-ignore: decorator
@inline
function mark(i: i32, j: i32, k: i32): void {
  const a = max(0, i - 1) >> 3, b = min(fx - 1, i + 1) >> 3;
  const c = max(0, j - 1) >> 3, d = min(fy - 1, j + 1) >> 3;
  const e = max(0, k - 1) >> 3, f = min(fz - 1, k + 1) >> 3;
  for (let z = e; z <= f; z++) for (let y = c; y <= d; y++) for (let x = a; x <= b; x++) {
    store<u8>(blocks + <usize>((z * blockY + y) * blockX + x), 1);
  }
}
