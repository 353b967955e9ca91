// Tables of meshes and instances. All addresses come from alloc; nothing is freed but what TypeScript reuses.
import { BOX_BYTES, NODE_BYTES, buildBvh } from "./bvh";

// Mesh: nodes, triangles, uvs (0 = none), triangle count (u32), min xyz, max xyz (f32).
export const MESH_BYTES: usize = 48;
// Triangle, in leaf order: v0, e1, e2 (f32 xyz), number within the mesh, material (u32), pad.
export const TRIANGLE_BYTES: usize = 48;
// Instance: mesh, object id (u32), rest offset xyz (f32), mask, at rest (u32), pad.
export const INSTANCE_BYTES: usize = 32;
// Posed instance: world → object 3×4 (f32), nodes, triangles, moves only by translation, mask (u32).
export const POSED_BYTES: usize = 64;

const MAX_LEAF: i32 = 2;

export let instances: usize = 0;
export let instanceCount: i32 = 0;
export let poses: usize = 0;
export let previousPoses: usize = 0;
export let sampleCount: i32 = 0;
let meshes: usize = 0;
let posed: usize = 0;
let topNodes: usize = 0;
let topOrder: usize = 0;
let boxes: usize = 0;

export function setMeshTable(at: usize): void {
  meshes = at;
}

export function setInstanceTable(at: usize, count: i32): void {
  instances = at;
  instanceCount = count;
}

// Addresses of: poses, previous poses, posed table, top-level nodes, top-level orders, scratch boxes.
export function setFrameTables(a: usize, b: usize, c: usize, d: usize, e: usize, f: usize): void {
  poses = a;
  previousPoses = b;
  posed = c;
  topNodes = d;
  topOrder = e;
  boxes = f;
}

// @ts-ignore: decorator
@inline
export function meshOf(instance: usize): usize {
  return meshes + <usize>load<u32>(instance) * MESH_BYTES;
}

// @ts-ignore: decorator
@inline
export function posedTable(sample: i32): usize {
  return posed + <usize>(sample * instanceCount) * POSED_BYTES;
}

// @ts-ignore: decorator
@inline
export function topNodesOf(sample: i32): usize {
  return topNodes + <usize>(sample * max(1, instanceCount)) * NODE_BYTES;
}

// @ts-ignore: decorator
@inline
export function topOrderOf(sample: i32): usize {
  return topOrder + (<usize>(sample * instanceCount) << 2);
}

// Fills the mesh's entry and returns its node count; `triangles` receives the reordered records.
export function buildMesh(
  mesh: i32, positions: usize, indices: usize, materials: usize, uvs: usize, count: i32,
  nodes: usize, triangles: usize, scratchBoxes: usize, scratchOrder: usize,
): i32 {
  let kept = 0;
  let low = f32x4.splat(f32.MAX_VALUE), high = f32x4.splat(-f32.MAX_VALUE);
  const numbers = scratchOrder + (<usize>count << 2);
  for (let i = 0; i < count; i++) {
    const a = vertex(positions, indices, i * 3), b = vertex(positions, indices, i * 3 + 1), c = vertex(positions, indices, i * 3 + 2);
    if (isDegenerate(a, b, c)) continue;
    const lo = f32x4.pmin(f32x4.pmin(a, b), c), hi = f32x4.pmax(f32x4.pmax(a, b), c);
    v128.store(scratchBoxes + <usize>kept * BOX_BYTES, lo);
    v128.store(scratchBoxes + <usize>kept * BOX_BYTES, hi, 16);
    store<u32>(numbers + (<usize>kept << 2), i);
    low = f32x4.pmin(low, lo);
    high = f32x4.pmax(high, hi);
    kept++;
  }
  const nodeCount = buildBvh(scratchBoxes, kept, nodes, scratchOrder, MAX_LEAF);
  for (let k = 0; k < kept; k++) {
    const number = load<u32>(numbers + (<usize>load<u32>(scratchOrder + (<usize>k << 2)) << 2));
    writeTriangle(triangles + <usize>k * TRIANGLE_BYTES, positions, indices, number, load<u32>(materials + (<usize>number << 2)));
  }
  const at = meshes + <usize>mesh * MESH_BYTES;
  store<u32>(at, <u32>nodes);
  store<u32>(at, <u32>triangles, 4);
  store<u32>(at, <u32>uvs, 8);
  store<u32>(at, kept, 12);
  v128.store(at, low, 16);
  store<f32>(at, f32x4.extract_lane(high, 0), 28);
  store<f32>(at, f32x4.extract_lane(high, 1), 32);
  store<f32>(at, f32x4.extract_lane(high, 2), 36);
  return nodeCount;
}

function vertex(positions: usize, indices: usize, corner: i32): v128 {
  const at = positions + <usize>load<u32>(indices + (<usize>corner << 2)) * 12;
  let v = f32x4.splat(0);
  v = f32x4.replace_lane(v, 0, load<f32>(at));
  v = f32x4.replace_lane(v, 1, load<f32>(at, 4));
  return f32x4.replace_lane(v, 2, load<f32>(at, 8));
}

function isDegenerate(a: v128, b: v128, c: v128): bool {
  const u = f32x4.sub(b, a), v = f32x4.sub(c, a);
  const ux = f32x4.extract_lane(u, 0), uy = f32x4.extract_lane(u, 1), uz = f32x4.extract_lane(u, 2);
  const vx = f32x4.extract_lane(v, 0), vy = f32x4.extract_lane(v, 1), vz = f32x4.extract_lane(v, 2);
  const x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
  return !(x * x + y * y + z * z > 1e-24);
}

function writeTriangle(at: usize, positions: usize, indices: usize, number: u32, material: u32): void {
  const a = vertex(positions, indices, number * 3);
  const u = f32x4.sub(vertex(positions, indices, number * 3 + 1), a), v = f32x4.sub(vertex(positions, indices, number * 3 + 2), a);
  v128.store(at, a);
  v128.store(at, u, 12);
  v128.store(at, v, 24);
  store<u32>(at, number, 36);
  store<u32>(at, material, 40);
}

// Poses every instance of one time sample and builds its top level. Instances that no ray can see are left out.
export function poseSample(sample: i32): void {
  let kept = 0;
  const order = topOrderOf(sample);
  const table = posedTable(sample);
  const numbers = boxes + <usize>instanceCount * BOX_BYTES;
  for (let i = 0; i < instanceCount; i++) {
    const instance = instances + <usize>i * INSTANCE_BYTES;
    const mask = load<u32>(instance, 20);
    const mesh = meshOf(instance);
    if (mask == 0 || load<u32>(mesh, 12) == 0) continue;
    const pose = poses + <usize>(sample * instanceCount + i) * 48;
    const record = table + <usize>i * POSED_BYTES;
    if (!invertPose(pose, record)) continue;
    store<u32>(record, load<u32>(mesh), 48);
    store<u32>(record, load<u32>(mesh, 4), 52);
    store<u32>(record, mask, 60);
    boundPose(pose, mesh, boxes + <usize>kept * BOX_BYTES);
    store<u32>(numbers + (<usize>kept << 2), i);
    kept++;
  }
  buildBvh(boxes, kept, topNodesOf(sample), order, 1);
  for (let k = 0; k < kept; k++) {
    const at = order + (<usize>k << 2);
    store<u32>(at, load<u32>(numbers + (<usize>load<u32>(at) << 2)));
  }
}

// False for a matrix that cannot be inverted: such an instance is invisible.
function invertPose(p: usize, out: usize): bool {
  const a = load<f32>(p), b = load<f32>(p, 4), c = load<f32>(p, 8), x = load<f32>(p, 12);
  const d = load<f32>(p, 16), e = load<f32>(p, 20), f = load<f32>(p, 24), y = load<f32>(p, 28);
  const g = load<f32>(p, 32), h = load<f32>(p, 36), i = load<f32>(p, 40), z = load<f32>(p, 44);
  const isTranslation = a == 1 && e == 1 && i == 1 && b == 0 && c == 0 && d == 0 && f == 0 && g == 0 && h == 0;
  const A = e * i - f * h, B = f * g - d * i, C = d * h - e * g;
  const det = a * A + b * B + c * C;
  if (!(abs(det) > 1e-20)) return false;
  const s: f32 = 1 / det;
  const m0 = A * s, m1 = (c * h - b * i) * s, m2 = (b * f - c * e) * s;
  const m4 = B * s, m5 = (a * i - c * g) * s, m6 = (c * d - a * f) * s;
  const m8 = C * s, m9 = (b * g - a * h) * s, m10 = (a * e - b * d) * s;
  store<f32>(out, m0); store<f32>(out, m1, 4); store<f32>(out, m2, 8);
  store<f32>(out, -(m0 * x + m1 * y + m2 * z), 12);
  store<f32>(out, m4, 16); store<f32>(out, m5, 20); store<f32>(out, m6, 24);
  store<f32>(out, -(m4 * x + m5 * y + m6 * z), 28);
  store<f32>(out, m8, 32); store<f32>(out, m9, 36); store<f32>(out, m10, 40);
  store<f32>(out, -(m8 * x + m9 * y + m10 * z), 44);
  store<u32>(out, isTranslation ? 1 : 0, 56);
  return true;
}

// The posed box of a box is a little larger than the mesh; the slack covers the rounding of the inverse.
function boundPose(p: usize, mesh: usize, box: usize): void {
  const cx: f32 = (load<f32>(mesh, 16) + load<f32>(mesh, 28)) * 0.5, hx: f32 = (load<f32>(mesh, 28) - load<f32>(mesh, 16)) * 0.5;
  const cy: f32 = (load<f32>(mesh, 20) + load<f32>(mesh, 32)) * 0.5, hy: f32 = (load<f32>(mesh, 32) - load<f32>(mesh, 20)) * 0.5;
  const cz: f32 = (load<f32>(mesh, 24) + load<f32>(mesh, 36)) * 0.5, hz: f32 = (load<f32>(mesh, 36) - load<f32>(mesh, 24)) * 0.5;
  for (let row: usize = 0; row < 3; row++) {
    const r = p + row * 16;
    const a = load<f32>(r), b = load<f32>(r, 4), c = load<f32>(r, 8);
    const centre = a * cx + b * cy + c * cz + load<f32>(r, 12);
    const half = abs(a) * hx + abs(b) * hy + abs(c) * hz;
    const slack: f32 = 1e-6 * (abs(centre) + half) + 1e-7;
    store<f32>(box + row * 4, centre - half - slack);
    store<f32>(box + row * 4, centre + half + slack, 16);
  }
  store<f32>(box, 0, 12);
  store<f32>(box, 0, 28);
}
