import type { BackEndConnection } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import type { z } from 'zod';
import { errorOfStatus } from '../../errors/error-of-status.ts';
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
  const { status, headers } = response;
  if (status === 413) {
    throw new BacklotError('MODEL_REQUEST_INVALID', 'ComfyUI: the file is larger than the server takes', {
      hint: 'Start ComfyUI with a larger --max-upload-size.',
      details: { status },
    });
  }
  if (status === 404) {
    throw new BacklotError('MODEL_ANSWER_INVALID', `ComfyUI: there is no /${route} at this address`, {
      hint: 'Check that the address is that of a ComfyUI server, and update the server.',
      details: { status },
    });
  }
  throw errorOfStatus({ host: `ComfyUI, asked for /${route},`, status, headers });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
