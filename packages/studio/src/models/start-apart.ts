import { BacklotError } from '@backlot/film';

/** A worker that is to stop, or a take that was cancelled, waits so long for the name that the vendor gives to a call. */
const GRACE_MS = 20_000;

/** What a start is apart from. */
export interface Apart {
  /** The run's. */
  readonly signal: AbortSignal;
  /** How long a start may take at all. */
  readonly limitMs: number;
}

/**
 * Runs the start of a call under a signal of its own: cut off, it would leave a call at the vendor that nobody can name.
 * When the run ends it is given some seconds more.
 */
export async function startApart<T>(
  start: (signal: AbortSignal) => Promise<T>,
  { signal, limitMs }: Apart,
): Promise<T> {
  signal.throwIfAborted();
  const own = new AbortController();
  const limit = setTimeout(() => own.abort(tooSlow(limitMs)), limitMs);
  let grace: NodeJS.Timeout | undefined;
  const onAbort = () => {
    grace = setTimeout(() => own.abort(signal.reason), GRACE_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await start(own.signal);
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(limit);
    clearTimeout(grace);
  }
}

function tooSlow(limitMs: number): BacklotError {
  return new BacklotError('MODEL_TIMEOUT', `A call did not start within ${Math.round(limitMs / 60_000)} minutes`, {
    hint: 'Look at the vendor’s status page, and at the size of what is sent.',
  });
}
