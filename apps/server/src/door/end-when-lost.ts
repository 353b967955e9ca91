/** With what is remembered of an actor for at most a second, a lost right is felt within two. */
export const RECHECK_MS = 750;

/** Passes a body on for as long as `recheck` resolves; once it rejects, the body breaks off with its error. */
export function endWhenLost(
  body: ReadableStream<Uint8Array>,
  recheck: () => Promise<unknown>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearInterval(timer);
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      timer = setInterval(() => {
        recheck().catch((error: unknown) => {
          stop();
          controller.error(error);
          reader.cancel(error).catch(() => {});
        });
      }, RECHECK_MS);
      timer.unref();
    },
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      stop();
      controller.close();
    },
    cancel: async (reason) => {
      stop();
      await reader.cancel(reason);
    },
  });
}
