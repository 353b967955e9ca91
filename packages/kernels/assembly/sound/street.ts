// What the street adds: echoes off single walls, and the tail of all of them.

/** Adds `from`, later, weaker and duller (one pole, `lowPass` 0..1), to `to`; both `total` floats, not the same. */
export function addTap(from: usize, to: usize, total: i32, delay: i32, gain: f32, lowPass: f32): void {
  let low: f32 = 0;
  for (let n = 0; n + delay < total; n++) {
    low += lowPass * (load<f32>(from + (<usize>n << 2)) - low);
    const at = to + (<usize>(n + delay) << 2);
    store<f32>(at, load<f32>(at) + low * gain);
  }
}

const LINES: usize = 8;
/** Of each line: where it begins, where it is read, its damping's state, what it gives back. */
const starts: usize = memory.data(32, 16);
const heads: usize = memory.data(32, 16);
const lows: usize = memory.data(32, 16);
const outs: usize = memory.data(32, 16);

/**
 * A feedback delay network of eight lines with a Hadamard matrix (Jot, 1991). `lines`: for each its length in samples
 * (i32), feedback gain and damping (f32, one pole 0..1), and its gains into five channels: 8 words. `delays`: the lines end
 * to end, zeroed here. `target`: channels `pitch` bytes apart.
 */
export function addReverb(
  from: usize, target: usize, pitch: usize, total: i32, lines: usize, delays: usize, delayFloats: i32,
): void {
  memory.fill(delays, 0, <usize>delayFloats << 2);
  let start = 0;
  for (let i: usize = 0; i < LINES; i++) {
    store<i32>(starts + (i << 2), start);
    store<i32>(heads + (i << 2), 0);
    store<f32>(lows + (i << 2), 0);
    start += load<i32>(lines + (i << 5));
  }
  for (let n = 0; n < total; n++) {
    const at = <usize>n << 2;
    for (let i: usize = 0; i < LINES; i++) readLine(lines + (i << 5), i << 2, delays, target + at, pitch);
    mixHadamard();
    const input = load<f32>(from + at);
    for (let i: usize = 0; i < LINES; i++) {
      const head = load<i32>(heads + (i << 2));
      store<f32>(delays + (<usize>(load<i32>(starts + (i << 2)) + head) << 2), load<f32>(outs + (i << 2)) + input);
      store<i32>(heads + (i << 2), head + 1 == load<i32>(lines + (i << 5)) ? 0 : head + 1);
    }
  }
}

/** Takes what a line holds, dulls it, sends it to the channels and keeps it for the others. */
// @ts-ignore: decorator
@inline
function readLine(line: usize, word: usize, delays: usize, to: usize, pitch: usize): void {
  const value = load<f32>(delays + (<usize>(load<i32>(starts + word) + load<i32>(heads + word)) << 2));
  let low = load<f32>(lows + word);
  low += load<f32>(line, 8) * (value - low);
  // Below what any file holds, and above denormals, which are slow.
  if (abs(low) < 1e-18) low = 0;
  store<f32>(lows + word, low);
  store<f32>(outs + word, low * load<f32>(line, 4));
  for (let c: usize = 0; c < 5; c++) {
    const gain = load<f32>(line + (c << 2), 12);
    const channel = to + c * pitch;
    if (gain != 0) store<f32>(channel, load<f32>(channel) + low * gain);
  }
}

/** In place, orthonormal. */
// @ts-ignore: decorator
@inline
function mixHadamard(): void {
  for (let half: usize = 1; half < LINES; half <<= 1) {
    for (let i: usize = 0; i < LINES; i++) {
      if ((i & half) != 0) continue;
      const a = load<f32>(outs + (i << 2)), b = load<f32>(outs + ((i + half) << 2));
      store<f32>(outs + (i << 2), a + b);
      store<f32>(outs + ((i + half) << 2), a - b);
    }
  }
  for (let i: usize = 0; i < LINES; i++) {
    store<f32>(outs + (i << 2), load<f32>(outs + (i << 2)) * <f32>0.35355339);
  }
}
