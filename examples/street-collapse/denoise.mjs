const KERNEL = [1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16];

/**
 * Smooths the light of a path-traced picture, not its textures: divides by albedo, filters with three à-trous
 * passes (Dammertz 2010) that stop at edges of normal, depth and light, multiplies back.
 */
export function denoise({ width, height, colour, albedo, normal, depth }) {
  let light = new Float32Array(colour.length);
  for (let i = 0; i < light.length; i++) light[i] = colour[i] / Math.max(0.004, albedo[i]);
  for (const step of [1, 2, 4]) light = smoothPass({ width, height, light, normal, depth }, step);
  return light.map((value, i) => value * Math.max(0.004, albedo[i]));
}

function smoothPass({ width, height, light, normal, depth }, step) {
  const out = new Float32Array(light.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (depth[p] === 0) {
        for (let k = 0; k < 3; k++) out[p * 3 + k] = light[p * 3 + k];
        continue;
      }
      let [r, g, b, sum] = [0, 0, 0, 0];
      const here = light[p * 3] + light[p * 3 + 1] + light[p * 3 + 2];
      for (let j = -2; j <= 2; j++) {
        const yy = y + j * step;
        if (yy < 0 || yy >= height) continue;
        for (let i = -2; i <= 2; i++) {
          const xx = x + i * step;
          if (xx < 0 || xx >= width) continue;
          const q = yy * width + xx;
          if (depth[q] === 0) continue;
          const n =
            normal[p * 3] * normal[q * 3] +
            normal[p * 3 + 1] * normal[q * 3 + 1] +
            normal[p * 3 + 2] * normal[q * 3 + 2];
          if (n < 0.9) continue;
          const far = Math.abs(depth[p] - depth[q]) / (depth[p] * (0.004 * step + 0.02 * (1 - Math.min(1, n))) + 0.02);
          const there = light[q * 3] + light[q * 3 + 1] + light[q * 3 + 2];
          const bright = Math.abs(here - there) / (0.12 * (here + there) + 0.02);
          const w = (KERNEL[i + 2] * KERNEL[j + 2]) / ((1 + far * far) * (1 + bright * bright) ** 2);
          r += w * light[q * 3];
          g += w * light[q * 3 + 1];
          b += w * light[q * 3 + 2];
          sum += w;
        }
      }
      // A pixel at an edge has no like neighbours, not even itself (its mean normal is short).
      for (const [k, value] of [r, g, b].entries()) out[p * 3 + k] = sum > 0 ? value / sum : light[p * 3 + k];
    }
  }
  return out;
}
