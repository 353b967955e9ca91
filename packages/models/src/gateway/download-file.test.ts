import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, DownloadOptions } from '@backlot/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from './open-gateway.ts';
import { type Origin, openOrigin } from './testing/open-origin.ts';

const WHOLE = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
let folder = '';
let server: Origin;
let gateway: Gateway;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-download-'));
});
afterEach(async () => {
  await gateway.close();
  await server.close();
  await rm(folder, { recursive: true });
});

async function fetchFrom(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options: Partial<DownloadOptions> = {},
): Promise<Download> {
  server = await openOrigin(answer);
  gateway = openGateway({
    ownAddress: server.address,
    isOffline: () => false,
    timeouts: { bodyIdleMs: 300, resumeMs: 10 },
  });
  const { signal } = new AbortController();
  return gateway.download(`${server.address}/film`, { to: join(folder, 'film'), maxBytes: 1e6, signal, ...options });
}

/** Serves ranges of the file; the first `cuts` answers break off in the middle. */
function serve({ cuts = 0, etag = '"one"', hasRanges = true } = {}) {
  let left = cuts;
  return (request: IncomingMessage, response: ServerResponse): void => {
    const range = /bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
    const isPart = hasRanges && range !== undefined && request.headers['if-range'] === etag;
    const from = isPart ? Number(range) : 0;
    response.writeHead(isPart ? 206 : 200, {
      'content-type': 'video/mp4; codecs=x',
      'content-length': WHOLE.length - from,
      etag,
      ...(isPart && { 'content-range': `bytes ${from}-${WHOLE.length - 1}/${WHOLE.length}` }),
    });
    if (left-- > 0) response.write(WHOLE.subarray(from, from + 50_000), () => setTimeout(() => response.destroy(), 30));
    else response.end(WHOLE.subarray(from));
  };
}

describe('a download', () => {
  it('appears whole, with the type that the server says', async () => {
    const seen: number[] = [];
    const report: DownloadOptions['report'] = ({ bytes }) => void seen.push(bytes);
    expect(await fetchFrom(serve(), { report })).toEqual({ byteLength: WHOLE.length, mediaType: 'video/mp4' });
    expect(await readFile(join(folder, 'film'))).toEqual(WHOLE);
    expect(await readdir(folder)).toEqual(['film']);
    expect(seen.at(-1)).toBe(WHOLE.length);
  });

  it('is carried on with where it was cut', async () => {
    await fetchFrom(serve({ cuts: 2 }));
    expect(await readFile(join(folder, 'film'))).toEqual(WHOLE);
    expect(server.requests.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=50000-', 'bytes=100000-']);
  });

  it('starts over where the server knows no ranges', async () => {
    await fetchFrom(serve({ cuts: 1, hasRanges: false }));
    expect(await readFile(join(folder, 'film'))).toEqual(WHOLE);
  });

  it('carries on with what a dead process left of the same file', async () => {
    await writeFile(join(folder, 'film.part'), WHOLE.subarray(0, 1000));
    await writeFile(join(folder, 'film.part.json'), JSON.stringify({ validator: '"one"' }));
    await fetchFrom(serve());
    expect(server.requests[0]!.headers.range).toBe('bytes=1000-');
    expect(await readFile(join(folder, 'film'))).toEqual(WHOLE);
  });

  it.each([
    ['another file', '{"validator":"\\"other\\""}'],
    ['nobody knows what', '{"valid'],
  ])('starts over where the part is of %s', async (_, notes) => {
    await writeFile(join(folder, 'film.part'), Buffer.alloc(400_000, 7));
    await writeFile(join(folder, 'film.part.json'), notes);
    await fetchFrom(serve());
    expect(await readFile(join(folder, 'film'))).toEqual(WHOLE);
  });

  it('starts over where the server has no such range', async () => {
    await writeFile(join(folder, 'film.part'), Buffer.alloc(400_000, 7));
    await writeFile(join(folder, 'film.part.json'), '{"validator":"\\"one\\""}');
    const good = serve();
    await fetchFrom((request, response) => {
      if (request.headers.range) response.writeHead(416).end();
      else good(request, response);
    });
    expect(await readFile(join(folder, 'film'))).toEqual(WHOLE);
  });

  it('gives up after five cuts, and leaves no file', async () => {
    await expect(fetchFrom(serve({ cuts: 99, hasRanges: false }))).rejects.toMatchObject({ code: 'MODEL_ANSWER_CUT' });
    expect(server.requests).toHaveLength(5);
    expect(await readdir(folder)).not.toContain('film');
  });

  it.each([true, false])('refuses more than the limit, announced: %s, and keeps nothing', async (isAnnounced) => {
    const pour = (_: IncomingMessage, response: ServerResponse): void => {
      response.writeHead(200, isAnnounced ? { 'content-length': WHOLE.length } : {});
      response.end(WHOLE);
    };
    await expect(fetchFrom(pour, { maxBytes: 100_000 })).rejects.toMatchObject({ code: 'MODEL_ANSWER_TOO_LARGE' });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [403, 'MODEL_KEY_REFUSED'],
    [404, 'MODEL_NOT_FOUND'],
    [500, 'MODEL_FAILED'],
    [503, 'MODEL_BUSY'],
  ])('says what a %d means', async (status, code) => {
    const answer = (_: IncomingMessage, response: ServerResponse): void => void response.writeHead(status).end('no');
    await expect(fetchFrom(answer)).rejects.toMatchObject({ code });
  });

  it('stops with its signal, and leaves its part for the next time', async () => {
    const stop = new AbortController();
    const begin = (_: IncomingMessage, response: ServerResponse): void => {
      response
        .writeHead(200, { etag: '"one"' })
        .write('abc', () => setTimeout(() => stop.abort(new Error('enough')), 50));
    };
    await expect(fetchFrom(begin, { signal: stop.signal })).rejects.toThrow('enough');
    expect((await readdir(folder)).sort()).toEqual(['film.part', 'film.part.json']);
  });

  it('does not wait for ever for a body that stands still', async () => {
    const hang = (_: IncomingMessage, response: ServerResponse): void => {
      response.writeHead(200, { 'content-length': '10' }).write('a');
    };
    await expect(fetchFrom(hang)).rejects.toMatchObject({ code: 'MODEL_TIMEOUT' });
  });

  it('follows no redirect into the building', async () => {
    const answer = (_: IncomingMessage, response: ServerResponse): void => {
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    };
    await expect(fetchFrom(answer, { headers: { authorization: 'Key x' } })).rejects.toMatchObject({
      code: 'OUTBOUND_ADDRESS_REFUSED',
    });
  });
});
