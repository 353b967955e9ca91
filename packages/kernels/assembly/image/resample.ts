// Separable resampling of four-channel pixels; the kernel is widened when shrinking, so that nothing aliases.

// @ts-ignore: decorator
@inline
function kernel(x: f64, kind: i32): f64 {
  x = abs(x);
  if (kind == 0) return x < 1 ? 1 - x : 0;
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1; // Catmull–Rom
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/** `between` holds targetWidth × height pixels, `weights` 4 · (largest source dimension + 8) bytes. `kind`: 0 bilinear, 1 bicubic. */
export function resample(
  source: usize, width: i32, height: i32, between: usize, target: usize, targetWidth: i32, targetHeight: i32,
  weights: usize, kind: i32,
): void {
  for (let x = 0; x < targetWidth; x++) {
    const first = prepare(x, width, targetWidth, weights, kind);
    for (let y = 0; y < height; y++) {
      const pixel = gather(source + (<usize>(y * width) << 4), first, width, 16, weights);
      v128.store(between + (<usize>(y * targetWidth + x) << 4), pixel);
    }
  }
  for (let y = 0; y < targetHeight; y++) {
    const first = prepare(y, height, targetHeight, weights, kind);
    for (let x = 0; x < targetWidth; x++) {
      const pixel = gather(between + (<usize>x << 4), first, height, <usize>targetWidth << 4, weights);
      v128.store(target + (<usize>(y * targetWidth + x) << 4), pixel);
    }
  }
}

let taps: i32 = 0;

function prepare(at: i32, count: i32, targetCount: i32, weights: usize, kind: i32): i32 {
  const ratio = <f64>count / <f64>targetCount;
  const widening = max(1, ratio);
  const support = (kind == 0 ? 1 : 2) * widening;
  const centre = (<f64>at + 0.5) * ratio - 0.5;
  const first = <i32>Math.ceil(centre - support);
  const last = <i32>Math.floor(centre + support);
  taps = last - first + 1;
  let total: f64 = 0;
  for (let i = 0; i < taps; i++) total += kernel((<f64>(first + i) - centre) / widening, kind);
  for (let i = 0; i < taps; i++) {
    store<f32>(weights + (<usize>i << 2), <f32>(kernel((<f64>(first + i) - centre) / widening, kind) / total));
  }
  return first;
}

// @ts-ignore: decorator
@inline
function gather(line: usize, first: i32, count: i32, step: usize, weights: usize): v128 {
  let sum = f32x4.splat(0);
  for (let i = 0; i < taps; i++) {
    const at = min(count - 1, max(0, first + i));
    sum = f32x4.add(sum, f32x4.mul(v128.load(line + <usize>at * step), f32x4.splat(load<f32>(weights + (<usize>i << 2)))));
  }
  return sum;
}
