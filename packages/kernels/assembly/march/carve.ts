// From the stored frame to a finer volume: the cloud's edge is carved with billows that the flow carries along.
import { BILLOWS, hash, noiseAt } from './noise';
import { mix, zeroed } from './lanes';

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
/** A byte for each block of 4³ fine cells: 1 where dust is, or touches. */
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

/** The concentration at which a cell counts as half covered, kg/m³: 7 m of it stop all light. */
const EDGE: f32 = 0.02;
/** Ghost cells around the box, for the blur. */
const GHOSTS: i32 = 2;
/**
 * The cloud's skin: coverage blurred over metres falls evenly across it, so that a threshold carved by noise moves the
 * skin out and in by as much. What stays of the unblurred coverage keeps thin jets alive.
 */
const BLUR_M: f32 = 1.9;
const FEWEST_PASSES: i32 = 3;
const MOST_PASSES: i32 = 12;
const UNBLURRED: f32 = 0.25;
/** Middle of the threshold, and how far noise of one standard deviation moves it. */
const THRESHOLD: f32 = 0.42;
const SWING: f32 = 0.24;
/** Width of the skin in units of coverage: dense dust has a crisp one, thin dust frays to veils. */
const CRISP: f32 = 0.2;
const FRAYED: f32 = 0.5;
/** Concentration from which the skin is crisp, kg/m³. */
const DENSE: f32 = 0.25;
/** The lowest air is held back by the ground: a front overhangs its foot by about so much. */
const FOOT_M: f32 = 1.4;
const FOOT_SWING: f32 = 0.14;
/**
 * Optical depth that a fine cell may hold: denser dust is as opaque to the eye, and a skin that goes from nothing to
 * opaque within one cell would show the cells.
 */
const MOST_DEPTH: f32 = 1.1;
/** Share of the dust that hangs as haze around the billows. */
const HAZE: f32 = 0.02;
/**
 * Four sizes of billows, as multiples of the wanted frequency: lobes and clefts, billows, knobs, grain. No ratio is a
 * whole fraction, lest they agree.
 */
const LOBES: f32 = 0.39;
const KNOBS: f32 = 1.93;
const GRAIN: f32 = 3.7;
/** How far lobes push the smaller ones aside, in their size: round domes become folds. */
const FOLD: f32 = 0.5;
/** A front takes in air as it runs: from 8 to 32 m off the middle its lobes grow and its knobs fade. */
const GROWS_FROM_M: f32 = 8;
const GROWS_OVER_M: f32 = 24;
/** How much smaller than the billows the march's own are. */
const FINE_RATIO: f32 = 5.1;
const LARGE_SHARE: f32 = 0.72;
const SMALL_SHARE: f32 = 0.5;

let gridX: i32 = 0;
let gridZ: i32 = 0;
let shape: usize = 0;
let covered: usize = 0;
let spare: usize = 0;
let rowBytes: usize = 0;
let sliceBytes: usize = 0;

export function makeStores(nx: i32, ny: i32, nz: i32, detailCells: i32): void {
  const cells = nx * ny * nz;
  const cellsWithGhosts = <usize>((nx + 8) * (ny + 4) * (nz + 4) + 64);
  detail = detailCells;
  gridX = nx;
  gridZ = nz;
  codes = zeroed(<usize>cells);
  flow = zeroed(((<usize>cells) >> 3) * 12 + 64);
  table = zeroed(1024);
  dust = zeroed(cellsWithGhosts << 2);
  shape = zeroed(cellsWithGhosts << 2);
  covered = zeroed(cellsWithGhosts << 2);
  spare = zeroed(cellsWithGhosts << 2);
  // Room for the whole grid; what no box touches stays unused address space.
  const most = (<usize>cells) * <usize>(detail * detail * detail);
  fine = heap.alloc((most << 4) + (most >> 5) + 65536);
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
  blockX = (fx + 3) >> 2;
  blockY = (fy + 3) >> 2;
  blockZ = (fz + 3) >> 2;
  const cells = <usize>(fx * fy * fz);
  const blockBytes = <usize>(blockX * blockY * blockZ);
  blocks = fine + (cells << 4) + 128;
  memory.fill(fine, 0, (cells << 4) + 128 + blockBytes);
}

// @ts-ignore: decorator
@inline
function inBox(i: i32, j: i32, k: i32): usize {
  return (<usize>(k + GHOSTS)) * sliceBytes + (<usize>(j + GHOSTS)) * rowBytes + ((<usize>(i + GHOSTS)) << 2);
}

/**
 * Fills `dust` with the concentration of billows around, and `shape` with how much of the place they cover, 0 to 1.
 * Thin dust so becomes a few dense billows of about the same extinction in all. Without carving, both stay plain.
 */
function decode(isCarved: bool, cellM: f32): void {
  rowBytes = (<usize>(((sizeX + 3) & ~3) + 2 * GHOSTS)) << 2;
  sliceBytes = rowBytes * <usize>(sizeY + 2 * GHOSTS);
  const bytes = sliceBytes * <usize>(sizeZ + 2 * GHOSTS) + 32;
  memory.fill(dust, 0, bytes);
  memory.fill(shape, 0, bytes);
  memory.fill(spare, 0, bytes);
  let from = codes;
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) {
    let out = inBox(0, j, k);
    for (let i = 0; i < sizeX; i++) {
      const c = load<f32>(table + ((<usize>load<u8>(from++)) << 2));
      store<f32>(dust + out, c);
      store<f32>(shape + out, isCarved ? c / (c + EDGE) : c > 0 ? 1 : 0);
      out += 4;
    }
  }
  if (!isCarved) {
    layGround(dust);
    layGround(shape);
    return;
  }
  memory.copy(covered, shape, bytes);
  // The variance of each pass is one cell squared.
  const passes = max(FEWEST_PASSES, min(MOST_PASSES, <i32>nearest<f32>((BLUR_M / cellM) * (BLUR_M / cellM))));
  for (let pass = 0; pass < passes; pass++) {
    blur(dust);
    blur(shape);
  }
  const kept = f32x4.splat(UNBLURRED);
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) for (let i = 0; i < sizeX; i += 4) {
    const p = inBox(i, j, k);
    const s = v128.load(shape + p);
    v128.store(dust + p, f32x4.div(v128.load(dust + p), f32x4.add(s, f32x4.splat(1e-6))));
    v128.store(shape + p, mix(s, v128.load(covered + p), kept));
  }
  layGround(dust);
  layGround(shape);
}

/** The ground does not end the cloud: below it lies what lies on it. */
function layGround(field: usize): void {
  if (boxY > 0) return;
  for (let k = -GHOSTS; k < sizeZ + GHOSTS; k++) {
    for (let j = -GHOSTS; j < 0; j++) {
      memory.copy(field + inBox(-GHOSTS, j, k), field + inBox(-GHOSTS, 0, k), rowBytes);
    }
  }
}

/** Binomial mean of five cells along x, y and z in turn. */
function blur(field: usize): void {
  blurAlong(field, spare, 4);
  layGround(spare);
  blurAlong(spare, field, rowBytes);
  blurAlong(field, spare, sliceBytes);
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) {
    memory.copy(field + inBox(0, j, k), spare + inBox(0, j, k), (<usize>sizeX) << 2);
  }
}

function blurAlong(from: usize, to: usize, stride: usize): void {
  const middle = f32x4.splat(0.375);
  const near = f32x4.splat(0.25);
  const far = f32x4.splat(0.0625);
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) for (let i = 0; i < sizeX; i += 4) {
    const offset = inBox(i, j, k);
    const p = from + offset;
    let sum = f32x4.mul(f32x4.add(v128.load(p - 2 * stride), v128.load(p + 2 * stride)), far);
    sum = f32x4.add(sum, f32x4.mul(f32x4.add(v128.load(p - stride), v128.load(p + stride)), near));
    v128.store(to + offset, f32x4.add(sum, f32x4.mul(v128.load(p), middle)));
  }
}

/** Carves the whole box. `blend` is phase A's share. */
export function carve(cellM: f32, extinction: f32, billow: f32, billowM: f32, blend: f32, seedA: i32, seedB: i32): void {
  decode(billow > 0, cellM);
  billowShare = billow;
  phaseA = blend;
  fineM = cellM / <f32>detail;
  const ratio: f32 = <f32>1 / <f32>detail;
  // Places in tiles: lanes are A of one size, B of it, A of the other, B of it.
  large = <f32>1 / (billowM * BILLOWS);
  const lobes = large * LOBES;
  const knobs = large * KNOBS;
  const grain = large * GRAIN;
  const coarseScale = f32x4(lobes, lobes, large, large);
  const fineScale = f32x4(knobs, knobs, grain, grain);
  const spread = blend * blend + (1 - blend) * (1 - blend);
  // Two noises mixed are duller than one: the mix is given the contrast of one.
  sharpen = <f32>1 / sqrt<f32>(spread);
  offsetX = f32x4(hash(seedA, 1, 0, 7), hash(seedB, 1, 0, 7), hash(seedA, 1, 1, 7), hash(seedB, 1, 1, 7));
  offsetY = f32x4(hash(seedA, 2, 0, 7), hash(seedB, 2, 0, 7), hash(seedA, 2, 1, 7), hash(seedB, 2, 1, 7));
  offsetZ = f32x4(hash(seedA, 3, 0, 7), hash(seedB, 3, 0, 7), hash(seedA, 3, 1, 7), hash(seedB, 3, 1, 7));
  const lift = <f32>GHOSTS - 0.5;
  densest = MOST_DEPTH / fineM;
  const largest = THRESHOLD + (2.5 * SWING + FOOT_SWING) * billow + FRAYED;
  const middleX = <f32>gridX * cellM * 0.5;
  const middleZ = <f32>gridZ * cellM * 0.5;
  for (let k = 0; k < fz; k++) {
    const pz = (<f32>k + 0.5) * ratio + lift;
    const cz = <i32>pz;
    const tz = f32x4.splat(pz - <f32>cz);
    const metresZ = (<f32>(boxZ * detail + k) + 0.5) * fineM;
    const awayZ = metresZ - middleZ;
    const worldZ = f32x4.splat(metresZ);
    for (let j = 0; j < fy; j++) {
      const py = (<f32>j + 0.5) * ratio + lift;
      const cy = <i32>py;
      const ty = f32x4.splat(py - <f32>cy);
      const rows = sliceBytes * <usize>cz + rowBytes * <usize>cy;
      const metresY = (<f32>(boxY * detail + j) + 0.5) * fineM;
      const worldY = f32x4.splat(metresY);
      const foot = billow * FOOT_SWING * max<f32>(0, <f32>1 - metresY / FOOT_M);
      for (let i = 0; i < fx; i++) {
        const px = (<f32>i + 0.5) * ratio + lift;
        const cx = <i32>px;
        const place = rows + ((<usize>cx) << 2);
        const tx = px - <f32>cx;
        const cover = between(shape + place, tx, ty, tz);
        if (cover <= 0.004) continue;
        const concentration = between(dust + place, tx, ty, tz);
        let share: f32 = 1;
        if (billow > 0 && cover < largest) {
          flowAt(<f32>i, <f32>j, <f32>k);
          const metresX = (<f32>(boxX * detail + i) + 0.5) * fineM;
          const awayX = metresX - middleX;
          const growth = max<f32>(0, min<f32>(1, (sqrt<f32>(awayX * awayX + awayZ * awayZ) - GROWS_FROM_M) * (<f32>1 / GROWS_OVER_M)));
          const wx = f32x4.sub(f32x4.splat(metresX), movedX);
          const wy = f32x4.sub(worldY, movedY);
          const wz = f32x4.sub(worldZ, movedZ);
          const c = f32x4.sub(noiseAt(
            f32x4.add(f32x4.mul(wx, coarseScale), offsetX),
            f32x4.add(f32x4.mul(wy, coarseScale), offsetY),
            f32x4.add(f32x4.mul(wz, coarseScale), offsetZ),
          ), f32x4.splat(0.5));
          // Each phase is folded by its own billows.
          const fold = f32x4.mul(v128.shuffle<f32>(c, c, 2, 3, 2, 3), f32x4.splat(FOLD * billowM));
          const n = f32x4.sub(noiseAt(
            f32x4.add(f32x4.mul(f32x4.add(wx, fold), fineScale), offsetZ),
            f32x4.add(f32x4.mul(f32x4.sub(wy, fold), fineScale), offsetX),
            f32x4.add(f32x4.mul(f32x4.add(wz, fold), fineScale), offsetY),
          ), f32x4.splat(0.5));
          const rest = <f32>1 - blend;
          let noise = (blend * f32x4.extract_lane(c, 0) + rest * f32x4.extract_lane(c, 1)) * (<f32>0.4 + <f32>0.35 * growth);
          noise += (blend * f32x4.extract_lane(c, 2) + rest * f32x4.extract_lane(c, 3)) * <f32>0.62;
          noise += (blend * f32x4.extract_lane(n, 0) + rest * f32x4.extract_lane(n, 1)) * (<f32>0.42 - <f32>0.12 * growth);
          noise += (blend * f32x4.extract_lane(n, 2) + rest * f32x4.extract_lane(n, 3)) * (<f32>0.24 - <f32>0.08 * growth);
          const crisp = min<f32>(1, concentration * (<f32>1 / DENSE));
          const softness = FRAYED + (CRISP - FRAYED) * crisp;
          // The noise's standard deviation is 0.2.
          share = max<f32>(0, min<f32>(1, (cover - THRESHOLD - foot + billow * SWING * noise * sharpen * 5) / softness));
          share = share * share * (<f32>3 - 2 * share);
          // Nothing grows where no dust is near.
          share *= min<f32>(1, cover * 5);
        }
        share = max(share, HAZE * max<f32>(0, min<f32>(1, 4 * cover - 0.5)));
        const sigma = min(extinction * concentration, densest) * share;
        if (sigma < 1e-4) continue;
        store<f32>(fine + ((<usize>((k * fy + j) * fx + i)) << 4), sigma);
        mark(i, j, k);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function between(p: usize, tx: f32, ty: v128, tz: v128): f32 {
  const q = p + sliceBytes;
  const near = f32x4(load<f32>(p), load<f32>(p, 4), load<f32>(q), load<f32>(q, 4));
  const next = f32x4(load<f32>(p + rowBytes), load<f32>(p + rowBytes, 4), load<f32>(q + rowBytes), load<f32>(q + rowBytes, 4));
  const flat = mix(near, next, ty);
  const a = f32x4.extract_lane(flat, 0);
  const b = f32x4.extract_lane(flat, 2);
  const low = a + (f32x4.extract_lane(flat, 1) - a) * tx;
  const high = b + (f32x4.extract_lane(flat, 3) - b) * tx;
  return low + (high - low) * f32x4.extract_lane(tz, 0);
}

/** Settings of the last carving that the march needs for its finest billows. */
export let densest: f32 = 1;
export let billowShare: f32 = 0;
export let phaseA: f32 = 1;
export let sharpen: f32 = 1;
let large: f32 = 1;
let fineM: f32 = 1;
let offsetX: v128 = f32x4.splat(0);
let offsetY: v128 = f32x4.splat(0);
let offsetZ: v128 = f32x4.splat(0);

/** Finest billows at a place in fine cells: 0 on average, deviation about 1. */
export function fineBillows(x: f32, y: f32, z: f32): f32 {
  flowAt(x, y, z);
  const a = large * FINE_RATIO;
  const b = a * 2.71;
  const scale = f32x4(a, a, b, b);
  const n = f32x4.sub(noiseAt(
    f32x4.add(f32x4.mul(f32x4.sub(f32x4.splat((<f32>(boxX * detail) + x + 0.5) * fineM), movedX), scale), offsetY),
    f32x4.add(f32x4.mul(f32x4.sub(f32x4.splat((<f32>(boxY * detail) + y + 0.5) * fineM), movedY), scale), offsetZ),
    f32x4.add(f32x4.mul(f32x4.sub(f32x4.splat((<f32>(boxZ * detail) + z + 0.5) * fineM), movedZ), scale), offsetX),
  ), f32x4.splat(0.5));
  const mixedLarge = phaseA * f32x4.extract_lane(n, 0) + (<f32>1 - phaseA) * f32x4.extract_lane(n, 1);
  const mixedSmall = phaseA * f32x4.extract_lane(n, 2) + (<f32>1 - phaseA) * f32x4.extract_lane(n, 3);
  return (mixedLarge * LARGE_SHARE + mixedSmall * SMALL_SHARE) * sharpen * 5;
}

let movedX: v128 = f32x4.splat(0);
let movedY: v128 = f32x4.splat(0);
let movedZ: v128 = f32x4.splat(0);

/** How far the air at a fine cell moved in both phases, trilinear in the flow map. */
// @ts-ignore: decorator
@inline
function flowAt(x: f32, y: f32, z: f32): void {
  const half = <f32>0.5 / <f32>detail;
  const hx = sizeX >> 1, hy = sizeY >> 1, hz = sizeZ >> 1;
  const px = max<f32>(0, min<f32>(<f32>hx - 1.001, (x + 0.5) * half - 0.5));
  const py = max<f32>(0, min<f32>(<f32>hy - 1.001, (y + 0.5) * half - 0.5));
  const pz = max<f32>(0, min<f32>(<f32>hz - 1.001, (z + 0.5) * half - 0.5));
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
  const a = max(0, i - 1) >> 2, b = min(fx - 1, i + 1) >> 2;
  const c = max(0, j - 1) >> 2, d = min(fy - 1, j + 1) >> 2;
  const e = max(0, k - 1) >> 2, f = min(fz - 1, k + 1) >> 2;
  for (let z = e; z <= f; z++) for (let y = c; y <= d; y++) for (let x = a; x <= b; x++) {
    store<u8>(blocks + <usize>((z * blockY + y) * blockX + x), 1);
  }
}
