import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MARA, openTestServer, TEST_SET_UP, type TestServer } from './testing/open-test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
});
afterEach(() => server.close());

const problemOf = async (response: Response) =>
  (await response.json()) as { code: string; message: string; hint?: string };

async function request(setUp: unknown, file: File | undefined = new File(['plate'], 'plate.png'), extra = {}) {
  const form = new FormData();
  form.set('engine', 'gradient');
  form.set('setUp', typeof setUp === 'string' ? setUp : JSON.stringify(setUp));
  if (file) form.set('plate', file);
  for (const [name, value] of Object.entries(extra)) form.set(name, String(value));
  return server.request('/api/takes', { method: 'POST', body: form });
}

describe('a body that is not what the route reads', () => {
  it.each([
    ['{"slug": ', 'application/json'],
    ['slug=harbour', 'text/plain'],
    ['', 'multipart/form-data; boundary=x'],
  ])('%j as %s is a bad request', async (body, type) => {
    const init = { method: 'POST', body, headers: { 'content-type': type } };
    const response = await server.request('/api/productions', init);
    expect([response.status, (await problemOf(response)).code]).toEqual([400, 'REQUEST_INVALID']);
  });
});

describe('who may ask', () => {
  it.each(['evil.example', '127.0.0.1.evil.example:4600', 'localhost.evil.example', '0.0.0.0:4600', ''])(
    'refuses the host %j, which a foreign name bound to this machine would send',
    async (host) => {
      const response = await server.request('/api/productions', { headers: { host } });
      expect(response.status).toBe(403);
      expect(await problemOf(response)).toMatchObject({ code: 'ORIGIN_REFUSED', hint: expect.any(String) });
    },
  );

  it.each(['localhost:4600', '127.0.0.1:4600', '[::1]:4600', 'LOCALHOST:4600'])('answers the host %s', async (host) => {
    expect((await server.request('/api/productions', { headers: { host } })).status).toBe(200);
  });

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:9999' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('lets no other page change anything: %j', async (headers) => {
    const response = await server.request('/api/takes/x/cancel', {
      method: 'POST',
      headers: headers as Record<string, string>,
    });
    expect(response.status).toBe(403);
  });

  it('takes changes from its own pages and from programs', async () => {
    const body = JSON.stringify({ slug: 'harbour', title: 'Harbour' });
    for (const extra of [{}, { origin: 'http://localhost:4600', 'sec-fetch-site': 'same-origin' }]) {
      const headers = { 'content-type': 'application/json', ...extra };
      expect((await server.request('/api/productions', { method: 'POST', body, headers })).status).toBe(200);
    }
  });
});

describe('answers', () => {
  it('carry a policy that runs no foreign code, with a fresh nonce each', async () => {
    await mkdir(join(server.root, 'web'));
    await writeFile(join(server.root, 'web/index.html'), '<meta content="__CSP_NONCE__">');
    const [first, second] = [await server.request('/takes/x'), await server.request('/')];
    const nonces = await Promise.all(
      [first, second].map(async (page) => /content="(.+)"/.exec(await page.text())?.[1]),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
    expect(first.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('to what is not there are JSON with a code, also for addresses that nobody has', async () => {
    const take = await server.request('/api/takes/none');
    expect([take.status, (await problemOf(take)).code]).toEqual([404, 'TAKE_NOT_FOUND']);
    const route = await server.request('/api/nothing/here');
    expect([route.status, (await problemOf(route)).code]).toEqual([404, 'ROUTE_NOT_FOUND']);
  });

  it('tell nothing of the inside when something unexpected breaks, and log it', async () => {
    await server.close();
    server = await openTestServer({ listProductions: () => Promise.reject(new Error('secret /var/path')) });
    const response = await server.request('/api/productions');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({ code: 'INTERNAL' });
    expect(server.logged.join()).toContain('secret /var/path');
  });

  it('describe themselves as OpenAPI 3.1', async () => {
    const document = (await (await server.request('/api/openapi.json')).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/takes', '/api/takes/{take}', '/api/takes/{take}/reviews', '/api/ledger']),
    );
  });
});

describe('a request for a take', () => {
  it('is recorded with its plate under the name it had, and leaves no upload behind', async () => {
    const before = await uploads();
    const response = await request(TEST_SET_UP);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      state: 'queued',
      version: 1,
      plate: { name: 'plate.png' },
      decision: { outcome: 'allow', reasons: [{ ruleId: expect.any(String), source: expect.any(String) }] },
    });
    expect(await uploads()).toEqual(before);
  });

  it('can use the plate of an earlier take again: the same bytes, the same name', async () => {
    const first = await server.makeTake();
    const response = await request(TEST_SET_UP, undefined, { reuse: JSON.stringify({ plate: first.id }) });
    expect(await response.json()).toMatchObject({ version: 2, recipeHash: first.recipeHash });
  });

  it.each([
    ['../plate.png', 'NAME_INVALID'],
    ['/etc/passwd', 'NAME_INVALID'],
    ['a/../../b.png', 'NAME_INVALID'],
  ])('names no file of this machine: %s', async (file, code) => {
    const response = await request({ ...TEST_SET_UP, inputs: { plate: { file } } });
    expect([response.status, (await problemOf(response)).code]).toEqual([400, code]);
  });

  it('says which field is wrong and what came', async () => {
    const response = await request({ ...TEST_SET_UP, parameters: { widthPx: -1, heightPx: 6, durationFrames: 3 } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'SET_UP_INVALID',
      details: { problems: [{ path: 'parameters.widthPx', received: '-1' }] },
    });
  });

  it('says so when its text is no JSON, its plate is missing, or empty', async () => {
    expect((await problemOf(await request('{"production":'))).code).toBe('SET_UP_INVALID');
    const form = new FormData();
    form.set('engine', 'gradient');
    form.set('setUp', JSON.stringify(TEST_SET_UP));
    const missing = await server.request('/api/takes', { method: 'POST', body: form });
    expect((await problemOf(missing)).code).toBe('INPUT_MISSING');
    const empty = await request(TEST_SET_UP, new File([], 'plate.png'));
    expect([empty.status, (await problemOf(empty)).code]).toEqual([422, 'PLATE_UNREADABLE']);
    expect(await (await server.request('/api/takes')).json()).toEqual([]);
  });

  it('is refused by policy as a take, not as an error', async () => {
    const response = await request({ ...TEST_SET_UP, inputs: { plate: { file: 'plate.png' } } });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ state: 'refused', decision: { outcome: 'deny' } });
  });

  it('larger than the limit is refused from its length alone', async () => {
    const response = await server.request('/api/takes', {
      method: 'POST',
      headers: { 'content-length': String(10 ** 12), 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x--',
    });
    expect([response.status, (await problemOf(response)).code]).toEqual([413, 'UPLOAD_TOO_LARGE']);
  });
});

describe('files of a take', () => {
  it('come with their hash as ETag, by range, and not again when known', async () => {
    const take = await server.makeTake();
    const file = take.files.find((each) => each.role === 'composite');
    const path = `/api/takes/${take.id}/files/${file?.name}`;
    const whole = await server.request(path);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    expect(whole.headers.get('etag')).toBe(`"${file?.sha256}"`);
    expect(whole.headers.get('content-type')).toBe('image/png');
    expect(bytes.byteLength).toBe(file?.byteLength);

    const part = await server.request(path, { headers: { range: 'bytes=1-3' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1-3/${bytes.byteLength}`]);
    expect(await part.text()).toBe('PNG');
    const beyond = await server.request(path, { headers: { range: 'bytes=999999-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.byteLength}`]);
    const known = await server.request(path, { headers: { 'if-none-match': `"${file?.sha256}"` } });
    expect(known.status).toBe(304);
    const stale = await server.request(path, { headers: { range: 'bytes=1-3', 'if-range': '"other"' } });
    expect(stale.status).toBe(200);
  });

  it.each([
    '..%2F..%2Frecords',
    '%2Fetc%2Fpasswd',
    'composite%2F..%2F..%2Fx',
    'composite/..%5C..%5Cx',
    'nothing.png',
    'composite',
    '%00',
  ])('are only those that the take lists: %s', async (name) => {
    const take = await server.makeTake();
    const response = await server.request(`/api/takes/${take.id}/files/${name}`);
    expect([400, 404]).toContain(response.status);
    expect((await problemOf(response)).code).toMatch(/^(NAME_INVALID|FILE_NOT_FOUND)$/);
  });
});

describe('frames for the screen', () => {
  it('count from 0 and are PNGs; beyond the last there is none', async () => {
    const take = await server.makeTake();
    const frame = await server.request(`/api/takes/${take.id}/frames/composite/2.png`);
    expect(frame.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await frame.arrayBuffer()).slice(1, 4)).toEqual(new TextEncoder().encode('PNG'));
    const beyond = await server.request(`/api/takes/${take.id}/frames/composite/3.png`);
    expect([beyond.status, (await problemOf(beyond)).code]).toEqual([404, 'FILE_NOT_FOUND']);
    const pass = await server.request(`/api/takes/${take.id}/frames/secrets/0.png`);
    expect([pass.status, (await problemOf(pass)).code]).toEqual([400, 'REQUEST_INVALID']);
  });
});

describe('review, evidence, delivery', () => {
  it('keeps notes and verdicts in order and moves the take', async () => {
    const take = await server.makeTake();
    const send = (review: unknown) =>
      server.request(`/api/takes/${take.id}/reviews`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(review),
      });
    expect((await send({ decision: 'note', frame: 2, text: 'Too dark' })).status).toBe(200);
    expect((await send({ decision: 'note', frame: 1 })).status).toBe(400);
    const own = await send({ decision: 'approve', text: 'Good' });
    expect([own.status, await own.json()]).toMatchObject([
      403,
      { code: 'ACCESS_DENIED', details: { reasons: [{ ruleId: 'not-the-asker' }] } },
    ]);
    server.visitor.actor = { ...MARA, id: 'account:pat', accountId: 'pat', name: 'pat' };
    expect((await send({ decision: 'approve', text: 'Good' })).status).toBe(200);
    const reviews = await (await server.request(`/api/takes/${take.id}/reviews`)).json();
    expect(reviews).toMatchObject([
      { decision: 'note', frame: 2, text: 'Too dark', by: { name: 'mara' } },
      { decision: 'approve', by: { name: 'pat', role: 'supervisor' } },
    ]);
    expect(await (await server.request(`/api/takes/${take.id}`)).json()).toMatchObject({ state: 'approved' });
  });

  it('verifies seals and ledger, and delivers what was approved', async () => {
    const take = await server.makeTake();
    expect(await (await server.request(`/api/takes/${take.id}/verification`)).json()).toMatchObject({
      state: 'valid',
      ledger: { state: 'valid' },
    });
    const deliver = () => server.request(`/api/takes/${take.id}/deliver`, { method: 'POST' });
    expect((await problemOf(await deliver())).code).toBe('TAKE_STATE_INVALID');
    const approve = { decision: 'approve', text: '', strokes: [] } as const;
    await server.studio.reviewTake(take.id, { name: 'pat', role: 'producer' }, approve);
    expect(await (await deliver()).json()).toMatchObject({
      outcome: 'refused',
      folder: null,
      decision: { outcome: 'needs-approval', reasons: [{ ruleId: 'delivery-needs-supervisor' }] },
      take: { state: 'approved', decision: { outcome: 'allow' } },
    });
    await server.studio.reviewTake(take.id, { name: 'grace', role: 'supervisor' }, approve);
    const answer = (await (await deliver()).json()) as { outcome: string; folder: string };
    expect(answer.outcome).toBe('delivered');
    expect((await readdir(answer.folder)).length).toBeGreaterThan(0);
  });

  it('marks masters of a delivery where it is asked to, and only on a plain yes', async () => {
    const take = await server.makeTake();
    const approve = { decision: 'approve', text: '', strokes: [] } as const;
    await server.studio.reviewTake(take.id, { name: 'pat', role: 'supervisor' }, approve);
    const deliver = (body: unknown) =>
      server.request(`/api/takes/${take.id}/deliver`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await deliver({ marksMasters: 'yes' })).status).toBe(400);
    for (const body of [{}, { marksMasters: true }]) expect((await deliver(body)).status).toBe(200);
    const started = (await server.studio.ledgerOfTake(take.id)).filter(({ kind }) => kind === 'delivery-started');
    expect(started.map(({ body }) => body)).toMatchObject([
      { terms: { marksMasters: false } },
      { terms: { marksMasters: true } },
    ]);
  });

  it('pages through the ledger', async () => {
    await server.makeTake();
    const page = (await (await server.request('/api/ledger?from=1&limit=2')).json()) as { index: number }[];
    expect(page.map((entry) => entry.index)).toEqual([1, 2]);
    expect((await server.request('/api/ledger?limit=100000')).status).toBe(400);
  });
});

async function uploads(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('backlot-upload-')).sort();
}
