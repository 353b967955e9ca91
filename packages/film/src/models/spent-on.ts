import type { ModelCall } from './model-call.ts';
import type { UsdMicros } from './money.ts';

/**
 * What a call counts for in an account: what its vendor says that it cost, else all that was estimated, from the moment
 * when it may have been sent. Only a call that failed before its vendor took it, by the vendor's own word or because no
 * connection came about, costs nothing: of work that was taken and came to nothing no vendor says that it is free.
 */
export function spentOn({ state, mayBeCharged, costUsdMicros, estimateUsdMicros = 0 }: ModelCall): UsdMicros {
  const isFree = state === 'failed' && mayBeCharged !== true;
  return costUsdMicros ?? (isFree ? 0 : estimateUsdMicros);
}
