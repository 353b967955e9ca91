// Binned SAH BVH2 (Wald 2007). A node is 64 bytes and holds the boxes of both children, so one visit tests two:
// min0 xyz, max0 xyz, min1 xyz, max1 xyz (f32), child0, child1, count0, count1 (u32).
// count = 0: the child is the node with that number; else a leaf of `count` primitives from position `child` of the order.

// Primitive boxes and bins hold min xyz_ and max xyz_ as two vectors.
export const BOX_BYTES: usize = 32;
export const NODE_BYTES: usize = 64;
const BINS: i32 = 16;
const BIN_BYTES: usize = 48;
const bins = memory.data(3 * 16 * 48, 16);
const rightArea = memory.data(16 * 4, 16);
// parent node, side, begin, end, depth
const TASK_BYTES: usize = 20;
const tasks = memory.data(256 * 20, 16);
// Beyond this depth ranges are halved, so that traversal stacks of 128 entries always suffice.
const DEPTH_LIMIT: i32 = 80;
const INFINITE = f32.MAX_VALUE;

let splitAxis: i32 = 0;
let splitBin: i32 = 0;

// Writes nodes and the order of primitives; gives the number of nodes. `n` may be 0.
export function buildBvh(boxes: usize, n: i32, nodes: usize, order: usize, maxLeaf: i32): i32 {
  for (let i = 0; i < n; i++) store<u32>(order + (<usize>i << 2), i);
  let nodeCount = 1;
  clearNode(nodes);
  if (n == 0) return nodeCount;
  if (n <= maxLeaf) {
    writeLeaf(nodes, 0, boxes, order, 0, n);
    return nodeCount;
  }
  let top = tasks;
  let node = nodes, begin = 0, end = n, depth = 0;
  while (true) {
    const middle = partition(boxes, order, begin, end, depth);
    for (let side = 0; side < 2; side++) {
      const from = side == 0 ? begin : middle;
      const to = side == 0 ? middle : end;
      if (to - from <= maxLeaf) {
        writeLeaf(node, side, boxes, order, from, to);
      } else {
        const child = nodeCount++;
        clearNode(nodes + <usize>child * NODE_BYTES);
        writeBox(node, side, boxes, order, from, to);
        store<u32>(node + (<usize>side << 2), child, 48);
        store<u32>(node + (<usize>side << 2), 0, 56);
        store<u32>(top, <u32>(nodes + <usize>child * NODE_BYTES));
        store<i32>(top, from, 4);
        store<i32>(top, to, 8);
        store<i32>(top, depth + 1, 12);
        top += TASK_BYTES;
      }
    }
    if (top == tasks) return nodeCount;
    top -= TASK_BYTES;
    node = load<u32>(top);
    begin = load<i32>(top, 4);
    end = load<i32>(top, 8);
    depth = load<i32>(top, 12);
  }
}

// Two empty leaves: points beyond the reach of any ray. (An inverted box would be entered, as slab distances get sorted.)
function clearNode(node: usize): void {
  for (let side: usize = 0; side < 2; side++) {
    for (let k: usize = 0; k < 3; k++) {
      store<f32>(node + side * 24 + k * 4, INFINITE);
      store<f32>(node + side * 24 + k * 4, INFINITE, 12);
    }
  }
  v128.store(node, i32x4.splat(0), 48);
}

function writeLeaf(node: usize, side: i32, boxes: usize, order: usize, from: i32, to: i32): void {
  writeBox(node, side, boxes, order, from, to);
  store<i32>(node + (<usize>side << 2), from, 48);
  store<i32>(node + (<usize>side << 2), to - from, 56);
}

function writeBox(node: usize, side: i32, boxes: usize, order: usize, from: i32, to: i32): void {
  let low = f32x4.splat(INFINITE), high = f32x4.splat(-INFINITE);
  for (let i = from; i < to; i++) {
    const box = boxes + <usize>load<u32>(order + (<usize>i << 2)) * BOX_BYTES;
    low = f32x4.pmin(low, v128.load(box));
    high = f32x4.pmax(high, v128.load(box, 16));
  }
  const at = node + <usize>side * 24;
  store<f32>(at, f32x4.extract_lane(low, 0));
  store<f32>(at, f32x4.extract_lane(low, 1), 4);
  store<f32>(at, f32x4.extract_lane(low, 2), 8);
  store<f32>(at, f32x4.extract_lane(high, 0), 12);
  store<f32>(at, f32x4.extract_lane(high, 1), 16);
  store<f32>(at, f32x4.extract_lane(high, 2), 20);
}

// Reorders the range so that the left child's primitives come first; gives where the right child begins.
function partition(boxes: usize, order: usize, begin: i32, end: i32, depth: i32): i32 {
  const half = (begin + end) >> 1;
  if (depth > DEPTH_LIMIT) return half;
  // Twice the centroid: min + max.
  let low = f32x4.splat(INFINITE), high = f32x4.splat(-INFINITE);
  for (let i = begin; i < end; i++) {
    const box = boxes + <usize>load<u32>(order + (<usize>i << 2)) * BOX_BYTES;
    const centre = f32x4.add(v128.load(box), v128.load(box, 16));
    low = f32x4.pmin(low, centre);
    high = f32x4.pmax(high, centre);
  }
  const extent = f32x4.sub(high, low);
  // A flat axis gets scale 0: all in bin 0, never chosen.
  const scale = v128.and(f32x4.div(f32x4.splat(<f32>BINS * 0.9999), extent), f32x4.gt(extent, f32x4.splat(1e-20)));
  if (!chooseSplit(boxes, order, begin, end, low, scale)) return half;
  let left = begin, right = end - 1;
  while (left <= right) {
    const index = load<u32>(order + (<usize>left << 2));
    const box = boxes + <usize>index * BOX_BYTES;
    const at = binsOf(box, low, scale);
    const bin = splitAxis == 0 ? i32x4.extract_lane(at, 0) : splitAxis == 1 ? i32x4.extract_lane(at, 1) : i32x4.extract_lane(at, 2);
    if (bin <= splitBin) {
      left++;
    } else {
      store<u32>(order + (<usize>left << 2), load<u32>(order + (<usize>right << 2)));
      store<u32>(order + (<usize>right << 2), index);
      right--;
    }
  }
  return left == begin || left == end ? half : left;
}

// @ts-ignore: decorator
@inline
function binsOf(box: usize, low: v128, scale: v128): v128 {
  const centre = f32x4.add(v128.load(box), v128.load(box, 16));
  const bin = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.sub(centre, low), scale));
  return i32x4.min_s(bin, i32x4.splat(BINS - 1));
}

// @ts-ignore: decorator
@inline
function halfArea(extent: v128): f32 {
  const x = f32x4.extract_lane(extent, 0), y = f32x4.extract_lane(extent, 1), z = f32x4.extract_lane(extent, 2);
  return x * y + y * z + z * x;
}

// Sets splitAxis and splitBin to the cheapest split; false when no plane separates the centroids.
function chooseSplit(boxes: usize, order: usize, begin: i32, end: i32, low: v128, scale: v128): bool {
  for (let b: usize = 0; b < 48; b++) {
    const bin = bins + b * BIN_BYTES;
    v128.store(bin, f32x4.splat(INFINITE));
    v128.store(bin, f32x4.splat(-INFINITE), 16);
    store<i32>(bin, 0, 32);
  }
  for (let i = begin; i < end; i++) {
    const box = boxes + <usize>load<u32>(order + (<usize>i << 2)) * BOX_BYTES;
    const at = binsOf(box, low, scale);
    grow(bins + <usize>i32x4.extract_lane(at, 0) * BIN_BYTES, box);
    grow(bins + <usize>(16 + i32x4.extract_lane(at, 1)) * BIN_BYTES, box);
    grow(bins + <usize>(32 + i32x4.extract_lane(at, 2)) * BIN_BYTES, box);
  }
  let best: f32 = INFINITE;
  for (let axis = 0; axis < 3; axis++) {
    const row = bins + <usize>(axis * 16) * BIN_BYTES;
    let lo = f32x4.splat(INFINITE), hi = f32x4.splat(-INFINITE);
    let count = 0;
    for (let b = BINS - 1; b > 0; b--) {
      const bin = row + <usize>b * BIN_BYTES;
      lo = f32x4.pmin(lo, v128.load(bin));
      hi = f32x4.pmax(hi, v128.load(bin, 16));
      count += load<i32>(bin, 32);
      store<f32>(rightArea + (<usize>b << 2), count == 0 ? 0 : <f32>count * halfArea(f32x4.sub(hi, lo)));
    }
    if (count == 0) continue;
    lo = f32x4.splat(INFINITE);
    hi = f32x4.splat(-INFINITE);
    let leftCount = 0;
    const total = end - begin;
    for (let b = 0; b < BINS - 1; b++) {
      const bin = row + <usize>b * BIN_BYTES;
      lo = f32x4.pmin(lo, v128.load(bin));
      hi = f32x4.pmax(hi, v128.load(bin, 16));
      leftCount += load<i32>(bin, 32);
      if (leftCount == 0 || leftCount == total) continue;
      const cost = <f32>leftCount * halfArea(f32x4.sub(hi, lo)) + load<f32>(rightArea + (<usize>(b + 1) << 2));
      if (cost < best) {
        best = cost;
        splitAxis = axis;
        splitBin = b;
      }
    }
  }
  return best < INFINITE;
}

// @ts-ignore: decorator
@inline
function grow(bin: usize, box: usize): void {
  v128.store(bin, f32x4.pmin(v128.load(bin), v128.load(box)));
  v128.store(bin, f32x4.pmax(v128.load(bin, 16), v128.load(box, 16)), 16);
  store<i32>(bin, load<i32>(bin, 32) + 1, 32);
}
