import { setTimeout as sleep } from 'node:timers/promises';
import { BacklotError } from '@backlot/film';

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 60_000;

/** Which failures are worth another try, and for how long. */
export interface RetryOptions {
  readonly isWorthIt: (error: BacklotError) => boolean;
  /** From the first failure: how long the attempt before it took does not count. */
  readonly giveUpAfterMs: number;
  readonly nowMs: () => number;
  /** Told of each wait before it begins. */
  readonly onWait?: (error: BacklotError, waitMs: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Tries until it works, waiting twice as long each time, or as long as the vendor asks for. `signal` ends the waiting, not
 * an attempt: one that fails for good is told as it failed, also after an abort.
 */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { isWorthIt, giveUpAfterMs, nowMs, onWait, signal } = options;
  let failedMs: number | undefined;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, MAX_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      failedMs ??= nowMs();
      const isLate = nowMs() - failedMs >= giveUpAfterMs;
      if (isLate || !(error instanceof BacklotError) || !isWorthIt(error)) throw error;
      signal.throwIfAborted();
      const nextMs = Math.max(waitMs, askedWaitMs(error));
      onWait?.(error, nextMs);
      await sleep(nextMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

function askedWaitMs({ details }: BacklotError): number {
  const asked = (details as { readonly retryAfterMs?: unknown } | undefined)?.retryAfterMs;
  return typeof asked === 'number' && asked > 0 ? Math.min(asked, 10 * MAX_WAIT_MS) : 0;
}
