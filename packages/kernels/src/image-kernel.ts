import { loadKernel } from './load-kernel.ts';

/** The image kernel's memory during one call: take space, copy in, run, copy out. */
export interface ImageArena {
  /** Address of `bytes` uninitialised bytes, 16-byte aligned. */
  take(bytes: number): number;
  /** Copies an array in and returns its address. */
  put(array: Float32Array | Uint32Array | Uint16Array | Uint8Array): number;
  /** Overwrites space that was taken. */
  set(address: number, array: Float32Array | Uint32Array | Uint16Array | Uint8Array): void;
  floats(address: number, count: number): Float32Array;
  words(address: number, count: number): Uint16Array;
  bytes(address: number, count: number): Uint8Array;
  run(name: string, ...numbers: number[]): number;
}

/** Larger jobs get an instance of their own, so that a thread does not keep their memory for ever. */
const KEPT_BYTES = 160 << 20;

let kept: ImageArena | undefined;

/** Runs one job on this thread's instance. `bytes` estimates what it will take. Views are valid only inside `job`. */
export function useImageKernel<Result>(bytes: number, job: (arena: ImageArena) => Result): Result {
  if (bytes > KEPT_BYTES) return job(openArena());
  kept ??= openArena();
  kept.run('arenaReset');
  return job(kept);
}

function openArena(): ImageArena {
  const kernel = loadKernel('image');
  const calls = new Map<string, (...numbers: number[]) => number>();
  const run = (name: string, ...numbers: number[]): number => {
    const call = calls.get(name) ?? kernel.call(name);
    calls.set(name, call);
    return call(...numbers);
  };
  const take = (size: number): number => {
    const address = size < 2 ** 32 ? run('arenaTake', size) >>> 0 : 0;
    if (address === 0) throw new RangeError(`Image kernel: no memory for ${size} more bytes`);
    return address;
  };
  const bytes = (address: number, count: number) => new Uint8Array(kernel.memory.buffer, address, count);
  const set: ImageArena['set'] = (address, array) =>
    bytes(address, array.byteLength).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return {
    take,
    set,
    bytes,
    run,
    put(array) {
      const address = take(array.byteLength);
      set(address, array);
      return address;
    },
    floats: (address, count) => new Float32Array(kernel.memory.buffer, address, count),
    words: (address, count) => new Uint16Array(kernel.memory.buffer, address, count),
  };
}
