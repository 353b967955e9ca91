// How far the air moved since each of two phases began, on cells of twice the size: it carries the noise of the picture
// along with the flow. Each phase starts anew at a period, half a period apart, when its share of the noise is zero.
// Source: Neyret 2003, "Advected Textures"; Max and Becker 1996 for the two phases.
import { at, cell, cellM, nx, ny, nz, rowCells, sliceCells, x0, x1, y1, z0, z1, zeroed } from './grid';

let now: usize = 0;
let then: usize = 0;
let bytes: usize = 0;
const AGE = memory.data(8);
export let seedA: i32 = 0;
export let seedB: i32 = 1;
let periodS: f32 = 1;

// @ts-ignore: decorator
@inline
function wide(i: i32, j: i32, k: i32): usize {
  return (<usize>((k * (ny >> 1) + j) * (nx >> 1) + i)) << 5;
}

export function makeFlowMap(period: f32): void {
  bytes = (<usize>((nx >> 1) * (ny >> 1) * (nz >> 1))) << 5;
  now = zeroed(bytes);
  then = zeroed(bytes);
  periodS = period;
  store<f32>(AGE, 0);
  store<f32>(AGE, period / 2, 4);
}

/** Share of phase A: 0 when it starts, 1 at half its period. */
export function phaseBlend(): f32 {
  return 1 - abs<f32>((2 * load<f32>(AGE)) / periodS - 1);
}

export function flowAt(i: i32, j: i32, k: i32): usize {
  return now + wide(i, j, k);
}

/** Moves both phases with the air; 32 bytes a cell: phase A x, y, z, 0, then B. */
export function moveFlow(dt: f32): void {
  const row = (<usize>rowCells) << 4;
  const slice = (<usize>sliceCells) << 4;
  const metres = f32x4(dt, dt, dt, 0);
  const toCells = f32x4.splat(<f32>0.5 / cellM);
  const ax = x0 >> 1, bx = x1 >> 1, by = y1 >> 1, az = z0 >> 1, bz = z1 >> 1;
  const low = f32x4(<f32>ax, 0, <f32>az, 0);
  const high = f32x4(<f32>bx - 1.002, <f32>by - 1.002, <f32>bz - 1.002, 0);
  for (let k = az; k < bz; k++) for (let j = 0; j < by; j++) for (let i = ax; i < bx; i++) {
    const p = cell + ((<usize>at(2 * i, 2 * j, 2 * k)) << 4);
    const q = p + slice;
    let v = f32x4.add(f32x4.add(v128.load(p), v128.load(p, 16)), f32x4.add(v128.load(p + row), v128.load(p + row, 16)));
    v = f32x4.add(v, f32x4.add(f32x4.add(v128.load(q), v128.load(q, 16)), f32x4.add(v128.load(q + row), v128.load(q + row, 16))));
    const way = f32x4.mul(f32x4.mul(v, f32x4.splat(0.125)), metres);
    let from = f32x4.sub(f32x4(<f32>i, <f32>j, <f32>k, 0), f32x4.mul(way, toCells));
    from = f32x4.min(f32x4.max(from, low), high);
    const floored = f32x4.floor(from);
    const t = f32x4.sub(from, floored);
    const whole = i32x4.trunc_sat_f32x4_s(floored);
    const source = now + wide(i32x4.extract_lane(whole, 0), i32x4.extract_lane(whole, 1), i32x4.extract_lane(whole, 2));
    const out = then + wide(i, j, k);
    v128.store(out, f32x4.add(way, fetch(source, t)));
    v128.store(out + 16, f32x4.add(way, fetch(source + 16, t)));
  }
  const swap = now;
  now = then;
  then = swap;
  age(dt);
}

// @ts-ignore: decorator
@inline
function mix(a: v128, b: v128, t: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), t));
}

// @ts-ignore: decorator
@inline
function fetch(p: usize, t: v128): v128 {
  const row = (<usize>(nx >> 1)) << 5;
  const q = p + row * <usize>(ny >> 1);
  const tx = v128.shuffle<f32>(t, t, 0, 0, 0, 0);
  const ty = v128.shuffle<f32>(t, t, 1, 1, 1, 1);
  const tz = v128.shuffle<f32>(t, t, 2, 2, 2, 2);
  const a = mix(v128.load(p), v128.load(p, 32), tx);
  const b = mix(v128.load(p + row), v128.load(p + row, 32), tx);
  const c = mix(v128.load(q), v128.load(q, 32), tx);
  const d = mix(v128.load(q + row), v128.load(q + row, 32), tx);
  return mix(mix(a, b, ty), mix(c, d, ty), tz);
}

function age(dt: f32): void {
  const a = load<f32>(AGE) + dt;
  const b = load<f32>(AGE, 4) + dt;
  store<f32>(AGE, a >= periodS ? a - periodS : a);
  store<f32>(AGE, b >= periodS ? b - periodS : b, 4);
  if (a >= periodS) seedA = restart(0, seedA);
  if (b >= periodS) seedB = restart(16, seedB);
}

function restart(offset: usize, seed: i32): i32 {
  for (let p: usize = 0; p < bytes; p += 32) v128.store(now + p + offset, f32x4.splat(0));
  return seed + 2;
}
