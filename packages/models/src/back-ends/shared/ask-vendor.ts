import type { BackEndConnection } from '@backlot/engine';
import type { z } from 'zod';
import { answerInvalid } from '../../errors/answer-invalid.ts';
import { errorOfStatus } from '../../errors/error-of-status.ts';

/** One request of a vendor's documented REST interface. */
export interface VendorRequest {
  readonly connection: BackEndConnection;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly form?: FormData;
}

/**
 * Asks a vendor and gives its answer, whose status is a success.
 * @throws BacklotError by status, and those of the gateway
 */
export async function askVendor(request: VendorRequest): Promise<Response> {
  const { connection, url, method, json, form, signal } = request;
  const response = await connection.outbound.fetch(url, {
    method: method ?? (json === undefined && !form ? 'GET' : 'POST'),
    headers: { ...request.headers, ...(json !== undefined && { 'content-type': 'application/json' }) },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(form && { body: form }),
    signal,
  });
  if (response.ok) return response;
  const { status, headers } = response;
  throw errorOfStatus({ host: url.host, status, headers, body: await response.text(), key: connection.key });
}

/**
 * Asks a vendor for JSON of a known shape.
 * @throws BacklotError `MODEL_ANSWER_INVALID` where it is another, and what `askVendor` throws
 */
export async function askForJson<T>(request: VendorRequest, schema: z.ZodType<T>): Promise<T> {
  const response = await askVendor(request);
  const text = await response.text();
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const type = response.headers.get('content-type')?.split(';')[0] ?? 'no type';
  throw answerInvalid(request.url.host, `what cannot be read as its protocol says (${type})`);
}

/** An address that a vendor gave, if it is the vendor's own: nobody else may be sent the key. */
export function demandOwnUrl(given: string, base: URL): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.origin === base.origin) return url;
  throw answerInvalid(base.host, `an address that is not its own`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
