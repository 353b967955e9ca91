import type { ModelCall, ModelCallState } from './model-call.ts';
import type { UsdMicros } from './money.ts';

/** Of these the vendor may charge all that was estimated, until it says otherwise. */
const MAY_BE_CHARGED: ReadonlySet<ModelCallState> = new Set([
  'starting',
  'running',
  'collecting',
  'finished',
  'cancelled',
  'uncertain',
]);

/** What a call counts for in an account: what it cost, else what it may still cost. A failed one costs what its vendor says. */
export function spentOn({ state, costUsdMicros, estimateUsdMicros = 0 }: ModelCall): UsdMicros {
  return costUsdMicros ?? (MAY_BE_CHARGED.has(state) ? estimateUsdMicros : 0);
}
