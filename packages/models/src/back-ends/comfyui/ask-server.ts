import type { BackEndConnection } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import type { z } from 'zod';
import { addressOf, headersOf } from './server-address.ts';

/** One request. */
export interface ServerRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly form?: FormData;
  readonly signal: AbortSignal;
}

/** Sends a request and answers with whatever came; errors of the gateway pass through. */
export async function sendRequest(
  connection: BackEndConnection,
  route: string,
  request: ServerRequest,
): Promise<Response> {
  const headers: Record<string, string> = { ...headersOf(connection) };
  const init: RequestInit = { method: request.method ?? 'GET', headers, signal: request.signal };
  if (request.form) init.body = request.form;
  if (request.json !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(request.json);
  }
  return connection.outbound.fetch(addressOf(connection, route, request.query), init);
}

/** Asks and reads the answer. @throws BacklotError in the codes of a back end */
export async function askServer<T>(
  connection: BackEndConnection,
  route: string,
  request: ServerRequest & { readonly schema: z.ZodType<T> },
): Promise<T> {
  const response = await sendRequest(connection, route, request);
  await refuseFailure(response, route);
  return readAnswer(response, route, request.schema);
}

/** Asks where nothing but success is wanted. @throws BacklotError in the codes of a back end */
export async function tellServer(connection: BackEndConnection, route: string, request: ServerRequest): Promise<void> {
  const response = await sendRequest(connection, route, request);
  await refuseFailure(response, route);
  await response.body?.cancel();
}

/** Reads JSON of a known shape. @throws BacklotError `MODEL_ANSWER_INVALID` */
export async function readAnswer<T>(response: Response, route: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(parseJson(await response.text()));
  if (result.success) return result.data;
  throw new BacklotError('MODEL_ANSWER_INVALID', `ComfyUI: the answer of /${route} is not what it documents`, {
    hint: 'Check that the address is that of a ComfyUI server and not of a page before it.',
    cause: result.error,
    details: { route, mediaType: response.headers.get('content-type') },
  });
}

/** @throws BacklotError where the status is no success */
export async function refuseFailure(response: Response, route: string): Promise<void> {
  if (response.ok) return;
  await response.body?.cancel();
  const { code, hint } = meaningOf(response.status);
  const retryAfterS = Number(response.headers.get('retry-after') ?? Number.NaN);
  throw new BacklotError(code, `ComfyUI: /${route} answered ${response.status}`, {
    hint,
    details: {
      status: response.status,
      ...(code === 'MODEL_BUSY' && Number.isFinite(retryAfterS) ? { retryAfterMs: retryAfterS * 1000 } : {}),
    },
  });
}

function meaningOf(status: number): { readonly code: string; readonly hint: string } {
  if (status === 401 || status === 403) {
    return { code: 'MODEL_KEY_REFUSED', hint: 'Give the key that the proxy before this ComfyUI expects.' };
  }
  if (status === 402)
    return { code: 'MODEL_UNPAID', hint: 'Settle the account of the service that runs this ComfyUI.' };
  if (status === 429 || status === 503) return { code: 'MODEL_BUSY', hint: 'Try again later.' };
  if (status === 413) {
    return { code: 'MODEL_REQUEST_INVALID', hint: 'Start ComfyUI with a larger --max-upload-size.' };
  }
  if (status === 404) {
    return { code: 'MODEL_ANSWER_INVALID', hint: 'Check that the address is that of a ComfyUI server, and update it.' };
  }
  if (status >= 500) return { code: 'MODEL_FAILED', hint: "Look at the server's log, and try again." };
  return { code: 'MODEL_REQUEST_INVALID', hint: 'Check the workflow and its settings on the server.' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
