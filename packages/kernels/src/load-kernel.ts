import { readFileSync } from 'node:fs';

/** A kernel's linear memory; `buffer` is replaced when the memory grows, so make views after allocating. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
}

/** What a kernel exports: its memory and functions of numbers. */
export interface KernelExports {
  memory: KernelMemory;
  /** Finds an exported function; throws when the built kernel lacks it. */
  call(name: string): (...numbers: number[]) => number;
}

// The project compiles without the DOM library, which is where TypeScript keeps WebAssembly's types.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
};

/** Compiled once a thread: some kernels are instantiated for every frame size. */
const modules = new Map<string, object>();

/**
 * Instantiates build/<topic>.wasm, synchronously; each call makes an instance with a memory of its own.
 * @throws Error when the kernel has not been built.
 */
export function loadKernel(topic: string): KernelExports {
  const compiled = modules.get(topic) ?? new WebAssembly.Module(readBuilt(topic));
  modules.set(topic, compiled);
  const { exports } = new WebAssembly.Instance(compiled, {});
  return {
    memory: exports.memory as KernelMemory,
    call(name) {
      const found = exports[name];
      if (typeof found !== 'function') throw new Error(`Kernel "${topic}" lacks "${name}": ${buildHint}`);
      return found as (...numbers: number[]) => number;
    },
  };
}

const buildHint = 'run node packages/kernels/build-kernels.mjs';

function readBuilt(topic: string): Uint8Array {
  try {
    return readFileSync(new URL(`../build/${topic}.wasm`, import.meta.url));
  } catch (cause) {
    throw new Error(`Kernel "${topic}" is not built: ${buildHint}`, { cause });
  }
}
