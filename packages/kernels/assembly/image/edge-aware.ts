// Edge-avoiding à-trous smoothing (Dammertz et al. 2010) with a 3×3 kernel, four pixels at a time on padded planes.
import { arenaTake } from '../arena';

const KERNEL_SIDE: f32 = 0.5;

let pitch: i32 = 0;
let planeBytes: usize = 0;
let pad: i32 = 0;

/**
 * terms: interleaved, `channels` 1..4; normals: 3 a pixel; depths: 1; ids: u32, 0 stands still. Result replaces terms.
 * `termLimit`: difference of terms (summed over channels) at which the weight is 0. Returns 0 when memory is exhausted.
 */
export function edgeAware(
  terms: usize, channels: i32, normals: usize, depths: usize, ids: usize, width: i32, height: i32,
  iterations: i32, normalExponentLog2: i32, depthTolerance: f32, termLimit: f32,
): i32 {
  pad = ((1 << (iterations - 1)) + 7) & ~3;
  pitch = (width + 3 & ~3) + 2 * pad;
  planeBytes = <usize>(pitch * height) << 2;
  const guide = arenaTake(<u32>(planeBytes * 7));
  let from = arenaTake(<u32>(planeBytes * channels));
  let to = arenaTake(<u32>(planeBytes * channels));
  if (!guide || !from || !to) return 0;
  memory.fill(guide, 0, planeBytes * 7);
  memory.fill(from, 0, planeBytes * channels);
  memory.fill(to, 0, planeBytes * channels);
  split(normals, guide, 3, width, height);
  split(depths, guide + 3 * planeBytes, 1, width, height);
  split(ids, guide + 4 * planeBytes, 1, width, height);
  split(terms, from, channels, width, height);
  slopes(guide, width, height);
  for (let i = 0; i < iterations; i++) {
    if (channels == 1) pass(from, to, 1, guide, width, height, 1 << i, normalExponentLog2, depthTolerance, termLimit);
    else if (channels == 2) pass(from, to, 2, guide, width, height, 1 << i, normalExponentLog2, depthTolerance, termLimit);
    else if (channels == 3) pass(from, to, 3, guide, width, height, 1 << i, normalExponentLog2, depthTolerance, termLimit);
    else pass(from, to, 4, guide, width, height, 1 << i, normalExponentLog2, depthTolerance, termLimit);
    const swap = from;
    from = to;
    to = swap;
  }
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      const row = from + planeBytes * c + (<usize>(y * pitch + pad) << 2);
      for (let x = 0; x < width; x++) {
        store<u32>(terms + (<usize>((y * width + x) * channels + c) << 2), load<u32>(row + (<usize>x << 2)));
      }
    }
  }
  return 1;
}

function split(source: usize, planes: usize, count: i32, width: i32, height: i32): void {
  for (let c = 0; c < count; c++) {
    for (let y = 0; y < height; y++) {
      const row = planes + planeBytes * c + (<usize>(y * pitch + pad) << 2);
      for (let x = 0; x < width; x++) {
        store<u32>(row + (<usize>x << 2), load<u32>(source + (<usize>((y * width + x) * count + c) << 2)));
      }
    }
  }
}

/** Planes 5 and 6: depth change a pixel across and down, the smaller of both sides within one object. */
function slopes(guide: usize, width: i32, height: i32): void {
  const depth = guide + 3 * planeBytes;
  const id = guide + 4 * planeBytes;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = <usize>(y * pitch + pad + x) << 2;
      store<f32>(guide + 5 * planeBytes + at, slope(depth, id, at, 4, true, true));
      store<f32>(guide + 6 * planeBytes + at, slope(depth, id, at, <usize>pitch << 2, y > 0, y + 1 < height));
    }
  }
}

// @ts-ignore: decorator
@inline
function slope(depth: usize, id: usize, at: usize, step: usize, hasBefore: bool, hasAfter: bool): f32 {
  const here = load<f32>(depth + at);
  const own = load<u32>(id + at);
  const before = hasBefore && load<u32>(id + at - step) == own;
  const after = hasAfter && load<u32>(id + at + step) == own;
  const down = before ? here - load<f32>(depth + at - step) : <f32>0;
  const up = after ? load<f32>(depth + at + step) - here : <f32>0;
  if (!before) return up;
  if (!after) return down;
  return abs(up) < abs(down) ? up : down;
}

// @ts-ignore: decorator
@inline
function pass(
  from: usize, to: usize, channels: i32, guide: usize, width: i32, height: i32, step: i32,
  normalExponentLog2: i32, depthTolerance: f32, termLimit: f32,
): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const inverseTerm = f32x4.splat(1 / termLimit);
  const usesTerm = termLimit < 1e30;
  const plane = planeBytes;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 4) {
      const at = <usize>(y * pitch + pad + x) << 2;
      const c0 = v128.load(from + at);
      const c1 = channels > 1 ? v128.load(from + plane + at) : zero;
      const c2 = channels > 2 ? v128.load(from + 2 * plane + at) : zero;
      const c3 = channels > 3 ? v128.load(from + 3 * plane + at) : zero;
      // Sums of differences, so that equal terms stay equal to the bit.
      let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
      const id = v128.load(guide + 4 * plane + at);
      const isSomething = i32x4.ne(id, zero);
      if (v128.any_true(isSomething)) {
        let sum = one;
        const nx = v128.load(guide + at);
        const ny = v128.load(guide + plane + at);
        const nz = v128.load(guide + 2 * plane + at);
        const depth = v128.load(guide + 3 * plane + at);
        const across = v128.load(guide + 5 * plane + at);
        const down = v128.load(guide + 6 * plane + at);
        const inverseDepth = f32x4.div(one, f32x4.max(f32x4.mul(f32x4.abs(depth), f32x4.splat(depthTolerance)), f32x4.splat(1e-12)));
        for (let dy = -1; dy <= 1; dy++) {
          const row = y + dy * step;
          if (<u32>row >= <u32>height) continue;
          for (let dx = -1; dx <= 1; dx++) {
            if (dx == 0 && dy == 0) continue;
            const there = at + <usize>((dy * pitch + dx) * step << 2);
            const alike = v128.and(i32x4.eq(v128.load(guide + 4 * plane + there), id), isSomething);
            if (!v128.any_true(alike)) continue;
            let w = f32x4.add(
              f32x4.add(f32x4.mul(nx, v128.load(guide + there)), f32x4.mul(ny, v128.load(guide + plane + there))),
              f32x4.mul(nz, v128.load(guide + 2 * plane + there)),
            );
            w = f32x4.pmin(one, f32x4.pmax(zero, w));
            for (let e = 0; e < normalExponentLog2; e++) w = f32x4.mul(w, w);
            const expected = f32x4.add(depth, f32x4.add(
              f32x4.mul(across, f32x4.splat(<f32>(dx * step))),
              f32x4.mul(down, f32x4.splat(<f32>(dy * step))),
            ));
            const off = f32x4.mul(f32x4.abs(f32x4.sub(v128.load(guide + 3 * plane + there), expected)), inverseDepth);
            w = f32x4.mul(w, f32x4.pmax(zero, f32x4.sub(one, off)));
            w = f32x4.mul(w, f32x4.splat(dx == 0 || dy == 0 ? KERNEL_SIDE : KERNEL_SIDE * KERNEL_SIDE));
            w = v128.and(w, alike);
            const t0 = v128.load(from + there);
            const t1 = channels > 1 ? v128.load(from + plane + there) : zero;
            const t2 = channels > 2 ? v128.load(from + 2 * plane + there) : zero;
            const t3 = channels > 3 ? v128.load(from + 3 * plane + there) : zero;
            if (usesTerm) {
              let difference = f32x4.abs(f32x4.sub(t0, c0));
              if (channels > 1) difference = f32x4.add(difference, f32x4.abs(f32x4.sub(t1, c1)));
              if (channels > 2) difference = f32x4.add(difference, f32x4.abs(f32x4.sub(t2, c2)));
              if (channels > 3) difference = f32x4.add(difference, f32x4.abs(f32x4.sub(t3, c3)));
              w = f32x4.mul(w, f32x4.pmax(zero, f32x4.sub(one, f32x4.mul(difference, inverseTerm))));
            }
            sum = f32x4.add(sum, w);
            s0 = f32x4.add(s0, f32x4.mul(w, f32x4.sub(t0, c0)));
            if (channels > 1) s1 = f32x4.add(s1, f32x4.mul(w, f32x4.sub(t1, c1)));
            if (channels > 2) s2 = f32x4.add(s2, f32x4.mul(w, f32x4.sub(t2, c2)));
            if (channels > 3) s3 = f32x4.add(s3, f32x4.mul(w, f32x4.sub(t3, c3)));
          }
        }
        const inverse = f32x4.div(one, sum);
        s0 = f32x4.mul(s0, inverse);
        s1 = f32x4.mul(s1, inverse);
        s2 = f32x4.mul(s2, inverse);
        s3 = f32x4.mul(s3, inverse);
      }
      v128.store(to + at, f32x4.add(c0, s0));
      if (channels > 1) v128.store(to + plane + at, f32x4.add(c1, s1));
      if (channels > 2) v128.store(to + 2 * plane + at, f32x4.add(c2, s2));
      if (channels > 3) v128.store(to + 3 * plane + at, f32x4.add(c3, s3));
    }
  }
}
