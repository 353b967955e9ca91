import { type ImageArena, useImageKernel } from './image-kernel.ts';

/** A channel as an EXR chunk holds it, and where its samples lie in the caller's array. */
export interface ExrPackChannel {
  readonly data: Float32Array | Uint32Array | Uint16Array;
  /** In samples. */
  readonly offset: number;
  readonly stride: number;
  readonly isHalf: boolean;
}

/**
 * Cuts scan lines into EXR chunks of `linesAChunk` and compresses each as EXR's ZIP does (bytes apart, differences, zlib);
 * a chunk that would not shrink is kept raw, as the format wants. With `isCompressed` false all are raw.
 */
export function packExrChunks(
  channels: readonly ExrPackChannel[],
  size: { readonly widthPx: number; readonly heightPx: number },
  linesAChunk: number,
  isCompressed: boolean,
): Uint8Array[] {
  const lineBytes = channels.reduce((sum, channel) => sum + size.widthPx * (channel.isHalf ? 2 : 4), 0);
  const chunkBytes = lineBytes * Math.min(linesAChunk, size.heightPx);
  return useImageKernel(chunkBytes * 8, (arena) => {
    const stage = openStage(arena, channels, size.widthPx, linesAChunk);
    const [raw, scratch, ready] = [arena.take(chunkBytes), arena.take(chunkBytes), arena.take(chunkBytes)];
    const target = arena.take(chunkBytes + Math.ceil(chunkBytes / 1000) + 1024);
    const chunks: Uint8Array[] = [];
    for (let y = 0; y < size.heightPx; y += linesAChunk) {
      const lines = Math.min(linesAChunk, size.heightPx - y);
      const length = lineBytes * lines;
      stage.fill(y, lines, raw, lineBytes);
      let packed = length;
      if (isCompressed) {
        arena.run('exrReorder', raw, scratch, ready, length);
        packed = arena.run('deflate', ready, length, target, blockBytesFor(length));
      }
      chunks.push(packed < length ? arena.bytes(target, packed).slice() : arena.bytes(raw, length).slice());
    }
    return chunks;
  });
}

/** Halves the two byte planes of a chunk into equal blocks of about 64 KiB, so that no block straddles them. */
function blockBytesFor(length: number): number {
  const plane = Math.ceil(length / 2);
  return Math.max(1024, Math.ceil(plane / Math.max(1, Math.ceil(plane / 98_304))));
}

interface Stage {
  fill(y: number, lines: number, raw: number, lineBytes: number): void;
}

/** Copies each distinct source array's lines in once per chunk, then packs its channels from there. */
function openStage(
  arena: ImageArena,
  channels: readonly ExrPackChannel[],
  widthPx: number,
  linesAChunk: number,
): Stage {
  const sources: { address: number; data: ExrPackChannel['data']; stride: number }[] = [];
  const addresses = channels.map(({ data, stride }) => {
    const known = sources.find((source) => source.data === data && source.stride === stride);
    if (known) return known.address;
    const address = arena.take(linesAChunk * widthPx * stride * data.BYTES_PER_ELEMENT);
    sources.push({ address, data, stride });
    return address;
  });
  return {
    fill(y, lines, raw, lineBytes) {
      for (const { address, data, stride } of sources) {
        const pitch = widthPx * stride;
        arena.set(address, data.subarray(y * pitch, (y + lines) * pitch));
      }
      let within = 0;
      for (const [i, { data, offset, stride, isHalf }] of channels.entries()) {
        const address = addresses[i] as number;
        const kind = !isHalf ? 0 : data instanceof Uint16Array ? 2 : 1;
        for (let line = 0; line < lines; line++) {
          const from = address + (line * widthPx * stride + offset) * data.BYTES_PER_ELEMENT;
          arena.run('exrPackChannel', from, raw + line * lineBytes + within, widthPx, stride, kind);
        }
        within += widthPx * (isHalf ? 2 : 4);
      }
    },
  };
}

/** Where one channel's line lies in an unpacked chunk and where it goes. */
export interface ExrUnpackLine {
  /** Byte offset in the chunk. */
  readonly from: number;
  readonly isHalf: boolean;
  readonly target: Float32Array | Uint32Array;
  readonly targetOffset: number;
}

/** Undoes EXR's predictor and byte order (`isReordered`) and spreads the chunk's lines into channel arrays. */
export function unpackExrChunk(
  chunk: Uint8Array,
  isReordered: boolean,
  widthPx: number,
  lines: readonly ExrUnpackLine[],
): void {
  useImageKernel(chunk.length * 3, (arena) => {
    let raw = arena.put(chunk);
    if (isReordered) {
      const restored = arena.take(chunk.length);
      arena.run('exrRestore', raw, restored, chunk.length);
      raw = restored;
    }
    const lineBytes = widthPx * 4;
    const region = arena.take(lines.length * lineBytes);
    for (const [i, { from, isHalf }] of lines.entries()) {
      arena.run('exrUnpackChannel', raw + from, region + i * lineBytes, widthPx, isHalf ? 1 : 0);
    }
    for (let first = 0, end = 0; first < lines.length; first = end) {
      end = endOfRun(lines, first, widthPx);
      const { target, targetOffset } = lines[first] as ExrUnpackLine;
      const length = (end - first) * lineBytes;
      const bytes = new Uint8Array(target.buffer, target.byteOffset + targetOffset * 4, length);
      bytes.set(arena.bytes(region + first * lineBytes, length));
    }
  });
}

/** Lines that follow each other in one target are copied together. */
function endOfRun(lines: readonly ExrUnpackLine[], first: number, widthPx: number): number {
  let end = first + 1;
  for (; end < lines.length; end++) {
    const [before, here] = [lines[end - 1] as ExrUnpackLine, lines[end] as ExrUnpackLine];
    if (here.target !== before.target || here.targetOffset !== before.targetOffset + widthPx) break;
  }
  return end;
}
