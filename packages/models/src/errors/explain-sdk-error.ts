import { AISDKError, APICallError } from '@ai-sdk/provider';
import { BacklotError } from '@backlot/film';
import { answerInvalid } from './answer-invalid.ts';
import { errorOfJob, errorOfStatus } from './error-of-status.ts';
import { saysRefusal } from './vendor-words.ts';

/** Whose call it was, and with which key. */
export interface SdkCall {
  readonly host: string;
  readonly key?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * What an error of a vendor's SDK means, in our codes. The SDK's own error is not kept as the cause: it carries the whole
 * request, prompts and files included.
 */
export function explainSdkError(error: unknown, { host, key, signal }: SdkCall): unknown {
  if (signal.aborted) return signal.reason;
  const chain = causesOf(error);
  const own = chain.find((cause) => cause instanceof BacklotError);
  if (own) return own;
  for (const cause of chain) {
    if (APICallError.isInstance(cause) && isFailure(cause.statusCode))
      return errorOfStatus({
        host,
        key,
        status: cause.statusCode,
        headers: new Headers(cause.responseHeaders),
        body: cause.responseBody ?? '',
      });
    if (isRunwayError(cause))
      return errorOfStatus({
        host,
        key,
        status: cause.status,
        headers: cause.headers,
        body: JSON.stringify(cause.error ?? ''),
      });
  }
  const refusal = chain.find((cause) => AISDKError.isInstance(cause) && saysRefusal(cause.message));
  if (refusal instanceof Error) return errorOfJob({ host, said: refusal.message, key });
  const isUnreadable = chain.some((cause) => AISDKError.isInstance(cause) || cause instanceof SyntaxError);
  return isUnreadable ? answerInvalid(host, 'what cannot be read') : error;
}

/** By its shape: its class would load the whole SDK. */
function isRunwayError(
  cause: unknown,
): cause is { readonly status: number; readonly headers: Headers; readonly error: unknown } {
  if (!(cause instanceof Error && 'status' in cause && 'headers' in cause && 'error' in cause)) return false;
  return typeof cause.status === 'number' && isFailure(cause.status) && cause.headers instanceof Headers;
}

function isFailure(status: number | undefined): status is number {
  return status !== undefined && (status < 200 || status >= 300);
}

function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = error; cause instanceof Error && !chain.includes(cause); cause = cause.cause) chain.push(cause);
  return chain;
}
