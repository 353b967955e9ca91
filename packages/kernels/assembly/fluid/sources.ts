// What bodies and emissions do to the air before a sub-step.
import { CLOSED_X, CLOSED_Y, CLOSED_Z, SOLID, at, cell, cellM, expansion, face, flags, growActive, nx, ny, nz, rowCells, sliceCells } from './grid';

const TOP_SPEED: f32 = 200; // m/s; nothing in a collapse is faster, and it keeps extreme input finite.
const TOP_EXPANSION: f32 = 500; // 1/s
const MARGIN: i32 = 8; // Cells of air simulated around the dust.

let cx: f32 = 0;
let cy: f32 = 0;
let cz: f32 = 0;
let rx: f32 = 1;
let ry: f32 = 1;
let rz: f32 = 1;
let isBox: bool = false;

/** Weight of an emission at a place given in cells: 1 at its heart, 0 outside. */
// @ts-ignore: decorator
@inline
function weightAt(x: f32, y: f32, z: f32): f32 {
  const dx = (x - cx) / rx;
  const dy = (y - cy) / ry;
  const dz = (z - cz) / rz;
  if (isBox) return max(abs(dx), max(abs(dy), abs(dz))) <= 1 ? 1 : 0;
  return max<f32>(0, 1 - (dx * dx + dy * dy + dz * dz));
}

/**
 * Blows dust into the air: centre and half sizes in cells, velocity m/s, mass kg, air in m³ a second.
 * @returns the mass that found air to go into, kg
 */
export function emit(
  box: bool, centreX: f32, centreY: f32, centreZ: f32, halfX: f32, halfY: f32, halfZ: f32,
  velocityX: f32, velocityY: f32, velocityZ: f32, massKg: f32, grip: f32, airM3PerS: f32,
): f64 {
  cx = centreX;
  cy = centreY;
  cz = centreZ;
  isBox = box;
  rx = max<f32>(halfX, 0.9);
  ry = max<f32>(halfY, 0.9);
  rz = max<f32>(halfZ, 0.9);
  const i0 = max(0, <i32>floor(cx - rx - 1));
  const j0 = max(0, <i32>floor(cy - ry - 1));
  const k0 = max(0, <i32>floor(cz - rz - 1));
  const i1 = min(nx, <i32>ceil(cx + rx + 1));
  const j1 = min(ny, <i32>ceil(cy + ry + 1));
  const k1 = min(nz, <i32>ceil(cz + rz + 1));
  if (i0 >= i1 || j0 >= j1 || k0 >= k1) return 0;
  let total: f64 = 0;
  for (let k = k0; k < k1; k++) for (let j = j0; j < j1; j++) for (let i = i0; i < i1; i++) {
    if ((load<u8>(flags + at(i, j, k)) & SOLID) == 0) total += weightAt(<f32>i + 0.5, <f32>j + 0.5, <f32>k + 0.5);
  }
  if (total <= 0) return 0;
  growActive(i0 - MARGIN, i1 + MARGIN, j1 + MARGIN, k0 - MARGIN, k1 + MARGIN);
  const volume = <f64>cellM * <f64>cellM * <f64>cellM;
  const concentration = <f32>(<f64>massKg / (total * volume));
  const expand = <f32>(<f64>airM3PerS / (total * volume));
  const ux = min(TOP_SPEED, max(-TOP_SPEED, velocityX));
  const uy = min(TOP_SPEED, max(-TOP_SPEED, velocityY));
  const uz = min(TOP_SPEED, max(-TOP_SPEED, velocityZ));
  for (let k = k0; k < k1; k++) for (let j = j0; j < j1; j++) for (let i = i0; i < i1; i++) {
    const index = at(i, j, k);
    const x = <f32>i + 0.5;
    const y = <f32>j + 0.5;
    const z = <f32>k + 0.5;
    const here = weightAt(x, y, z);
    const flag = load<u8>(flags + index);
    if (here > 0 && (flag & SOLID) == 0) {
      const c = cell + ((<usize>index) << 4);
      store<f32>(c, load<f32>(c, 12) + concentration * here, 12);
      const e = expansion + ((<usize>index) << 2);
      store<f32>(e, min(TOP_EXPANSION, load<f32>(e) + expand * here));
    }
    if (grip <= 0) continue;
    const f = face + ((<usize>index) << 4);
    if ((flag & CLOSED_X) == 0) pull(f, ux, grip * weightAt(<f32>i, y, z));
    if ((flag & CLOSED_Y) == 0) pull(f + 4, uy, grip * weightAt(x, <f32>j, z));
    if ((flag & CLOSED_Z) == 0) pull(f + 8, uz, grip * weightAt(x, y, <f32>k));
  }
  return massKg;
}

// @ts-ignore: decorator
@inline
function pull(place: usize, velocity: f32, weight: f32): void {
  const now = load<f32>(place);
  // Twice the weight: the heart of a ball moves as one, only its outer shell blends.
  store<f32>(place, now + (velocity - now) * min<f32>(1, 2 * weight));
}

/** Forgets the wanted divergence. */
export function clearExpansion(): void {
  memory.fill(expansion, 0, <usize>(sliceCells * (nz + 2)) << 2);
}

/** Makes the active box hold all dust above a concentration, with a margin. */
export function followDust(least: f32): void {
  let a: i32 = nx, b: i32 = -1, c: i32 = -1, d: i32 = nz, e: i32 = -1;
  for (let k = 0; k < nz; k++) for (let j = 0; j < ny; j++) {
    const row = cell + ((<usize>at(0, j, k)) << 4) + 12;
    let first = 0;
    while (first < nx && load<f32>(row + ((<usize>first) << 4)) <= least) first++;
    if (first == nx) continue;
    let last = nx - 1;
    while (load<f32>(row + ((<usize>last) << 4)) <= least) last--;
    a = min(a, first);
    b = max(b, last + 1);
    c = max(c, j + 1);
    d = min(d, k);
    e = max(e, k + 1);
  }
  if (b > 0) growActive(a - MARGIN, b + MARGIN, c + MARGIN, d - MARGIN, e + MARGIN);
}
