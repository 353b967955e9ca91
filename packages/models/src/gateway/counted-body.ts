import { answerTooLarge, explainConnectionError } from './connection-error.ts';
import type { OutboundResponse } from './send-request.ts';

/** How a body is read. */
export interface CountOptions {
  readonly maxBytes: number;
  /** Told once, however it ends, how many bytes came. */
  readonly onEnd: (byteLength: number) => void;
}

/**
 * The body of an answer, counted as it is read, its failures in our codes.
 * @throws BacklotError `MODEL_ANSWER_TOO_LARGE` at once where more is announced, otherwise when more has come
 */
export function countBody(answer: OutboundResponse, options: CountOptions): ReadableStream<Uint8Array> | null {
  const { response, request } = answer;
  const { host } = request.url;
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > options.maxBytes && request.method !== 'HEAD') {
    options.onEnd(0);
    response.body?.cancel().catch(() => {});
    throw answerTooLarge(host, options.maxBytes);
  }
  if (!response.body) {
    options.onEnd(0);
    return null;
  }
  const reader = response.body.getReader();
  let byteLength = 0;
  let isOver = false;
  const end = (): void => {
    if (!isOver) options.onEnd(byteLength);
    isOver = true;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            end();
            return controller.close();
          }
          byteLength += value.byteLength;
          if (byteLength > options.maxBytes) throw answerTooLarge(host, options.maxBytes);
          controller.enqueue(value);
        } catch (error) {
          end();
          reader.cancel().catch(() => {});
          controller.error(explainConnectionError(error, { host, signal: request.signal, isAnswering: true }));
        }
      },
      async cancel(reason) {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
