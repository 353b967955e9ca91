import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { VendorAnswer, VendorProtocol } from './vendor-protocol.ts';

const STATUS = { 'status-401': 401, 'status-402': 402, 'status-429': 429, 'status-500': 500 } as const;
const METADATA_ADDRESS = 'http://169.254.169.254/latest/meta-data/';
const ENDLESS_BYTES = 4 * 1024 ** 3;
const PLATES = Buffer.alloc(1024 * 1024, 'plate ');

/** Sends an answer as it is. */
export function sendAnswer(response: ServerResponse, answer: VendorAnswer): void {
  const status = answer.status ?? 200;
  if ('bytes' in answer) {
    response.writeHead(status, { 'content-type': answer.mediaType, 'content-length': answer.bytes.length });
    response.end(answer.bytes);
  } else {
    response.writeHead(status, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.json));
  }
}

/** What a fault is done with. */
export interface FaultOptions {
  readonly protocol: VendorProtocol;
  /** Repeated in what is said, as some vendors do: nobody may show it. */
  readonly key: string | undefined;
}

/** Does to an answer what a fault of its route does. */
export async function sendFault(
  response: ServerResponse,
  fault: Fault,
  { protocol, key }: FaultOptions,
): Promise<void> {
  switch (fault) {
    case 'status-401':
    case 'status-402':
    case 'status-429':
    case 'status-500': {
      const status = STATUS[fault];
      const headers = status === 429 ? { 'retry-after': '2' } : {};
      return sendAnswer(response, {
        status,
        headers,
        json: protocol.sayError(status, `Asked to fail with ${status}, key ${key}`),
      });
    }
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': 1000 });
      response.write(PLATES.subarray(0, 500), () => setTimeout(() => response.destroy(), 20));
      return;
    case 'wrong-type':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
      return;
    case 'endless':
      return pour(response);
    case 'redirect':
      response.writeHead(302, { location: METADATA_ADDRESS }).end();
      return;
    default:
      return; // hangs
  }
}

async function pour(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  for (let sent = 0; sent < ENDLESS_BYTES && !response.destroyed; sent += PLATES.length)
    if (!response.write(PLATES)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  response.end();
}
