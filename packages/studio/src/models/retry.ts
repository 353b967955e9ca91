import { setTimeout as sleep } from 'node:timers/promises';
import { BacklotError } from '@backlot/film';

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 60_000;

/** Which failures are worth another try, and for how long. */
export interface RetryOptions {
  readonly isWorthIt: (error: BacklotError) => boolean;
  /** From the first failure of an unbroken row of them. */
  readonly giveUpAfterMs: number;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

/** Tries until it works, waiting twice as long each time, or as long as the vendor asks for. */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { isWorthIt, giveUpAfterMs, nowMs, signal } = options;
  const startedMs = nowMs();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, MAX_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const isLate = nowMs() - startedMs >= giveUpAfterMs;
      if (isLate || !(error instanceof BacklotError) || !isWorthIt(error)) throw error;
      await sleep(Math.max(waitMs, askedWaitMs(error)), undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

function askedWaitMs({ details }: BacklotError): number {
  const asked = (details as { readonly retryAfterMs?: unknown } | undefined)?.retryAfterMs;
  return typeof asked === 'number' && asked > 0 ? Math.min(asked, 10 * MAX_WAIT_MS) : 0;
}
