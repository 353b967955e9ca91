// Packets of 2×2 rays. The packet's rays and hits lie at fixed addresses as vectors of 4 lanes,
// so that setting up and shading may touch single lanes as scalars.
import { NODE_BYTES } from "./bvh";
import { POSED_BYTES, TRIANGLE_BYTES, posedTable, topNodesOf, topOrderOf } from "./scene";

// In: origin and direction, world space; T = how far to look (negative = lane unused). Out: T, U, V, INSTANCE (−1 = none), TRIANGLE (record number).
export const packet = memory.data(176, 16);
export const OX: usize = 0, OY: usize = 16, OZ: usize = 32, DX: usize = 48, DY: usize = 64, DZ: usize = 80;
export const T: usize = 96, U: usize = 112, V: usize = 128, INSTANCE: usize = 144, TRIANGLE: usize = 160;
export const FAR: f32 = 1e30;

// The packet in the space of the instance being visited: origin, inverse direction, direction.
const local = memory.data(144, 16);
const STACK_BYTES: usize = 32;
const topStack = memory.data(128 * 32, 16);
const meshStack = memory.data(128 * 32, 16);
// Slab distances are off by up to 3 rounding steps (Ize 2013): widen the far side.
const FAR_SLACK: f32 = 1.0000006;
// Edges shared by two triangles overlap by this much in u, v, so that no ray slips through between them.
const EDGE_SLACK: f32 = 2e-6;

export function traceClosest(sample: i32, mask: u32): void {
  v128.store(packet, i32x4.splat(-1), INSTANCE);
  v128.store(packet, i32x4.splat(0), TRIANGLE);
  traverseTop(sample, mask, false);
}

// Bits of lanes that hit something before their T. T is spoiled.
export function traceAny(sample: i32, mask: u32): i32 {
  const unused = i32x4.bitmask(v128.load(packet, T));
  traverseTop(sample, mask, true);
  return i32x4.bitmask(v128.load(packet, T)) & ~unused;
}

// @ts-ignore: decorator
@inline
function inverse(d: v128): v128 {
  const tiny = f32x4.splat(1e-18);
  const signed = v128.or(tiny, v128.and(d, f32x4.splat(-0.0)));
  return f32x4.div(f32x4.splat(1), v128.bitselect(d, signed, f32x4.gt(f32x4.abs(d), tiny)));
}

// @ts-ignore: decorator
@inline
function traverseTop(sample: i32, mask: u32, any: bool): void {
  const ox = v128.load(packet, OX), oy = v128.load(packet, OY), oz = v128.load(packet, OZ);
  const dx = v128.load(packet, DX), dy = v128.load(packet, DY), dz = v128.load(packet, DZ);
  const ix = inverse(dx), iy = inverse(dy), iz = inverse(dz);
  const nodes = topNodesOf(sample), order = topOrderOf(sample), table = posedTable(sample);
  const slack = f32x4.splat(FAR_SLACK), zero = f32x4.splat(0);
  let node = nodes;
  let top = topStack;
  while (true) {
    let t = v128.load(packet, T);
    let a = f32x4.mul(f32x4.sub(v128.load32_splat(node), ox), ix), b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 12), ox), ix);
    let near0 = f32x4.pmax(zero, f32x4.pmin(a, b)), far0 = f32x4.pmax(a, b);
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 4), oy), iy); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 16), oy), iy);
    near0 = f32x4.pmax(near0, f32x4.pmin(a, b)); far0 = f32x4.pmin(far0, f32x4.pmax(a, b));
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 8), oz), iz); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 20), oz), iz);
    near0 = f32x4.pmax(near0, f32x4.pmin(a, b)); far0 = f32x4.pmin(far0, f32x4.pmax(a, b));
    const in0 = v128.and(f32x4.le(near0, f32x4.mul(far0, slack)), f32x4.le(near0, t));

    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 24), ox), ix); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 36), ox), ix);
    let near1 = f32x4.pmax(zero, f32x4.pmin(a, b)), far1 = f32x4.pmax(a, b);
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 28), oy), iy); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 40), oy), iy);
    near1 = f32x4.pmax(near1, f32x4.pmin(a, b)); far1 = f32x4.pmin(far1, f32x4.pmax(a, b));
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 32), oz), iz); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 44), oz), iz);
    near1 = f32x4.pmax(near1, f32x4.pmin(a, b)); far1 = f32x4.pmin(far1, f32x4.pmax(a, b));
    const in1 = v128.and(f32x4.le(near1, f32x4.mul(far1, slack)), f32x4.le(near1, t));

    let go0 = v128.any_true(in0), go1 = v128.any_true(in1);
    let c0 = load<u32>(node, 48), c1 = load<u32>(node, 52);
    const isNear0 = !v128.any_true(in0) ? false : !go1 || popcnt(i32x4.bitmask(v128.and(in1, f32x4.lt(near1, near0)))) < 2;
    // Leaves are instances: visit the nearer child's first.
    let leaf0 = go0 && load<u32>(node, 56) != 0, leaf1 = go1 && load<u32>(node, 60) != 0;
    if (leaf0 && (isNear0 || !leaf1)) {
      visit(table, load<u32>(order + (<usize>c0 << 2)), mask, any, ox, oy, oz, dx, dy, dz, ix, iy, iz);
      go0 = false; leaf0 = false;
    }
    if (leaf1) {
      visit(table, load<u32>(order + (<usize>c1 << 2)), mask, any, ox, oy, oz, dx, dy, dz, ix, iy, iz);
      go1 = false;
    }
    if (leaf0) {
      visit(table, load<u32>(order + (<usize>c0 << 2)), mask, any, ox, oy, oz, dx, dy, dz, ix, iy, iz);
      go0 = false;
    }
    if (any && i32x4.bitmask(v128.load(packet, T)) == 15) return;
    if (go0 && go1) {
      v128.store(top, isNear0 ? near1 : near0);
      store<u32>(top, <u32>(nodes + <usize>(isNear0 ? c1 : c0) * NODE_BYTES), 16);
      top += STACK_BYTES;
      node = nodes + <usize>(isNear0 ? c0 : c1) * NODE_BYTES;
      continue;
    }
    if (go0) { node = nodes + <usize>c0 * NODE_BYTES; continue; }
    if (go1) { node = nodes + <usize>c1 * NODE_BYTES; continue; }
    t = v128.load(packet, T);
    while (true) {
      if (top == topStack) return;
      top -= STACK_BYTES;
      if (v128.any_true(f32x4.le(v128.load(top), t))) break;
    }
    node = load<u32>(top, 16);
  }
}

// @ts-ignore: decorator
@inline
function row(m: usize, x: v128, y: v128, z: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(v128.load32_splat(m), x), f32x4.mul(v128.load32_splat(m, 4), y)), f32x4.mul(v128.load32_splat(m, 8), z));
}

function visit(
  table: usize, instance: u32, mask: u32, any: bool,
  ox: v128, oy: v128, oz: v128, dx: v128, dy: v128, dz: v128, ix: v128, iy: v128, iz: v128,
): void {
  const posed = table + <usize>instance * POSED_BYTES;
  if ((load<u32>(posed, 60) & mask) == 0) return;
  if (load<u32>(posed, 56)) {
    v128.store(local, f32x4.add(ox, v128.load32_splat(posed, 12)));
    v128.store(local, f32x4.add(oy, v128.load32_splat(posed, 28)), 16);
    v128.store(local, f32x4.add(oz, v128.load32_splat(posed, 44)), 32);
  } else {
    v128.store(local, f32x4.add(row(posed, ox, oy, oz), v128.load32_splat(posed, 12)));
    v128.store(local, f32x4.add(row(posed + 16, ox, oy, oz), v128.load32_splat(posed, 28)), 16);
    v128.store(local, f32x4.add(row(posed + 32, ox, oy, oz), v128.load32_splat(posed, 44)), 32);
    const x = row(posed, dx, dy, dz), y = row(posed + 16, dx, dy, dz), z = row(posed + 32, dx, dy, dz);
    dx = x; dy = y; dz = z;
    ix = inverse(dx); iy = inverse(dy); iz = inverse(dz);
  }
  v128.store(local, ix, 48);
  v128.store(local, iy, 64);
  v128.store(local, iz, 80);
  v128.store(local, dx, 96);
  v128.store(local, dy, 112);
  v128.store(local, dz, 128);
  if (any) anyInMesh(load<u32>(posed, 48), load<u32>(posed, 52), instance);
  else closestInMesh(load<u32>(posed, 48), load<u32>(posed, 52), instance);
}

function closestInMesh(nodes: usize, triangles: usize, instance: u32): void {
  traverseMesh(nodes, triangles, instance, false);
}

function anyInMesh(nodes: usize, triangles: usize, instance: u32): void {
  traverseMesh(nodes, triangles, instance, true);
}

// @ts-ignore: decorator
@inline
function traverseMesh(nodes: usize, triangles: usize, instance: u32, any: bool): void {
  const ox = v128.load(local), oy = v128.load(local, 16), oz = v128.load(local, 32);
  const ix = v128.load(local, 48), iy = v128.load(local, 64), iz = v128.load(local, 80);
  const slack = f32x4.splat(FAR_SLACK), zero = f32x4.splat(0);
  let node = nodes;
  let top = meshStack;
  let t = v128.load(packet, T);
  while (true) {
    let a = f32x4.mul(f32x4.sub(v128.load32_splat(node), ox), ix), b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 12), ox), ix);
    let near0 = f32x4.pmax(zero, f32x4.pmin(a, b)), far0 = f32x4.pmax(a, b);
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 4), oy), iy); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 16), oy), iy);
    near0 = f32x4.pmax(near0, f32x4.pmin(a, b)); far0 = f32x4.pmin(far0, f32x4.pmax(a, b));
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 8), oz), iz); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 20), oz), iz);
    near0 = f32x4.pmax(near0, f32x4.pmin(a, b)); far0 = f32x4.pmin(far0, f32x4.pmax(a, b));
    const in0 = v128.and(f32x4.le(near0, f32x4.mul(far0, slack)), f32x4.le(near0, t));

    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 24), ox), ix); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 36), ox), ix);
    let near1 = f32x4.pmax(zero, f32x4.pmin(a, b)), far1 = f32x4.pmax(a, b);
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 28), oy), iy); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 40), oy), iy);
    near1 = f32x4.pmax(near1, f32x4.pmin(a, b)); far1 = f32x4.pmin(far1, f32x4.pmax(a, b));
    a = f32x4.mul(f32x4.sub(v128.load32_splat(node, 32), oz), iz); b = f32x4.mul(f32x4.sub(v128.load32_splat(node, 44), oz), iz);
    near1 = f32x4.pmax(near1, f32x4.pmin(a, b)); far1 = f32x4.pmin(far1, f32x4.pmax(a, b));
    const in1 = v128.and(f32x4.le(near1, f32x4.mul(far1, slack)), f32x4.le(near1, t));

    let go0 = v128.any_true(in0), go1 = v128.any_true(in1);
    const c0 = load<u32>(node, 48), c1 = load<u32>(node, 52);
    const k0 = load<u32>(node, 56), k1 = load<u32>(node, 60);
    if (go0 && k0 != 0) {
      t = testLeaf(triangles, c0, k0, t, instance, any);
      go0 = false;
    }
    if (go1 && k1 != 0) {
      t = testLeaf(triangles, c1, k1, t, instance, any);
      go1 = false;
    }
    if (any && i32x4.bitmask(t) == 15) break;
    if (go0 && go1) {
      const isNear0 = popcnt(i32x4.bitmask(v128.and(in1, f32x4.lt(near1, near0)))) < 2;
      v128.store(top, isNear0 ? near1 : near0);
      store<u32>(top, <u32>(nodes + <usize>(isNear0 ? c1 : c0) * NODE_BYTES), 16);
      top += STACK_BYTES;
      node = nodes + <usize>(isNear0 ? c0 : c1) * NODE_BYTES;
      continue;
    }
    if (go0) { node = nodes + <usize>c0 * NODE_BYTES; continue; }
    if (go1) { node = nodes + <usize>c1 * NODE_BYTES; continue; }
    let isDone = false;
    while (true) {
      if (top == meshStack) { isDone = true; break; }
      top -= STACK_BYTES;
      if (v128.any_true(f32x4.le(v128.load(top), t))) break;
    }
    if (isDone) break;
    node = load<u32>(top, 16);
  }
  v128.store(packet, t, T);
}

// Möller–Trumbore (1997), both sides, on `count` triangles; gives the new T (−1 in any mode where a lane is done).
// @ts-ignore: decorator
@inline
function testLeaf(triangles: usize, first: u32, count: u32, t: v128, instance: u32, any: bool): v128 {
  const ox = v128.load(local), oy = v128.load(local, 16), oz = v128.load(local, 32);
  const dx = v128.load(local, 96), dy = v128.load(local, 112), dz = v128.load(local, 128);
  const low = f32x4.splat(-EDGE_SLACK), high = f32x4.splat(1 + EDGE_SLACK), zero = f32x4.splat(0);
  for (let k = first; k < first + count; k++) {
    const at = triangles + <usize>k * TRIANGLE_BYTES;
    const e1x = v128.load32_splat(at, 12), e1y = v128.load32_splat(at, 16), e1z = v128.load32_splat(at, 20);
    const e2x = v128.load32_splat(at, 24), e2y = v128.load32_splat(at, 28), e2z = v128.load32_splat(at, 32);
    const px = f32x4.sub(f32x4.mul(dy, e2z), f32x4.mul(dz, e2y));
    const py = f32x4.sub(f32x4.mul(dz, e2x), f32x4.mul(dx, e2z));
    const pz = f32x4.sub(f32x4.mul(dx, e2y), f32x4.mul(dy, e2x));
    const det = f32x4.add(f32x4.add(f32x4.mul(e1x, px), f32x4.mul(e1y, py)), f32x4.mul(e1z, pz));
    const inv = f32x4.div(f32x4.splat(1), det);
    const sx = f32x4.sub(ox, v128.load32_splat(at)), sy = f32x4.sub(oy, v128.load32_splat(at, 4)), sz = f32x4.sub(oz, v128.load32_splat(at, 8));
    const u = f32x4.mul(f32x4.add(f32x4.add(f32x4.mul(sx, px), f32x4.mul(sy, py)), f32x4.mul(sz, pz)), inv);
    let valid = f32x4.ge(u, low);
    const qx = f32x4.sub(f32x4.mul(sy, e1z), f32x4.mul(sz, e1y));
    const qy = f32x4.sub(f32x4.mul(sz, e1x), f32x4.mul(sx, e1z));
    const qz = f32x4.sub(f32x4.mul(sx, e1y), f32x4.mul(sy, e1x));
    const v = f32x4.mul(f32x4.add(f32x4.add(f32x4.mul(dx, qx), f32x4.mul(dy, qy)), f32x4.mul(dz, qz)), inv);
    valid = v128.and(valid, v128.and(f32x4.ge(v, low), f32x4.le(f32x4.add(u, v), high)));
    const d = f32x4.mul(f32x4.add(f32x4.add(f32x4.mul(e2x, qx), f32x4.mul(e2y, qy)), f32x4.mul(e2z, qz)), inv);
    valid = v128.and(valid, v128.and(f32x4.gt(d, zero), f32x4.le(d, t)));
    if (!v128.any_true(valid)) continue;
    if (any) {
      t = v128.bitselect(f32x4.splat(-1), t, valid);
    } else {
      // At equal distance the lower instance, then the lower record wins, whatever the order of traversal.
      const mine = i32x4.splat(instance), held = v128.load(packet, INSTANCE);
      const earlier = v128.or(i32x4.lt_s(mine, held), v128.and(i32x4.eq(mine, held), i32x4.lt_s(i32x4.splat(k), v128.load(packet, TRIANGLE))));
      valid = v128.and(valid, v128.or(f32x4.lt(d, t), v128.or(earlier, i32x4.lt_s(held, i32x4.splat(0)))));
      t = v128.bitselect(d, t, valid);
      v128.store(packet, v128.bitselect(u, v128.load(packet, U), valid), U);
      v128.store(packet, v128.bitselect(v, v128.load(packet, V), valid), V);
      v128.store(packet, v128.bitselect(mine, held, valid), INSTANCE);
      v128.store(packet, v128.bitselect(i32x4.splat(k), v128.load(packet, TRIANGLE), valid), TRIANGLE);
    }
  }
  return t;
}
