import { useImageKernel } from './image-kernel.ts';

/** `srgb`: IEC 61966-2-1; `rec709`: the camera curve of ITU-R BT.709. */
export type TransferCurve = 'srgb' | 'rec709';

/** Rounds floats to half-float bits, to nearest even; overflow gives infinity, NaN stays NaN. */
export function floatsToHalves(source: Float32Array, target = new Uint16Array(source.length)): Uint16Array {
  return useImageKernel(source.length * 6, (arena) => {
    const at = arena.take(source.length * 2);
    arena.run('floatsToHalves', arena.put(source), at, source.length);
    target.set(arena.words(at, source.length));
    return target;
  });
}

/** Widens half-float bits to floats, exactly. */
export function halvesToFloats(source: Uint16Array, target = new Float32Array(source.length)): Float32Array {
  return useImageKernel(source.length * 6, (arena) => {
    const at = arena.take(source.length * 4);
    arena.run('halvesToFloats', arena.put(source), at, source.length);
    target.set(arena.floats(at, source.length));
    return target;
  });
}

/**
 * A zlib stream (RFC 1950) with the same bytes on every machine; quick, about zlib's level 1. Up to 1 GiB.
 * `blockBytes` (1,024..114,688): where the data change their nature and deserve a new code.
 */
export function deflate(data: Uint8Array, blockBytes = 65_536): Uint8Array {
  if (data.length > 2 ** 30) throw new RangeError(`deflate: expected at most 1 GiB, got ${data.length} bytes`);
  return useImageKernel(data.length * 2, (arena) => {
    const target = arena.take(data.length + Math.ceil(data.length / 1000) + 1024);
    const length = arena.run('deflate', arena.put(data), data.length, target, blockBytes);
    return arena.bytes(target, length).slice();
  });
}

/** Linear light to code values 0..maxCode (rounded, clamped, NaN to 0): 255, 1023 or 65535. */
export function encodeTransfer(linear: Float32Array, curve: TransferCurve, maxCode: number): Uint16Array {
  return useImageKernel(linear.length * 6, (arena) => {
    arena.run('transferPrepare');
    const at = arena.take(linear.length * 2);
    arena.run('transferEncode', arena.put(linear), at, linear.length, curveNumber(curve), maxCode);
    return arena.words(at, linear.length).slice();
  });
}

/** Code values 0..maxCode to linear light; codes above maxCode count as maxCode. */
export function decodeTransfer(codes: Uint8Array | Uint16Array, curve: TransferCurve, maxCode: number): Float32Array {
  const table = transferTable(curve, maxCode);
  const linear = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; i++) linear[i] = table[Math.min(codes[i] as number, maxCode)] as number;
  return linear;
}

const tables = new Map<string, Float32Array>();

/** Linear light for each code value 0..maxCode. */
export function transferTable(curve: TransferCurve, maxCode: number): Float32Array {
  const key = `${curve}/${maxCode}`;
  let table = tables.get(key);
  if (!table) {
    table = useImageKernel(maxCode * 4, (arena) => {
      const at = arena.take((maxCode + 1) * 4);
      arena.run('transferTable', at, curveNumber(curve), maxCode);
      return arena.floats(at, maxCode + 1).slice();
    });
    tables.set(key, table);
  }
  return table;
}

/**
 * Linear RGB to Y'CbCr planes with the BT.709 matrix, narrow range, chroma sited left: 8-bit 4:2:0 (even width and height)
 * or 10-bit little-endian 4:2:2 (even width). Planes Y, Cb, Cr one after another.
 */
export function encodeYcbcr(
  rgb: Float32Array,
  size: { readonly widthPx: number; readonly heightPx: number },
  layout: '420-8' | '422-10',
  curve: TransferCurve,
): Uint8Array {
  const { widthPx, heightPx } = size;
  if (rgb.length !== widthPx * heightPx * 3) {
    throw new RangeError(`encodeYcbcr: expected ${widthPx * heightPx * 3} values, got ${rgb.length}`);
  }
  if (widthPx % 2 !== 0 || (layout === '420-8' && heightPx % 2 !== 0)) {
    throw new RangeError(`encodeYcbcr: expected an even size, got ${widthPx} × ${heightPx}`);
  }
  const length = layout === '420-8' ? (widthPx * heightPx * 3) / 2 : widthPx * heightPx * 4;
  return useImageKernel(rgb.length * 6, (arena) => {
    arena.run('transferPrepare');
    const target = arena.take(length);
    const name = layout === '420-8' ? 'planes420' : 'planes422';
    arena.run(name, arena.put(rgb), target, widthPx, heightPx, curveNumber(curve), arena.take(widthPx * 8));
    return arena.bytes(target, length).slice();
  });
}

function curveNumber(curve: TransferCurve): number {
  return curve === 'srgb' ? 0 : 1;
}
