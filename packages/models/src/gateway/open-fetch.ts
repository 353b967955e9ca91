import { countBody } from './counted-body.ts';
import { type OutboundRequest, type Sender, sendRequest } from './send-request.ts';
import { sizeBody } from './sized-body.ts';

/** Tells of a request that is over. */
export type RecordRequest = (request: OutboundRequest, status: number | undefined, bytesIn: number) => void;

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** The platform's `fetch` on the way out: redirects are always followed here, and bodies beyond 64 MiB fail. */
export function openFetch(sender: Sender, record: RecordRequest): typeof globalThis.fetch {
  return async (input, init) => {
    const request = toRequest(input, init);
    request.signal?.throwIfAborted();
    const answer = await sendRequest(request, sender);
    const { response } = answer;
    const body = countBody(answer, {
      maxBytes: MAX_ANSWER_BYTES,
      onEnd: (bytes) => record(answer.request, response.status, bytes),
    });
    const { status, statusText } = response;
    return new Response(NO_BODY.has(status) ? null : body, { status, statusText, headers: headersOf(response) });
  };
}

function toRequest(input: string | URL | Request, init: RequestInit = {}): OutboundRequest {
  const base = input instanceof Request ? input : undefined;
  const headers = new Headers(init.headers ?? base?.headers);
  const content = init.body ?? base?.body;
  const body = content === undefined || content === null ? undefined : sizeBody(content);
  if (body?.contentType && !headers.has('content-type')) headers.set('content-type', body.contentType);
  return {
    url: new URL(input instanceof Request ? input.url : input),
    method: (init.method ?? base?.method ?? 'GET').toUpperCase(),
    headers,
    body,
    signal: init.signal ?? base?.signal,
  };
}

/** The body comes unpacked, so what described the packed one goes. */
function headersOf(response: { readonly headers: Iterable<[string, string]> }): Headers {
  const headers = new Headers([...response.headers]);
  if (headers.has('content-encoding')) headers.delete('content-length');
  headers.delete('content-encoding');
  return headers;
}
