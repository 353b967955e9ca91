import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { endWhenLost } from '../door/end-when-lost.ts';
import { parseByteRange } from './parse-byte-range.ts';

export interface AnswerFileOptions {
  readonly path: string;
  readonly sha256: string;
  readonly mediaType: string;
  /** What the browser calls it when it is saved. */
  readonly downloadName: string;
  readonly asAttachment: boolean;
  readonly requestHeaders: Headers;
  /** Asked again and again while bytes flow; they end where it rejects. */
  readonly recheck: () => Promise<unknown>;
}

/**
 * Answers stored bytes: their hash as ETag, one byte range, nothing in them may run. They never change, but who may see
 * them does: a browser keeps them and asks each time whether it still may show them.
 */
export async function answerFile(options: AnswerFileOptions): Promise<Response> {
  const etag = `"${options.sha256}"`;
  const headers = new Headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': options.mediaType,
    'content-disposition': dispositionOf(options),
    'content-security-policy': "default-src 'none'; sandbox",
  });
  if (isKnownTo(options.requestHeaders, etag)) return new Response(null, { status: 304, headers });
  const { size } = await stat(options.path);
  const range = rangeWanted(options.requestHeaders, etag, size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`);
  const body = size === 0 ? null : endWhenLost(streamOf(options.path, start, end), options.recheck);
  return new Response(body, { status: range ? 206 : 200, headers });
}

function isKnownTo(headers: Headers, etag: string): boolean {
  const known = headers.get('if-none-match');
  return known?.split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, ''))) ?? false;
}

/** `If-Range` with another tag means: the bytes changed, send all. */
function rangeWanted(headers: Headers, etag: string, size: number): ReturnType<typeof parseByteRange> {
  const onlyIf = headers.get('if-range');
  if (onlyIf !== null && onlyIf !== etag) return undefined;
  return parseByteRange(headers.get('range'), size);
}

function streamOf(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
}

/** RFC 6266: the name in full as UTF-8, and without what a header cannot carry. */
function dispositionOf({ downloadName, asAttachment }: AnswerFileOptions): string {
  const plain = downloadName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return `${asAttachment ? 'attachment' : 'inline'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(downloadName)}`;
}
