import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { RouteFault } from './faults.ts';

/** An answer before it is written. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** What goes wrong with it, where the words of the prompt ask for that. */
  readonly fault?: RouteFault;
  /** Streamed, and in parts where that is asked for. */
  readonly file?: { readonly path: string; readonly byteLength: number };
}

/** JSON, as aiohttp gives it out. */
export function json(value: unknown, status = 200): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: Buffer.from(JSON.stringify(value)) };
}

/** Writes an answer, or what `fault` makes of it. */
export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: RouteFault | undefined = answer.fault,
): Promise<void> {
  if (!fault) return answer.file ? writeFile(request, response, answer, answer.file) : write(response, answer);
  switch (fault.kind) {
    case 'hang':
      return;
    case 'no-answer':
      response.destroy();
      return;
    case 'status':
      return write(response, { status: fault.status, headers: { ...fault.headers }, body: Buffer.from('Failed') });
    case 'redirect':
      return write(response, { status: 302, headers: { location: fault.to } });
    case 'wrong-type': {
      const body = Buffer.from('<!doctype html><title>Sign in</title>');
      return write(response, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body });
    }
    case 'long-body':
      return writeLong(response, fault);
    case 'cut':
      return writeCut(response, answer);
  }
}

function write(response: ServerResponse, { status, headers = {}, body = Buffer.alloc(0) }: Answer): void {
  response.writeHead(status, { 'content-length': body.byteLength, ...headers }).end(body);
}

/** One range, as aiohttp's FileResponse answers it. */
async function writeFile(
  request: IncomingMessage,
  response: ServerResponse,
  { headers = {} }: Answer,
  file: NonNullable<Answer['file']>,
): Promise<void> {
  const etag = `"${file.byteLength.toString(16)}"`;
  const wanted = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const start = wanted && isSame ? Number(wanted[1]) : 0;
  const end = wanted?.[2] && isSame ? Math.min(Number(wanted[2]), file.byteLength - 1) : file.byteLength - 1;
  const range = wanted && isSame ? { 'content-range': `bytes ${start}-${end}/${file.byteLength}` } : {};
  const length = { 'content-length': String(end - start + 1), 'accept-ranges': 'bytes', etag };
  response.writeHead(wanted && isSame ? 206 : 200, { ...headers, ...length, ...range });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path, { start, end }), response).catch(() => response.destroy());
}

/** Promises all and sends half. */
async function writeCut(response: ServerResponse, answer: Answer): Promise<void> {
  const byteLength = answer.file?.byteLength ?? answer.body?.byteLength ?? 0;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(byteLength) });
  const half = Math.floor(byteLength / 2);
  const body = answer.file ? createReadStream(answer.file.path, { end: Math.max(0, half - 1) }) : answer.body;
  if (body instanceof Buffer) response.write(body.subarray(0, half));
  else for await (const chunk of body ?? []) response.write(chunk);
  setTimeout(() => response.destroy(), 20);
}

/** Holds no more than one piece at a time, however long. */
async function writeLong(
  response: ServerResponse,
  { byteLength, isAnnounced }: Extract<RouteFault, { kind: 'long-body' }>,
): Promise<void> {
  const piece = Buffer.alloc(1 << 20);
  const length = isAnnounced ? { 'content-length': String(byteLength) } : {};
  response.writeHead(200, { 'content-type': 'video/mp4', ...length });
  for (let left = byteLength; left > 0 && !response.destroyed; left -= piece.byteLength) {
    if (response.write(left < piece.byteLength ? piece.subarray(0, left) : piece)) continue;
    await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
