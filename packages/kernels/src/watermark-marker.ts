import { openWatermarkMemory, type WatermarkMemory } from './watermark-kernel.ts';

/** The grain that stands in for parts of a code value repeats with this side, and so must the pattern. */
const GRAIN_PX = 64;

/** How a frame's samples lie in memory. */
export type MarkedSamples =
  /** sRGB-coded RGB, interleaved, 8 or 16 bits a sample. */
  | { readonly kind: 'rgb'; readonly samples: Uint8Array | Uint16Array }
  /** A narrow-range luma plane, 8 bits a sample. */
  | { readonly kind: 'luma'; readonly samples: Uint8Array }
  /** A narrow-range luma plane of 10-bit words. */
  | { readonly kind: 'luma-10'; readonly samples: Uint16Array };

/** How strong the mark is, in 8-bit code values of the display. */
export interface MarkStrength {
  /** Amplitude where nothing hides it. */
  readonly base: number;
  /** More for each code value of texture (mean of |dx| + |dy|). */
  readonly slope: number;
  /** Never more than this. */
  readonly most: number;
  /** Root mean square over the whole picture: 1.6 is 44 dB. */
  readonly mostRms: number;
}

export interface WatermarkMarkerOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  /** One period of the pattern, `periodPx` × `periodPx`, root mean square 1. */
  readonly pattern: Float32Array;
  /** A multiple of 64. */
  readonly periodPx: number;
  /** Side of the blocks whose texture is measured. */
  readonly blockPx: number;
  readonly strength: MarkStrength;
}

/** Marks frames of one size with one pattern, in place. Same frame, same bytes on every machine. */
export interface WatermarkMarker {
  mark(frame: MarkedSamples): void;
}

/** Prepares memory and pattern once, so that each frame costs only its pixels. @throws RangeError for sizes that do not fit */
export function createWatermarkMarker(options: WatermarkMarkerOptions): WatermarkMarker {
  const { widthPx, heightPx, periodPx, blockPx, strength } = options;
  checkSize(options);
  const memory = openWatermarkMemory();
  const count = widthPx * heightPx;
  const blocks = Math.ceil(widthPx / blockPx) * Math.ceil(heightPx / blockPx);
  const pattern = putPattern(memory, options.pattern, periodPx);
  const luma = memory.take(count);
  const [activity, brightness, amplitude] = [0, 1, 2].map(() => memory.take(blocks * 4)) as [number, number, number];
  const scratch = memory.take((widthPx + 64) * 16 + (Math.ceil(widthPx / blockPx) + 16) * 4);
  let [picture, capacity] = [0, 0];
  const mark = (frame: MarkedSamples): void => {
    const { samples } = frame;
    const perPixel = frame.kind === 'rgb' ? 3 : 1;
    checkLength('frame', samples.length, count * perPixel);
    if (samples.byteLength > capacity) [picture, capacity] = [memory.take(samples.byteLength), samples.byteLength];
    memory.set(picture, samples);
    putLuma(memory, frame, picture, luma, count);
    const [black, white] = frame.kind === 'rgb' ? [0, 255] : [16, 235];
    const range = frame.kind === 'rgb' ? 1 : 219 / 255;
    memory.run('measureBlocks', luma, widthPx, heightPx, blockPx, activity, brightness, scratch);
    const shape = [Math.ceil(widthPx / blockPx), Math.ceil(heightPx / blockPx), amplitude];
    const limits = [strength.base, strength.slope / range, strength.most, strength.mostRms, black, white];
    memory.run('chooseStrength', activity, brightness, ...shape, ...limits);
    const about = [picture, widthPx, heightPx, perPixel, amplitude, blockPx, pattern, periodPx];
    if (samples instanceof Uint8Array) memory.run('markBytes', ...about, range, scratch);
    else if (frame.kind === 'rgb') memory.run('markWords', ...about, 257, 65_535, scratch);
    else memory.run('markWords', ...about, range * 4, 1023, scratch);
    const marked = memory.bytes(picture, samples.byteLength);
    new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength).set(marked);
  };
  return { mark };
}

/** Rows of the pattern, each with its first four values again at its end, for vector loops. */
function putPattern(memory: WatermarkMemory, pattern: Float32Array, periodPx: number): number {
  const rows = new Float32Array(periodPx * (periodPx + 4));
  for (let y = 0; y < periodPx; y++) {
    const row = pattern.subarray(y * periodPx, (y + 1) * periodPx);
    rows.set(row, y * (periodPx + 4));
    rows.set(row.subarray(0, 4), y * (periodPx + 4) + periodPx);
  }
  const address = memory.take(rows.byteLength);
  memory.set(address, rows);
  return address;
}

function putLuma(memory: WatermarkMemory, frame: MarkedSamples, picture: number, luma: number, count: number): void {
  if (frame.kind === 'luma') memory.set(luma, frame.samples);
  else if (frame.kind === 'luma-10') memory.run('lumaOfWords', picture, luma, count, 2);
  else memory.run(frame.samples instanceof Uint8Array ? 'lumaOfRgb8' : 'lumaOfRgb16', picture, luma, count);
}

function checkSize({ widthPx, heightPx, pattern, periodPx, blockPx }: WatermarkMarkerOptions): void {
  const isWhole = [widthPx, heightPx, periodPx, blockPx].every((side) => Number.isInteger(side) && side > 0);
  if (!isWhole || widthPx > 16_384 || heightPx > 16_384 || blockPx > 128 || periodPx % GRAIN_PX !== 0) {
    throw new RangeError(`Watermark: ${widthPx} × ${heightPx}, period ${periodPx}, blocks of ${blockPx} do not fit`);
  }
  checkLength('pattern', pattern.length, periodPx * periodPx);
}

function checkLength(what: string, received: number, expected: number): void {
  if (received !== expected) throw new RangeError(`Watermark ${what}: expected ${expected} values, got ${received}`);
}
