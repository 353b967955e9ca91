// Weight, vorticity confinement (Fedkiw, Stam, Jensen 2001) and settling; and the way from cells to faces and back.
import { SOLID, at, cell, cellM, deposit, face, flags, next, nx, ny, nz, openOf, rowAt, rowCells, scratch, sliceCells, windX, windY, windZ, x0, x1, y1, z0, z1 } from './grid';

const TOP_SPEED: f32 = 200;
/** Share of the advected mean in each face's velocity; the rest carries the change only, which keeps eddies alive. */
const SMOOTHING: f32 = 0.04;

export let fastest: f32 = 0;
export let divergenceSquares: f64 = 0;
export let depositedKg: f64 = 0;
export let airborneSum: f64 = 0;

/** Writes curl and its length into `scratch` for the rows where dust may ask for it, but not the box's outermost. */
export function findCurl(): void {
  const row = (<usize>rowCells) << 4;
  const slice = (<usize>sliceCells) << 4;
  const half = f32x4.splat(<f32>0.5 / cellM);
  for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) {
    const isAsked = load<u8>(rowAt(j, k)) | load<u8>(rowAt(j - 1, k)) | load<u8>(rowAt(j + 1, k)) | load<u8>(rowAt(j, k - 1)) | load<u8>(rowAt(j, k + 1));
    if (!isAsked) continue;
    let p = cell + ((<usize>at(x0, j, k)) << 4);
    let out = scratch + ((<usize>at(x0, j, k)) << 4);
    const isEdge = k == z0 || k == z1 - 1 || j == y1 - 1;
    // On the ground the row below is the ghost at rest: its shear is real, and would feed the confinement for ever.
    const below = j == 0 ? <usize>0 : row;
    for (let i = x0; i < x1; i++) {
      let curl = f32x4.splat(0);
      if (!isEdge && i > x0 && i < x1 - 1) {
        const dx = f32x4.sub(v128.load(p, 16), v128.load(p - 16));
        const dy = f32x4.sub(v128.load(p + row), v128.load(p - below));
        const dz = f32x4.sub(v128.load(p + slice), v128.load(p - slice));
        // (dw/dy − dv/dz, du/dz − dw/dx, dv/dx − du/dy)
        const plus = v128.shuffle<f32>(v128.shuffle<f32>(dy, dz, 2, 4, 2, 2), dx, 0, 1, 5, 5);
        const minus = v128.shuffle<f32>(v128.shuffle<f32>(dz, dx, 1, 6, 1, 1), dy, 0, 1, 4, 4);
        curl = f32x4.replace_lane(f32x4.mul(half, f32x4.sub(plus, minus)), 3, 0);
        const squares = f32x4.mul(curl, curl);
        const length = sqrt<f32>(f32x4.extract_lane(squares, 0) + f32x4.extract_lane(squares, 1) + f32x4.extract_lane(squares, 2));
        curl = f32x4.replace_lane(curl, 3, length);
      }
      v128.store(out, curl);
      p += 16;
      out += 16;
    }
  }
}

/**
 * Adds weight and confinement to `next`, scales its concentration by `massFactor` and lets it settle.
 * @param weight downward acceleration of a kg/m³, m/s²
 */
export function addForces(dt: f32, massFactor: f32, weight: f32, heaviest: f32, confinement: f32, settling: f32): void {
  const row = (<usize>rowCells) << 4;
  const slice = (<usize>sliceCells) << 4;
  const fall = min<f32>(1, (settling * dt) / cellM);
  const push = confinement * cellM * dt;
  airborneSum = 0;
  for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) {
    if (!(load<u8>(rowAt(j, k)) | load<u8>(rowAt(j + 1, k)))) continue;
    const first = at(x0, j, k);
    let rowSum: f32 = 0;
    for (let i = 0; i < x1 - x0; i++) {
      const p = (<usize>(first + i)) << 4;
      let here = v128.load(next + p);
      const dust = f32x4.extract_lane(here, 3) * massFactor;
      const above = (load<u8>(flags + first + i + rowCells) & SOLID) || j == y1 - 1 ? <f32>0 : load<f32>(next + p + row, 12) * massFactor;
      if (dust > 0 || above > 0) {
        const kept = dust - fall * dust + fall * above;
        if (load<u8>(flags + first + i) & SOLID) {
          here = f32x4.splat(0);
        } else {
          if (load<u8>(flags + first + i - rowCells) & SOLID) settle(x0 + i, k, fall * dust);
          rowSum += kept;
          let force = f32x4(0, -weight * min(dust, heaviest) * dt, 0, 0);
          if (push > 0 && dust > 0.0005 && load<f32>(scratch + p, 12) > 0.05) {
            force = f32x4.add(force, f32x4.mul(f32x4.splat(push), confine(scratch + p, row, slice)));
          }
          here = f32x4.replace_lane(f32x4.add(here, force), 3, kept);
        }
        v128.store(next + p, here);
      }
    }
    airborneSum += <f64>rowSum;
  }
}

function settle(i: i32, k: i32, concentration: f32): void {
  const p = deposit + ((<usize>(k * nx + i)) << 2);
  store<f32>(p, load<f32>(p) + concentration * cellM);
  depositedKg += <f64>concentration * <f64>cellM * <f64>cellM * <f64>cellM;
}

/** N × ω, with N the direction in which the curl grows. */
// @ts-ignore: decorator
@inline
function confine(p: usize, row: usize, slice: usize): v128 {
  const gx = load<f32>(p + 16, 12) - load<f32>(p - 16, 12);
  const gy = load<f32>(p + row, 12) - load<f32>(p - row, 12);
  const gz = load<f32>(p + slice, 12) - load<f32>(p - slice, 12);
  const scale: f32 = 1 / (sqrt<f32>(gx * gx + gy * gy + gz * gz) + 1e-5);
  const x = load<f32>(p);
  const y = load<f32>(p, 4);
  const z = load<f32>(p, 8);
  return f32x4((gy * z - gz * y) * scale, (gz * x - gx * z) * scale, (gx * y - gy * x) * scale, 0);
}

// @ts-ignore: decorator
@inline
function onFaces(own: v128, x: v128, y: v128, z: v128): v128 {
  const low = v128.shuffle<f32>(v128.shuffle<f32>(x, y, 0, 5, 0, 5), z, 0, 1, 6, 7);
  return f32x4.mul(f32x4.splat(0.5), f32x4.add(own, low));
}

/** Carries the change from `cell` to `next` over to the faces. */
export function moveFaces(): void {
  const row = (<usize>rowCells) << 4;
  const slice = (<usize>sliceCells) << 4;
  const top = f32x4.splat(TOP_SPEED);
  const bottom = f32x4.splat(-TOP_SPEED);
  const smoothing = f32x4.splat(SMOOTHING);
  for (let k = z0; k <= z1; k++) for (let j = 0; j <= y1; j++) {
    const first = at(x0, j, k);
    for (let i = 0; i <= x1 - x0; i++) {
      const p = (<usize>(first + i)) << 4;
      const q = next + p;
      const c = cell + p;
      const target = onFaces(v128.load(q), v128.load(q - 16), v128.load(q - row), v128.load(q - slice));
      const before = onFaces(v128.load(c), v128.load(c - 16), v128.load(c - row), v128.load(c - slice));
      let f = f32x4.add(v128.load(face + p), f32x4.sub(target, before));
      f = f32x4.add(f, f32x4.mul(smoothing, f32x4.sub(target, f)));
      f = f32x4.min(f32x4.max(f, bottom), top);
      v128.store(face + p, f32x4.mul(f, openOf(first + i)));
    }
  }
}

/** Makes `cell` from the faces and the concentration in `next`; measures speed and divergence. */
export function fillCells(expansion: usize): void {
  const row = (<usize>rowCells) << 4;
  const slice = (<usize>sliceCells) << 4;
  const half = f32x4.splat(0.5);
  let top = f32x4.splat(0);
  divergenceSquares = 0;
  for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) {
    const first = at(x0, j, k);
    let rowSquares: f32 = 0;
    for (let i = 0; i < x1 - x0; i++) {
      const p = (<usize>(first + i)) << 4;
      const low = v128.load(face + p);
      const x = v128.load(face + p, 16);
      const y = v128.load(face + p + row);
      const z = v128.load(face + p + slice);
      const high = v128.shuffle<f32>(v128.shuffle<f32>(x, y, 0, 5, 0, 5), z, 0, 1, 6, 7);
      const middle = f32x4.mul(half, f32x4.add(low, high));
      const isSolid = load<u8>(flags + first + i) & SOLID;
      v128.store(cell + p, isSolid ? f32x4.splat(0) : f32x4.replace_lane(middle, 3, load<f32>(next + p, 12)));
      top = f32x4.max(top, f32x4.abs(middle));
      const gain = f32x4.sub(high, low);
      const d = f32x4.extract_lane(gain, 0) + f32x4.extract_lane(gain, 1) + f32x4.extract_lane(gain, 2) - load<f32>(expansion + (p >> 2)) * cellM;
      if (!isSolid) rowSquares += d * d;
    }
    divergenceSquares += <f64>rowSquares;
  }
  fastest = max(f32x4.extract_lane(top, 0), max(f32x4.extract_lane(top, 1), f32x4.extract_lane(top, 2)));
}

/** Dust that leaves through the sides of the domain within dt, kg. */
export function findOutflow(dt: f32): f64 {
  let sum: f64 = 0;
  if (x0 == 0) for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) sum += leaving(at(0, j, k), 0, -1);
  if (x1 == nx) for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) sum += leaving(at(nx - 1, j, k), 0, 1);
  if (z0 == 0) for (let j = 0; j < y1; j++) for (let i = x0; i < x1; i++) sum += leaving(at(i, j, 0), 8, -1);
  if (z1 == nz) for (let j = 0; j < y1; j++) for (let i = x0; i < x1; i++) sum += leaving(at(i, j, nz - 1), 8, 1);
  if (y1 == ny) for (let k = z0; k < z1; k++) for (let i = x0; i < x1; i++) sum += leaving(at(i, ny - 1, k), 4, 1);
  return sum * <f64>dt * <f64>cellM * <f64>cellM;
}

// @ts-ignore: decorator
@inline
function leaving(index: i32, lane: usize, sign: f32): f64 {
  const p = cell + ((<usize>index) << 4);
  return <f64>(max<f32>(0, load<f32>(p + lane) * sign) * load<f32>(p, 12));
}
