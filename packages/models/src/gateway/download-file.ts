import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Download, DownloadOptions } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { errorOfStatus } from '../errors/error-of-status.ts';
import { answerCut, answerTooLarge } from './connection-error.ts';
import { countBody } from './counted-body.ts';
import type { RecordRequest } from './open-fetch.ts';
import { dropPart, findPart, finishPart, noteValidator, type Part } from './part-file.ts';
import { type OutboundResponse, type Sender, sendRequest } from './send-request.ts';

const ATTEMPTS = 5;

/** By what a file is fetched, and who is told. */
interface Way {
  readonly sender: Sender;
  readonly record: RecordRequest;
  readonly resumeMs: number;
}

/**
 * Streams a file to `options.to`, by way of a part beside it that outlives the process; an answer that was cut is carried
 * on with, up to five times.
 * @throws BacklotError those of the gateway; by status `MODEL_NOT_FOUND`, `MODEL_FAILED` and their kin; `DISK_FULL`
 */
export async function downloadFile(url: URL, options: DownloadOptions, way: Way): Promise<Download> {
  for (let attempt = 1; ; attempt++) {
    options.signal.throwIfAborted();
    try {
      return await fetchRest(url, options, way);
    } catch (error) {
      if (!isCut(error) || attempt === ATTEMPTS) throw explainFull(error, options.to);
      await sleep(way.resumeMs * 2 ** (attempt - 1), undefined, { signal: options.signal }).catch(() => {});
    }
  }
}

async function fetchRest(url: URL, options: DownloadOptions, way: Way): Promise<Download> {
  const part = await findPart(options.to);
  const headers = new Headers(options.headers);
  headers.set('accept-encoding', 'identity');
  if (part.validator !== undefined && part.byteLength > 0) {
    headers.set('range', `bytes=${part.byteLength}-`);
    headers.set('if-range', part.validator);
  }
  const answer = await sendRequest(
    { url, method: 'GET', headers, body: undefined, signal: options.signal },
    way.sender,
  );
  const fromByte = await admitAnswer(answer, part, way.record);
  const totalBytes = totalOf(answer, fromByte);
  const byteLength = await writeRest(answer, { ...options, part, fromByte, totalBytes, record: way.record });
  await finishPart(part, options.to);
  const mediaType = answer.response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return { byteLength, ...(mediaType && { mediaType }) };
}

/** From which byte on the answer is; drops the part where it is of another file. */
async function admitAnswer(answer: OutboundResponse, part: Part, record: RecordRequest): Promise<number> {
  const { response, request } = answer;
  const { status } = response;
  if (status === 200) return 0;
  if (status === 206 && rangeOf(answer).fromByte === part.byteLength && part.byteLength > 0) return part.byteLength;
  record(request, status, 0);
  await response.body?.cancel().catch(() => {});
  if (status === 206 || status === 416) {
    await dropPart(part);
    throw answerCut(request.url.host);
  }
  throw errorOfStatus({ host: request.url.host, status, headers: response.headers });
}

interface RestOptions extends DownloadOptions {
  readonly part: Part;
  readonly fromByte: number;
  readonly totalBytes: number | undefined;
  readonly record: RecordRequest;
}

async function writeRest(answer: OutboundResponse, rest: RestOptions): Promise<number> {
  const { part, fromByte, totalBytes, maxBytes } = rest;
  const { host } = answer.request.url;
  try {
    const body = countBody(answer, {
      maxBytes: maxBytes - fromByte,
      onEnd: (bytes) => rest.record(answer.request, answer.response.status, bytes),
    });
    if (fromByte === 0) await noteValidator(part, answer.response.headers);
    const file = await open(part.path, fromByte === 0 ? 'w' : 'r+');
    try {
      const byteLength = await writeBody(file, body, rest);
      if (totalBytes !== undefined && byteLength < totalBytes) throw answerCut(host);
      await file.sync();
      return byteLength;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    await dropPart(part);
    throw answerTooLarge(host, maxBytes);
  }
}

async function writeBody(
  file: FileHandle,
  body: ReadableStream<Uint8Array> | null,
  { fromByte, totalBytes, report }: RestOptions,
): Promise<number> {
  let bytes = fromByte;
  for await (const chunk of body ?? []) {
    await file.write(chunk, 0, chunk.byteLength, bytes);
    bytes += chunk.byteLength;
    report?.({ bytes, ...(totalBytes !== undefined && { totalBytes }) });
  }
  return bytes;
}

function totalOf(answer: OutboundResponse, fromByte: number): number | undefined {
  const announced = answer.response.headers.get('content-length');
  return rangeOf(answer).totalBytes ?? (announced === null ? undefined : fromByte + Number(announced));
}

function rangeOf({ response }: OutboundResponse): { fromByte?: number; totalBytes?: number } {
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  return { ...(from && { fromByte: Number(from) }), ...(total && total !== '*' && { totalBytes: Number(total) }) };
}

function isCut(error: unknown): boolean {
  return error instanceof BacklotError && error.code === 'MODEL_ANSWER_CUT';
}

function isTooLarge(error: unknown): boolean {
  return error instanceof BacklotError && error.code === 'MODEL_ANSWER_TOO_LARGE';
}

function explainFull(error: unknown, to: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new BacklotError('DISK_FULL', `No space left to fetch ${to}`, {
    hint: 'Make room on this disk, and request the take again. What a model has made is kept with this one once there is room.',
    cause: error,
  });
}
