/** Waits for `work`, but no longer than until `signal`; rejects with its reason then. */
export async function endWith<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  // It may fail later, when nobody listens any more.
  work.catch(() => {});
  signal.throwIfAborted();
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
