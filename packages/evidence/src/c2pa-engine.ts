import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import startC2pa, { WasmBuilder, WasmReader } from '@contentauth/c2pa-wasm';

/** The C2PA engine, started. */
export interface C2paEngine {
  readonly Builder: typeof WasmBuilder;
  readonly Reader: typeof WasmReader;
}

let engine: Promise<C2paEngine> | undefined;

/** Starts the engine once per process, at first use. */
export function startC2paEngine(): Promise<C2paEngine> {
  engine ??= start();
  return engine;
}

async function start(): Promise<C2paEngine> {
  const wasmPath = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  if (!('FileReaderSync' in globalThis)) Object.assign(globalThis, { FileReaderSync: BytesReader });
  await startC2pa({ module_or_path: await readFile(wasmPath) });
  return { Builder: WasmBuilder, Reader: WasmReader };
}

/** A Blob that can be read at once: Node's cannot, and the engine (made for web workers) reads so. */
export class BytesBlob extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([bytes]);
    this.#bytes = bytes;
  }

  override slice(start = 0, end = this.#bytes.byteLength): BytesBlob {
    return new BytesBlob(this.#bytes.subarray(start, end));
  }

  toArrayBuffer(): ArrayBuffer {
    // A Buffer's own slice() would hand out its whole pool.
    return new Uint8Array(this.#bytes).buffer;
  }
}

/** The part of the browsers' `FileReaderSync` that the engine calls. */
class BytesReader {
  readAsArrayBuffer(blob: BytesBlob): ArrayBuffer {
    return blob.toArrayBuffer();
  }
}
