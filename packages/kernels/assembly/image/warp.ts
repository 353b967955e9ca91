// A picture through a plane's projection: Catmull–Rom taps, several a pixel where the picture is shrunk.

const MOST_TAPS_ACROSS = 4;

/**
 * matrix: nine f64, rows first, from target x, y, 1 (pixel centres at +0.5) to source x·w, y·w, w. Beyond the source's edge
 * its last pixels repeat; behind the projection's horizon (w ≤ 0) the target is 0.
 */
export function warp(source: usize, width: i32, height: i32, target: usize, targetWidth: i32, targetHeight: i32, matrix: usize): void {
  for (let y = 0; y < targetHeight; y++) {
    for (let x = 0; x < targetWidth; x++) {
      const pixel = gatherPixel(source, width, height, matrix, <f64>x, <f64>y);
      v128.store(target + (<usize>(y * targetWidth + x) << 4), pixel);
    }
  }
}

let mappedX: f64 = 0;
let mappedY: f64 = 0;

function map(matrix: usize, x: f64, y: f64): bool {
  const w = load<f64>(matrix, 48) * x + load<f64>(matrix, 56) * y + load<f64>(matrix, 64);
  if (w <= 0) return false;
  mappedX = (load<f64>(matrix) * x + load<f64>(matrix, 8) * y + load<f64>(matrix, 16)) / w;
  mappedY = (load<f64>(matrix, 24) * x + load<f64>(matrix, 32) * y + load<f64>(matrix, 40)) / w;
  return true;
}

function gatherPixel(source: usize, width: i32, height: i32, matrix: usize, x: f64, y: f64): v128 {
  const across = tapsAlong(matrix, x, y, 1, 0), down = tapsAlong(matrix, x, y, 0, 1);
  let sum = f32x4.splat(0);
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      if (!map(matrix, x + (<f64>column + 0.5) / <f64>across, y + (<f64>row + 0.5) / <f64>down)) return f32x4.splat(0);
      sum = f32x4.add(sum, cubic(source, width, height));
    }
  }
  return f32x4.mul(sum, f32x4.splat(1 / <f32>(across * down)));
}

/** Taps along one side of a target pixel, so that none of the source is stepped over. */
function tapsAlong(matrix: usize, x: f64, y: f64, stepX: f64, stepY: f64): i32 {
  if (!map(matrix, x, y)) return 1;
  const fromX = mappedX, fromY = mappedY;
  if (!map(matrix, x + stepX, y + stepY)) return 1;
  const longest = max(abs(mappedX - fromX), abs(mappedY - fromY));
  return longest <= 1.25 ? 1 : min(MOST_TAPS_ACROSS, <i32>Math.ceil(min(longest, 64)));
}

/** The source at mappedX, mappedY; never below 0, which the cubic's lobes could reach. */
function cubic(source: usize, width: i32, height: i32): v128 {
  const x = max<f64>(-4, min<f64>(<f64>width + 4, mappedX)) - 0.5, y = max<f64>(-4, min<f64>(<f64>height + 4, mappedY)) - 0.5;
  const column = <i32>Math.floor(x), row = <i32>Math.floor(y);
  const shareX = <f32>(x - <f64>column), shareY = <f32>(y - <f64>row);
  let sum = f32x4.splat(0);
  for (let tap = -1; tap <= 2; tap++) {
    const line = source + (<usize>(clamp(row + tap, height) * width) << 4);
    let across = f32x4.splat(0);
    for (let step = -1; step <= 2; step++) {
      const pixel = v128.load(line + (<usize>clamp(column + step, width) << 4));
      across = f32x4.add(across, f32x4.mul(pixel, f32x4.splat(weigh(<f32>step - shareX))));
    }
    sum = f32x4.add(sum, f32x4.mul(across, f32x4.splat(weigh(<f32>tap - shareY))));
  }
  return f32x4.max(f32x4.splat(0), sum);
}

// @ts-ignore: decorator
@inline
function clamp(at: i32, count: i32): i32 {
  return max(0, min(count - 1, at));
}

// @ts-ignore: decorator
@inline
function weigh(distance: f32): f32 {
  const x = abs<f32>(distance);
  if (x < <f32>1) return (<f32>1.5 * x - <f32>2.5) * x * x + <f32>1;
  return x < <f32>2 ? ((<f32>-0.5 * x + <f32>2.5) * x - <f32>4) * x + <f32>2 : <f32>0;
}
