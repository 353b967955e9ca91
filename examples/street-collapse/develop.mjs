import { deterministicMath as math } from '@backlot/kernels';

const GRAIN_SIGMA = 0.006;

/** Linear light × exposure → sRGB bytes with the slightest grain. No tone curve: the plate can be undone. */
export function develop({ colour, width, height, exposure }) {
  const bytes = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const grain = gaussian(i) * GRAIN_SIGMA;
    for (let k = 0; k < 3; k++) {
      const encoded =
        encode(colour[i * 3 + k] * exposure) + grain + 0.35 * GRAIN_SIGMA * gaussian(i * 3 + k + 0x5bd1e995);
      bytes[i * 3 + k] = Math.max(0, Math.min(255, Math.round(encoded * 255)));
    }
  }
  return bytes;
}

function encode(linear) {
  const x = Math.min(1, Math.max(0, linear));
  return x <= 0.0031308 ? 12.92 * x : 1.055 * math.pow(x, 1 / 2.4) - 0.055;
}

// Sum of four hashed uniforms, scaled to variance 1.
function gaussian(n) {
  let [sum, h] = [0, n >>> 0];
  for (let i = 0; i < 4; i++) {
    h = (h + 0x9e3779b9) >>> 0;
    let x = Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 0;
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b) >>> 0;
    sum += ((x ^ (x >>> 16)) >>> 8) / 16777216 - 0.5;
  }
  return sum * Math.sqrt(3);
}
