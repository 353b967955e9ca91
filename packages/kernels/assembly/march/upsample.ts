// From the half-size march to the full picture: four samples around a pixel, each weighed by how well its depth agrees.
// Source: Kopf et al. 2007, "Joint Bilateral Upsampling".

/**
 * Shares of the nearer and the farther of two samples. Bilinear would be 0.75 and 0.25; nearer to even, any 2 × 2
 * samples average out where their rays began (see jitter in march.ts), which else shows as a weave.
 */
const NEAR: f32 = 0.58;
const FAR: f32 = 0.42;

/** Depth of a pixel as the dust sees it: nothing beyond where the ray ended counts. */
// @ts-ignore: decorator
@inline
function seen(depth: f32, end: f32): f32 {
  return min(depth > 0 ? depth : f32.MAX_VALUE, end);
}

/** One of each 2 × 2 pixels' depths: the nearest and the farthest in turn, so that both sides of an edge have samples. */
export function halveDepths(depths: usize, width: i32, height: i32, out: usize): void {
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  for (let y = 0; y < halfHeight; y++) for (let x = 0; x < halfWidth; x++) {
    let least: f32 = f32.MAX_VALUE;
    let most: f32 = 0;
    for (let c = 0; c < 4; c++) {
      const px = min(width - 1, 2 * x + (c & 1));
      const py = min(height - 1, 2 * y + (c >> 1));
      let d = load<f32>(depths + ((<usize>(py * width + px)) << 2));
      if (!(d > 0)) d = f32.MAX_VALUE;
      least = min(least, d);
      most = max(most, d);
    }
    store<f32>(out + ((<usize>(y * halfWidth + x)) << 2), ((x + y) & 1) != 0 ? most : least);
  }
}

export function upsample(
  depths: usize, width: i32, height: i32, halfDepths: usize, small: usize, smallDepth: usize, ends: usize, out: usize, depthOut: usize,
): void {
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  for (let y = 0; y < height; y++) {
    const y0 = max(0, (y - 1) >> 1);
    const y1 = min(halfHeight - 1, (y + 1) >> 1);
    const wy: f32 = y & 1 ? FAR : NEAR; // Share of the lower row (y1).
    for (let x = 0; x < width; x++) {
      const x0 = max(0, (x - 1) >> 1);
      const x1 = min(halfWidth - 1, (x + 1) >> 1);
      const wx: f32 = x & 1 ? FAR : NEAR;
      const pixel = y * width + x;
      const nothing = v128.or(
        v128.or(v128.load(small + ((<usize>(y0 * halfWidth + x0)) << 4)), v128.load(small + ((<usize>(y0 * halfWidth + x1)) << 4))),
        v128.or(v128.load(small + ((<usize>(y1 * halfWidth + x0)) << 4)), v128.load(small + ((<usize>(y1 * halfWidth + x1)) << 4))),
      );
      if (!v128.any_true(nothing)) {
        v128.store(out + ((<usize>pixel) << 4), nothing);
        store<f32>(depthOut + ((<usize>pixel) << 2), 0);
        continue;
      }
      const depth = load<f32>(depths + ((<usize>pixel) << 2));
      let sum = f32x4.splat(0);
      let thickness: f32 = 0;
      let weights: f32 = 0;
      for (let c = 0; c < 4; c++) {
        const s = (c >> 1 ? y1 : y0) * halfWidth + (c & 1 ? x1 : x0);
        const colour = v128.load(small + ((<usize>s) << 4));
        const end = load<f32>(ends + ((<usize>s) << 2));
        const theirs = seen(load<f32>(halfDepths + ((<usize>s) << 2)), end);
        const ours = seen(depth, end);
        const apart = abs(theirs - ours) / (0.02 * min(theirs, ours) + 0.05);
        const weight = ((c >> 1 ? wy : 1 - wy) * (c & 1 ? wx : 1 - wx)) / (1 + apart * apart * apart * apart) + 1e-9;
        sum = f32x4.add(sum, f32x4.mul(colour, f32x4.splat(weight)));
        thickness += load<f32>(smallDepth + ((<usize>s) << 2)) * weight;
        weights += weight;
      }
      v128.store(out + ((<usize>pixel) << 4), f32x4.div(sum, f32x4.splat(weights)));
      store<f32>(depthOut + ((<usize>pixel) << 2), thickness / weights);
    }
  }
}
