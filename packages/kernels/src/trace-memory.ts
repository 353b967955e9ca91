import type { KernelExports } from './load-kernel.ts';

/** A block of the tracer's memory that grows by being replaced: 16-byte aligned, contents not kept. */
export interface TraceBlock {
  address: number;
  bytes: number;
}

/** The tracer's memory as typed views. Views hold until the memory grows, that is until the next `reserve`. */
export class TraceMemory {
  readonly #kernel: KernelExports;
  readonly #alloc: (bytes: number) => number;

  constructor(kernel: KernelExports) {
    this.#kernel = kernel;
    this.#alloc = kernel.call('alloc');
  }

  /** Address of `bytes` new bytes, zero-filled; never given back. */
  alloc(bytes: number): number {
    return this.#alloc(bytes) >>> 0;
  }

  /** Makes sure that a block has `bytes` bytes; when it grows, its contents are lost. */
  reserve(block: TraceBlock, bytes: number): number {
    if (block.bytes < bytes) {
      block.bytes = Math.ceil(Math.max(bytes, block.bytes * 1.5));
      block.address = this.alloc(block.bytes);
    }
    return block.address;
  }

  /** Like reserve, and copies the old contents. */
  extend(block: TraceBlock, bytes: number): number {
    const { address, bytes: before } = block;
    this.reserve(block, bytes);
    if (block.address !== address && before > 0) this.bytes(block.address, before).set(this.bytes(address, before));
    return block.address;
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#kernel.memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.#kernel.memory.buffer, address, length);
  }

  unsigned(address: number, length: number): Uint32Array {
    return new Uint32Array(this.#kernel.memory.buffer, address, length);
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#kernel.memory.buffer, address, length);
  }
}

/** A block with nothing in it. */
export function emptyBlock(): TraceBlock {
  return { address: 0, bytes: 0 };
}
