import { openWatermarkMemory, type WatermarkMemory } from './watermark-kernel.ts';
import type { LumaRaster } from './watermark-reader.ts';

/** Larger jobs get an instance of their own, so that a thread does not keep their memory for ever. */
const KEPT_BYTES = 64 << 20;

let kept: WatermarkMemory | undefined;

/** Brightness of sRGB-coded RGB, 8 bits, interleaved. */
export function lumaOfRgb(rgb: Uint8Array): Uint8Array {
  return useMemory(rgb.length * 2, (memory) => {
    const count = rgb.length / 3;
    const source = memory.take(rgb.length);
    const target = memory.take(count);
    memory.set(source, rgb);
    memory.run('lumaOfRgb8', source, target, count);
    return memory.bytes(target, count).slice();
  });
}

/** The upper eight of `bits` bits (9..16) of each word. */
export function lumaOfWords(words: Uint16Array, bits: number): Uint8Array {
  if (!(Number.isInteger(bits) && bits >= 9 && bits <= 16)) throw new RangeError(`bits: expected 9..16, got ${bits}`);
  return useMemory(words.byteLength * 2, (memory) => {
    const source = memory.take(words.byteLength);
    const target = memory.take(words.length);
    memory.set(source, words);
    memory.run('lumaOfWords', source, target, words.length, bits - 8);
    return memory.bytes(target, words.length).slice();
  });
}

/** Half the size, means of 2 × 2; an odd last row or column is left out. */
export function halveLuma({ widthPx, heightPx, luma }: LumaRaster): LumaRaster {
  return useMemory(luma.length * 2, (memory) => {
    const size = { widthPx: widthPx >> 1, heightPx: heightPx >> 1 };
    const source = memory.take(luma.length);
    const target = memory.take(size.widthPx * size.heightPx);
    memory.set(source, luma);
    memory.run('halve', source, widthPx, heightPx, target);
    return { ...size, luma: memory.bytes(target, size.widthPx * size.heightPx).slice() };
  });
}

function useMemory<Result>(bytes: number, job: (memory: WatermarkMemory) => Result): Result {
  if (bytes > KEPT_BYTES) return job(openWatermarkMemory());
  kept ??= openWatermarkMemory();
  kept.reset();
  return job(kept);
}
