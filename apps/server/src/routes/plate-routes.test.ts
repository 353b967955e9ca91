import { readFile } from 'node:fs/promises';
import { encodePng } from '@backlot/media';
import type { z } from '@hono/zod-openapi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../testing/open-test-server.ts';
import type { plateSuggestionWire } from '../wire/plate-wire.ts';

type PlateSuggestion = z.infer<typeof plateSuggestionWire>;

const EXAMPLE = new URL('../../../../examples/street-collapse/plate.png', import.meta.url);

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ slug: 'harbour', title: 'Harbour' });
  await server.request('/api/productions', { method: 'POST', headers, body });
});
afterEach(() => server.close());

async function suggest(bytes: Uint8Array, name = 'plate.png') {
  const body = new FormData();
  body.set('plate', new File([Uint8Array.from(bytes)], name));
  const response = await server.request('/api/productions/harbour/plates/suggest', { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as PlateSuggestion };
}

describe('a plate over HTTP', () => {
  it('is answered with a draft and how sure each part of it is', async () => {
    const { status, body } = await suggest(await readFile(EXAMPLE));
    expect(status).toBe(200);
    expect(body.parameters).toMatchObject({ camera: { kind: 'vanishing-lines' }, building: { plan: { kind: 'box' } } });
    expect(body.findings).toContainEqual(expect.objectContaining({ about: 'focal-length', confidence: 'sure' }));
  }, 60_000);

  it('without lines is answered with words alone', async () => {
    const blank = { widthPx: 64, heightPx: 48, channels: 3, data: new Float32Array(64 * 48 * 3).fill(0.3) } as const;
    const { status, body } = await suggest(await encodePng(blank));
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['findings']);
  });

  it('that is no picture is refused, and so is who may not ask for takes there', async () => {
    expect(await suggest(Buffer.from('words'))).toMatchObject({ status: 415, body: { code: 'PICTURE_TYPE_MISMATCH' } });
    server.visitor.actor = {
      id: 'account:nobody',
      name: 'Nobody',
      accountId: 'nobody',
      isOwner: false,
      roles: {},
      performers: [],
    };
    expect((await suggest(Buffer.from('words'))).status).toBe(404);
  });
});
