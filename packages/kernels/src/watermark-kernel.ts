import { type KernelExports, loadKernel } from './load-kernel.ts';

/** One instance of the watermark kernel: take space, copy in, run, look at memory. Addresses stay valid until `reset`. */
export interface WatermarkMemory {
  reset(): void;
  /** Address of `bytes` uninitialised bytes, 16-byte aligned. */
  take(bytes: number): number;
  set(address: number, array: Uint8Array | Uint16Array | Float32Array): void;
  floats(address: number, count: number): Float32Array;
  bytes(address: number, count: number): Uint8Array;
  run(name: string, ...numbers: number[]): number;
}

/** A new instance with a memory of its own. */
export function openWatermarkMemory(): WatermarkMemory {
  const kernel: KernelExports = loadKernel('watermark');
  const calls = new Map<string, (...numbers: number[]) => number>();
  const run = (name: string, ...numbers: number[]): number => {
    const call = calls.get(name) ?? kernel.call(name);
    calls.set(name, call);
    return call(...numbers);
  };
  const bytes = (address: number, count: number) => new Uint8Array(kernel.memory.buffer, address, count);
  return {
    run,
    bytes,
    reset: () => void run('arenaReset'),
    take(size) {
      const address = size < 2 ** 32 ? run('arenaTake', size) >>> 0 : 0;
      if (address === 0) throw new RangeError(`Watermark kernel: no memory for ${size} more bytes`);
      return address;
    },
    set: (address, array) =>
      bytes(address, array.byteLength).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength)),
    floats: (address, count) => new Float32Array(kernel.memory.buffer, address, count),
  };
}
