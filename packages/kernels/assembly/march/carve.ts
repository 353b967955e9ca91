// From the stored frame to a finer volume: the cloud's skin is carved with billows that the flow carries along.
import { flowAt, movedX, movedY, movedZ } from './flow';
import { BILLOWS, hash, noiseAt } from './noise';
import { GHOSTS, between, decode, dust, rowBytes, shape, sliceBytes } from './skin';
import { boxX, boxY, boxZ, detail, fine, fx, fy, fz, gridX, gridZ, mark } from './stores';

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
/** Cover beyond which no billow cuts in. */
const DEEP: f32 = 0.96;
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
/** Cells before the grid's sides over which dust fades, lest a cloud that leaves ends in a wall. */
const FADE_CELLS: i32 = 8;
/** How much smaller than the billows the march's own are. */
const FINE_RATIO: f32 = 5.1;
const LARGE_SHARE: f32 = 0.72;
const SMALL_SHARE: f32 = 0.5;

/** Carves the whole box. `blend` is phase A's share. */
export function carve(cellM: f32, extinction: f32, billow: f32, billowM: f32, blend: f32, seedA: i32, seedB: i32): void {
  decode(billow > 0, cellM);
  billowShare = billow;
  phaseA = blend;
  foldM = FOLD * billowM;
  fineM = cellM / <f32>detail;
  const ratio: f32 = <f32>1 / <f32>detail;
  // Places in tiles: lanes are A of one size, B of it, A of the other, B of it.
  large = <f32>1 / (billowM * BILLOWS);
  const lobes = large * LOBES;
  const knobs = large * KNOBS;
  const grain = large * GRAIN;
  coarseScale = f32x4(lobes, lobes, large, large);
  fineScale = f32x4(knobs, knobs, grain, grain);
  const spread = blend * blend + (1 - blend) * (1 - blend);
  // Two noises mixed are duller than one: the mix is given the contrast of one.
  sharpen = <f32>1 / sqrt<f32>(spread);
  offsetX = f32x4(hash(seedA, 1, 0, 7), hash(seedB, 1, 0, 7), hash(seedA, 1, 1, 7), hash(seedB, 1, 1, 7));
  offsetY = f32x4(hash(seedA, 2, 0, 7), hash(seedB, 2, 0, 7), hash(seedA, 2, 1, 7), hash(seedB, 2, 1, 7));
  offsetZ = f32x4(hash(seedA, 3, 0, 7), hash(seedB, 3, 0, 7), hash(seedA, 3, 1, 7), hash(seedB, 3, 1, 7));
  const lift = <f32>GHOSTS - 0.5;
  densest = MOST_DEPTH / fineM;
  middleX = <f32>gridX * cellM * 0.5;
  middleZ = <f32>gridZ * cellM * 0.5;
  for (let k = 0; k < fz; k++) {
    const pz = (<f32>k + 0.5) * ratio + lift;
    const cz = <i32>pz;
    const tz = f32x4.splat(pz - <f32>cz);
    const fadeZ = billow > 0 ? fadeAt(boxZ * detail + k, gridZ * detail) : <f32>1;
    const metresZ = (<f32>(boxZ * detail + k) + 0.5) * fineM;
    for (let j = 0; j < fy; j++) {
      const py = (<f32>j + 0.5) * ratio + lift;
      const cy = <i32>py;
      const ty = f32x4.splat(py - <f32>cy);
      const rows = sliceBytes * <usize>cz + rowBytes * <usize>cy;
      const metresY = (<f32>(boxY * detail + j) + 0.5) * fineM;
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
        if (billow > 0 && cover < DEEP) {
          flowAt(<f32>i, <f32>j, <f32>k);
          const noise = billows((<f32>(boxX * detail + i) + 0.5) * fineM, metresY, metresZ);
          const crisp = min<f32>(1, concentration * (<f32>1 / DENSE));
          const softness = FRAYED + (CRISP - FRAYED) * crisp;
          share = max<f32>(0, min<f32>(1, (cover - THRESHOLD - foot + billow * SWING * noise) / softness));
          share = share * share * (<f32>3 - 2 * share);
          // Nothing grows where no dust is near.
          share *= min<f32>(1, cover * 5);
        }
        share = max(share, HAZE * max<f32>(0, min<f32>(1, 4 * cover - 0.5)));
        const fade = billow > 0 ? fadeZ * fadeAt(boxX * detail + i, gridX * detail) : <f32>1;
        const sigma = min(extinction * concentration, densest) * share * fade;
        if (sigma < 1e-4) continue;
        store<f32>(fine + ((<usize>((k * fy + j) * fx + i)) << 4), sigma);
        mark(i, j, k);
      }
    }
  }
}

/** 1 inside, falling to 0 towards both ends of a row of fine cells. */
// @ts-ignore: decorator
@inline
function fadeAt(place: i32, count: i32): f32 {
  return min<f32>(1, (<f32>min(place, count - 1 - place) + 0.5) / <f32>(FADE_CELLS * detail));
}

/** Settings of the last carving that the march needs for its finest billows. */
export let densest: f32 = 1;
export let billowShare: f32 = 0;
export let phaseA: f32 = 1;
export let sharpen: f32 = 1;
let large: f32 = 1;
let fineM: f32 = 1;
let foldM: f32 = 0;
let middleX: f32 = 0;
let middleZ: f32 = 0;
let coarseScale: v128 = f32x4.splat(0);
let fineScale: v128 = f32x4.splat(0);
let offsetX: v128 = f32x4.splat(0);
let offsetY: v128 = f32x4.splat(0);
let offsetZ: v128 = f32x4.splat(0);

/** All four sizes at a place in metres, where `flowAt` was asked last: 0 on average, deviation about 1. */
// @ts-ignore: decorator
@inline
function billows(x: f32, y: f32, z: f32): f32 {
  const wx = f32x4.sub(f32x4.splat(x), movedX);
  const wy = f32x4.sub(f32x4.splat(y), movedY);
  const wz = f32x4.sub(f32x4.splat(z), movedZ);
  const half = f32x4.splat(0.5);
  const c = f32x4.sub(noiseAt(
    f32x4.add(f32x4.mul(wx, coarseScale), offsetX),
    f32x4.add(f32x4.mul(wy, coarseScale), offsetY),
    f32x4.add(f32x4.mul(wz, coarseScale), offsetZ),
  ), half);
  // Each phase is folded by its own billows.
  const fold = f32x4.mul(v128.shuffle<f32>(c, c, 2, 3, 2, 3), f32x4.splat(foldM));
  const n = f32x4.sub(noiseAt(
    f32x4.add(f32x4.mul(f32x4.add(wx, fold), fineScale), offsetZ),
    f32x4.add(f32x4.mul(f32x4.sub(wy, fold), fineScale), offsetX),
    f32x4.add(f32x4.mul(f32x4.add(wz, fold), fineScale), offsetY),
  ), half);
  const awayX = x - middleX;
  const awayZ = z - middleZ;
  const awayM = sqrt<f32>(awayX * awayX + awayZ * awayZ);
  const growth = max<f32>(0, min<f32>(1, (awayM - GROWS_FROM_M) * (<f32>1 / GROWS_OVER_M)));
  const sum = phases(c, false) * (<f32>0.4 + <f32>0.6 * growth) + phases(c, true) * <f32>0.62;
  const small = phases(n, false) * (<f32>0.42 - <f32>0.24 * growth) + phases(n, true) * (<f32>0.24 - <f32>0.17 * growth);
  // The noise's standard deviation is 0.2.
  return (sum + small) * sharpen * 5;
}

/** Both phases of one size, by their shares. */
// @ts-ignore: decorator
@inline
function phases(noise: v128, isSecond: bool): f32 {
  const a = isSecond ? f32x4.extract_lane(noise, 2) : f32x4.extract_lane(noise, 0);
  const b = isSecond ? f32x4.extract_lane(noise, 3) : f32x4.extract_lane(noise, 1);
  return phaseA * a + (<f32>1 - phaseA) * b;
}

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
  return (phases(n, false) * LARGE_SHARE + phases(n, true) * SMALL_SHARE) * sharpen * 5;
}
