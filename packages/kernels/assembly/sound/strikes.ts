// Damped modes and a burst of noise for each strike, mixed into up to five channels. Vectors run along time: four samples
// of one mode at once, two vectors in flight, turned on by eight samples an iteration.
import { noiseAt } from './noise';

/** Words (32 bits) of a strike: see `packStrikes` of the binding, which must agree. */
const STRIKE_WORDS: usize = 16;
const CHANNELS: i32 = 5;
/** Words of a mode: r·cos ω, r·sin ω, amplitude, length in samples. */
const MODE_WORDS: usize = 4;
/** A mode's first eight samples. */
const firstRe: usize = memory.data(32, 16);
const firstIm: usize = memory.data(32, 16);

/**
 * `target`: CHANNELS blocks of `total` floats, `pitch` bytes apart. `strikes`: `count` records of STRIKE_WORDS.
 * `modes`: records of MODE_WORDS. `mono`: scratch of the longest strike's samples and 16 more.
 */
export function addStrikes(
  target: usize, pitch: usize, total: i32, strikes: usize, count: i32, modes: usize, mono: usize,
): void {
  for (let i = 0; i < count; i++) {
    const strike = strikes + <usize>i * (STRIKE_WORDS << 2);
    const start = load<i32>(strike);
    if (start < 0 || start >= total) continue;
    const length = min(load<i32>(strike, 12), total - start);
    memory.fill(mono, 0, <usize>(length + 16) << 2);
    const first = modes + <usize>load<i32>(strike, 4) * (MODE_WORDS << 2);
    const modeCount = load<i32>(strike, 8);
    for (let m = 0; m < modeCount; m++) addMode(mono, first + <usize>m * (MODE_WORDS << 2), length);
    addBurst(mono, strike, length);
    for (let c = 0; c < CHANNELS; c++) {
      const gain = load<f32>(strike + (<usize>c << 2), 40);
      if (gain != 0) mix(target + <usize>c * pitch + (<usize>start << 2), mono, gain, length);
    }
  }
}

/** amplitude · Im(z^n), z = r·e^{iω}. Sums go to whole vectors: the scratch has room behind its end. */
// @ts-ignore: decorator
@inline
function addMode(mono: usize, mode: usize, longest: i32): void {
  const c = <f64>load<f32>(mode);
  const s = <f64>load<f32>(mode, 4);
  let re: f64 = <f64>load<f32>(mode, 8);
  let im: f64 = 0;
  const length = min(load<i32>(mode, 12), longest);
  for (let lane: usize = 0; lane < 8; lane++) {
    store<f32>(firstRe + (lane << 2), <f32>re);
    store<f32>(firstIm + (lane << 2), <f32>im);
    const next = re * c - im * s;
    im = re * s + im * c;
    re = next;
  }
  let re0 = v128.load(firstRe), re1 = v128.load(firstRe, 16);
  let im0 = v128.load(firstIm), im1 = v128.load(firstIm, 16);
  let c8 = c, s8 = s;
  for (let k = 0; k < 3; k++) {
    const next = c8 * c8 - s8 * s8;
    s8 = 2 * c8 * s8;
    c8 = next;
  }
  const turnC = f32x4.splat(<f32>c8), turnS = f32x4.splat(<f32>s8);
  for (let n = 0; n < length; n += 8) {
    const at = mono + (<usize>n << 2);
    v128.store(at, f32x4.add(v128.load(at), im0));
    v128.store(at, f32x4.add(v128.load(at, 16), im1), 16);
    const next0 = f32x4.sub(f32x4.mul(re0, turnC), f32x4.mul(im0, turnS));
    const next1 = f32x4.sub(f32x4.mul(re1, turnC), f32x4.mul(im1, turnS));
    im0 = f32x4.add(f32x4.mul(re0, turnS), f32x4.mul(im0, turnC));
    im1 = f32x4.add(f32x4.mul(re1, turnS), f32x4.mul(im1, turnC));
    re0 = next0;
    re1 = next1;
  }
}

/** Noise between two one-pole corners that dies away. */
// @ts-ignore: decorator
@inline
function addBurst(mono: usize, strike: usize, length: i32): void {
  let level = load<f32>(strike, 20);
  if (level == 0) return;
  const until = min(load<i32>(strike, 16), length);
  const fade = load<f32>(strike, 24);
  const lowPass = load<f32>(strike, 28);
  const highPass = load<f32>(strike, 32);
  const seed = load<u32>(strike, 36);
  let low: f32 = 0, slow: f32 = 0;
  for (let n = 0; n < until; n++) {
    low += lowPass * (noiseAt(seed, n) * level - low);
    slow += highPass * (low - slow);
    const at = mono + (<usize>n << 2);
    store<f32>(at, load<f32>(at) + low - slow);
    level *= fade;
  }
}

/** Only `length` samples: what lies behind belongs to others. */
// @ts-ignore: decorator
@inline
function mix(to: usize, from: usize, gain: f32, length: i32): void {
  const gains = f32x4.splat(gain);
  let n = 0;
  for (; n + 4 <= length; n += 4) {
    const at = <usize>n << 2;
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(v128.load(from + at), gains)));
  }
  for (; n < length; n++) {
    const at = <usize>n << 2;
    store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at) * gain);
  }
}
