import { loadKernel } from './load-kernel.ts';

/** The transcendental functions of {@link deterministicMath}; angles in radians, results as JavaScript's Math within a few ulp. */
export interface DeterministicMath {
  sin(x: number): number;
  cos(x: number): number;
  tan(x: number): number;
  asin(x: number): number;
  acos(x: number): number;
  atan2(y: number, x: number): number;
  exp(x: number): number;
  /** Natural logarithm. */
  log(x: number): number;
  pow(base: number, exponent: number): number;
}

/**
 * Transcendental functions whose bits are the same on every machine and engine, unlike the host's `Math`.
 * Use them in everything that decides bytes of a take. Source: AssemblyScript's NativeMath (musl), compiled to WASM.
 */
export const deterministicMath: DeterministicMath = loadMath();

function loadMath(): DeterministicMath {
  const { call } = loadKernel('math');
  return {
    sin: call('sin'),
    cos: call('cos'),
    tan: call('tan'),
    asin: call('asin'),
    acos: call('acos'),
    atan2: call('atan2'),
    exp: call('exp'),
    log: call('log'),
    pow: call('pow'),
  };
}
