import { BacklotError } from '@backlot/film';
import { type BodyInit, type Dispatcher, fetch, type Response } from 'undici';
import { explainConnectionError } from './connection-error.ts';
import type { Guard } from './guard.ts';
import type { SizedBody } from './sized-body.ts';

/** One request, ready to be sent. */
export interface OutboundRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: SizedBody | undefined;
  readonly signal: AbortSignal | undefined;
}

/** An answer whose body is still on its way, and the request that it answers (the last hop). */
export interface OutboundResponse {
  readonly response: Response;
  readonly request: OutboundRequest;
}

/** What a request is sent by. */
export interface Sender {
  readonly guard: Guard;
  readonly agent: Dispatcher;
  /** Told of each hop that was only a redirect, and of each that brought no answer. */
  readonly onHop: (request: OutboundRequest, status: number | undefined) => void;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** All that another origin may see: vendors keep their keys in headers of many names. */
const SAFE_HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'range',
  'if-range',
  'user-agent',
];

/**
 * Sends a request and follows redirects by hand, at most 5, each hop admitted anew; answers with whatever status came.
 * @throws BacklotError `OFFLINE`, `OUTBOUND_ADDRESS_REFUSED`, `MODEL_UNREACHABLE`, `MODEL_TIMEOUT`, `MODEL_ANSWER_CUT`
 */
export async function sendRequest(first: OutboundRequest, sender: Sender): Promise<OutboundResponse> {
  let request = first;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await sendHop(request, sender).catch((error: unknown) => {
      throw hops === 0 ? error : explainRedirected(error, first.url.host);
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return { response, request };
    await response.body?.cancel();
    sender.onHop(request, response.status);
    request = followRedirect(request, response.status, location);
  }
  throw refuseRedirect(`${first.url.host} sends from one address to the next more than ${MAX_REDIRECTS} times`);
}

async function sendHop(request: OutboundRequest, sender: Sender): Promise<Response> {
  await sender.guard.admit(request.url);
  return sendOnce(request, sender);
}

/** Nobody chose that address but the server: it is no machine that one would add. */
function explainRedirected(error: unknown, from: string): unknown {
  if (!(error instanceof BacklotError) || error.code !== 'OUTBOUND_ADDRESS_REFUSED') return error;
  return new BacklotError(error.code, `The back end at ${from} redirected there: ${error.message}`, {
    hint: `Nothing was sent there. Ask whoever runs ${from} why it redirects; if nobody knows, switch that back end off.`,
    cause: error,
    ...(error.details ? { details: error.details } : {}),
  });
}

async function sendOnce(request: OutboundRequest, { agent, onHop }: Sender): Promise<Response> {
  try {
    return await fetch(request.url, {
      method: request.method,
      headers: [...request.headers],
      ...(request.body && { body: request.body.content as BodyInit, duplex: 'half' }),
      ...(request.signal && { signal: request.signal }),
      redirect: 'manual',
      dispatcher: agent,
    });
  } catch (error) {
    onHop(request, undefined);
    throw explainConnectionError(error, { host: request.url.host, signal: request.signal });
  }
}

function followRedirect(request: OutboundRequest, status: number, location: string): OutboundRequest {
  if (!URL.canParse(location, request.url.href)) throw refuseRedirect(`${request.url.host} redirects to no address`);
  const url = new URL(location, request.url);
  const { host } = request.url;
  if (request.url.protocol === 'https:' && url.protocol !== 'https:')
    throw refuseRedirect(`${host} redirects to an unencrypted address at ${url.host}`);
  const keepsBody = status > 303 || (status !== 303 && request.method !== 'POST');
  const isSameOrigin = url.origin === request.url.origin;
  if (keepsBody && request.body && !isSameOrigin)
    throw refuseRedirect(`${host} redirects what was sent to ${url.host}, which nobody agreed to`);
  if (keepsBody && request.body && !request.body.isRepeatable)
    throw refuseRedirect(`${host} redirects a request whose body cannot be sent again`);
  return {
    ...request,
    url,
    headers: headersAfter(request.headers, { isSameOrigin, keepsBody }),
    ...(!keepsBody && { method: request.method === 'HEAD' ? 'HEAD' : 'GET', body: undefined }),
  };
}

function headersAfter(headers: Headers, hop: { isSameOrigin: boolean; keepsBody: boolean }): Headers {
  const kept = [...headers].filter(([name]) => hop.isSameOrigin || SAFE_HEADERS.includes(name));
  return new Headers(kept.filter(([name]) => hop.keepsBody || !name.startsWith('content-')));
}

function refuseRedirect(message: string): BacklotError {
  return new BacklotError('OUTBOUND_ADDRESS_REFUSED', message, {
    hint: 'Enter the address that the server redirects to, if you trust it.',
  });
}
