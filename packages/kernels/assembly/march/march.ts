// The march: for each pixel through the fine volume, front to back, over empty blocks, up to the scene or opacity.
import { billowShare, densest, fineBillows } from './carve';
import { blockX, blockY, blocks, boxX, boxY, boxZ, detail, fine, fx, fy, fz, sizeX } from './stores';
import { expOfMinus, mix } from './lanes';

/** Where the caller writes the view: see VIEW in src/volume-march.ts. */
export const VIEW = memory.data(256);
/** Optical depth at which a ray ends as opaque; the 1 % that is missing is given the colour of the rest. */
const OPAQUE: f32 = 4.6;
/** Below this share of the densest it is haze, which has no billows. */
const HAZE_SHARE: f32 = 0.04;
/** How far the finest billows move the skin, in shares of it, and darken its creases. */
const FINE_SWING: f32 = 0.9;
const FINE_SHADE: f32 = 0.2;
/** Samples a fine cell. */
const STEP_CELLS: f32 = 0.85;
const HALF: f32 = 0.5;

// @ts-ignore: decorator
@inline
function view(index: usize): f32 {
  return load<f32>(VIEW + (index << 2));
}

/** Result of the last ray: colour premultiplied, transmittance in lane 3. */
let colour: v128 = f32x4.splat(0);
let opticalDepth: f32 = 0;
let endM: f32 = 0;

/**
 * Where in a step a pixel's samples begin, 0.275 to 0.725: the same in each frame, and such that 2 × 2 pixels cover the step
 * evenly, so that the upsampling averages it away.
 */
// @ts-ignore: decorator
@inline
function jitter(x: i32, y: i32): f32 {
  const even: i32 = (x ^ y) & 1;
  return <f32>(even * 2 + (y & 1)) * 0.15 + 0.275;
}

// @ts-ignore: decorator
@inline
function phaseOf(cosine: f32, g: f32): f32 {
  const d: f32 = <f32>1 + g * g - 2 * g * cosine;
  return (<f32>1 - g * g) / (12.566370614359172 * d * sqrt<f32>(d));
}

/** Henyey-Greenstein, mostly forward with a backward share: 1/sr. */
export function phase(cosine: f32): f32 {
  return <f32>0.75 * phaseOf(cosine, 0.6) + <f32>0.25 * phaseOf(cosine, -0.35);
}
/** What is left of the direction after further scattering. */
export function widePhase(cosine: f32): f32 {
  return phaseOf(cosine, 0.2);
}

/** View: 0 position, 3 right, 6 up, 9 back, 12 focal, 13 principal x, y, 15 sun direction, 18 sun, 21 sky, 24 ground, 27 albedo, 30 origin, 33 cell. */
export function marchRow(
  y: i32, width: i32, stride: i32, depths: usize, out: usize, depthOut: usize, ends: usize,
): void {
  for (let x = 0; x < width; x++) {
    const px = (<f32>x + 0.5) * <f32>stride;
    const py = (<f32>y + 0.5) * <f32>stride;
    const depth = load<f32>(depths + ((<usize>x) << 2));
    marchPixel(px, py, depth, jitter(x, y));
    const p = out + ((<usize>x) << 4);
    v128.store(p, colour);
    store<f32>(depthOut + ((<usize>x) << 2), opticalDepth);
    store<f32>(ends + ((<usize>x) << 2), endM);
  }
}

function marchPixel(px: f32, py: f32, depth: f32, offset: f32): void {
  colour = f32x4.splat(0);
  opticalDepth = 0;
  endM = f32.MAX_VALUE;
  if (sizeX == 0) return;
  // A step of 1 along this direction is 1 m of z-depth.
  const u = (px - view(13)) / view(12);
  const v = (view(14) - py) / view(12);
  const dx = view(3) * u + view(6) * v - view(9);
  const dy = view(4) * u + view(7) * v - view(10);
  const dz = view(5) * u + view(8) * v - view(11);
  const length = sqrt<f32>(dx * dx + dy * dy + dz * dz);
  // From here on in fine cells from the box's corner, cell centres at whole numbers.
  const toCells = <f32>detail / view(33);
  const ox = (view(0) - view(30)) * toCells - <f32>(boxX * detail) - 0.5;
  const oy = (view(1) - view(31)) * toCells - <f32>(boxY * detail) - 0.5;
  const oz = (view(2) - view(32)) * toCells - <f32>(boxZ * detail) - 0.5;
  const sx = dx * toCells, sy = dy * toCells, sz = dz * toCells;
  const ix = <f32>1 / nonZero(sx), iy = <f32>1 / nonZero(sy), iz = <f32>1 / nonZero(sz);
  let enter: f32 = 0.05;
  let leave: f32 = depth > 0 ? depth : f32.MAX_VALUE;
  const topX = <f32>fx - 1.001, topY = <f32>fy - 1.001, topZ = <f32>fz - 1.001;
  // Half a cell below the lowest centres there is still dust, on the ground: the places are held to the volume.
  const low: f32 = -0.5;
  const highX = topX - low, highY = topY - low, highZ = topZ - low;
  const ax = (low - ox) * ix, bx = (highX - ox) * ix;
  const ay = (low - oy) * iy, by = (highY - oy) * iy;
  const az = (low - oz) * iz, bz = (highZ - oz) * iz;
  enter = max(enter, max(min(ax, bx), max(min(ay, by), min(az, bz))));
  leave = min(leave, min(max(ax, bx), min(max(ay, by), max(az, bz))));
  if (!(leave > enter)) return;
  const cosine = (dx * view(15) + dy * view(16) + dz * view(17)) / length;
  // Surfaces' values carry a factor π (albedo · E without 1/π): so do these.
  const single = <f32>3.14159265 * phase(cosine);
  const further = <f32>3.14159265 * widePhase(cosine);
  const step = STEP_CELLS / (length * toCells);
  const stepM = step * length;
  const albedo = f32x4(view(27), view(28), view(29), 1);
  const sun = f32x4.mul(f32x4(view(18), view(19), view(20), 0), albedo);
  const sunAgain = f32x4.mul(sun, f32x4.mul(albedo, f32x4.splat(further)));
  const sunOnce = f32x4.mul(sun, f32x4.splat(single));
  const ambient = f32x4.mul(f32x4.mul(albedo, albedo), f32x4(view(21) + 0.5 * view(24), view(22) + 0.5 * view(25), view(23) + 0.5 * view(26), 0));
  const row = (<usize>fx) << 4;
  const slice = row * <usize>fy;
  let through: f32 = 1;
  let before: f32 = 0;
  let sum = f32x4.splat(0);
  let t = enter + step * offset;
  while (t < leave) {
    const x = max<f32>(0, min<f32>(topX, ox + sx * t));
    const y = max<f32>(0, min<f32>(topY, oy + sy * t));
    const z = max<f32>(0, min<f32>(topZ, oz + sz * t));
    const cx = <i32>x, cy = <i32>y, cz = <i32>z;
    if (load<u8>(blocks + <usize>(((cz >> 2) * blockY + (cy >> 2)) * blockX + (cx >> 2))) == 0) {
      // On to the next block, by whole steps, so that the samples stay where they would have been.
      const nextX = <f32>((cx & ~3) + (sx > 0 ? 4 : 0));
      const nextY = <f32>((cy & ~3) + (sy > 0 ? 4 : 0));
      const nextZ = <f32>((cz & ~3) + (sz > 0 ? 4 : 0));
      const exit = min((nextX - ox) * ix, min((nextY - oy) * iy, (nextZ - oz) * iz));
      t += step * max<f32>(1, ceil<f32>((exit - t) / step));
      before = 0;
      continue;
    }
    const p = fine + slice * <usize>cz + row * <usize>cy + ((<usize>cx) << 4);
    const q = p + slice;
    const tx = f32x4.splat(x - <f32>cx);
    const ty = f32x4.splat(y - <f32>cy);
    const a = mix(mix(v128.load(p), v128.load(p, 16), tx), mix(v128.load(p + row), v128.load(p + row, 16), tx), ty);
    const b = mix(mix(v128.load(q), v128.load(q, 16), tx), mix(v128.load(q + row), v128.load(q + row, 16), tx), ty);
    const here = mix(a, b, f32x4.splat(z - <f32>cz));
    let sigma = f32x4.extract_lane(here, 0);
    if (sigma > 0 || before > 0) {
      let shade: f32 = 1;
      const share = sigma / densest;
      if (billowShare > 0 && share > HAZE_SHARE && share < 0.96 && through > 0.08) {
        // In the skin, billows finer than the cells: most where it is half there.
        const skin = <f32>4 * share * (<f32>1 - share) * billowShare;
        const n = fineBillows(x, y, z);
        sigma = densest * max<f32>(0, min<f32>(1, share + FINE_SWING * skin * n));
        shade = max<f32>(0.3, <f32>1 + FINE_SHADE * n * billowShare);
      }
      // The last sample stands for what is left of the way only.
      const wayM = min(stepM, (leave - t + step * 0.5) * length);
      // The mean of both ends of the step: where a step begins then hardly shows.
      const lost = HALF * (sigma + before) * wayM;
      const kept = f32x4.extract_lane(expOfMinus(f32x4.splat(lost)), 0);
      const weight = through * (1 - kept);
      let lit = f32x4.mul(sunOnce, v128.shuffle<f32>(here, here, 1, 1, 1, 1));
      lit = f32x4.add(lit, f32x4.mul(sunAgain, v128.shuffle<f32>(here, here, 2, 2, 2, 2)));
      lit = f32x4.add(lit, f32x4.mul(ambient, v128.shuffle<f32>(here, here, 3, 3, 3, 3)));
      sum = f32x4.add(sum, f32x4.mul(lit, f32x4.splat(weight * shade)));
      through *= kept;
      opticalDepth += lost;
      if (opticalDepth > OPAQUE) break;
    }
    before = sigma;
    t += step;
  }
  endM = min(t, leave);
  if (opticalDepth > OPAQUE) {
    sum = f32x4.div(sum, f32x4.splat(<f32>1 - through));
    through = 0;
  }
  colour = f32x4.replace_lane(sum, 3, opticalDepth > 0 ? 1 - through : 0);
}

// @ts-ignore: decorator
@inline
function nonZero(value: f32): f32 {
  return abs(value) < 1e-9 ? (value < 0 ? -1e-9 : 1e-9) : value;
}
