import type { TraceScene } from './trace.ts';

/** Loads build/trace.wasm and binds it. */
export function createTraceKernel(): TraceScene {
  throw new Error('trace kernel is being built');
}
