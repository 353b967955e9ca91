import type { Licence, Work } from '@backlot/film';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MARA, openTestServer, type TestServer } from '../testing/open-test-server.ts';
import type { RegisterView } from '../wire/rights-wire.ts';

const WORKS = '/api/productions/night-harbour/works';
const REQUEST = { title: 'Harbour mural', owner: 'Iva Berg', reason: 'She objected on 2 May.' };
/** As the rooms for tests read pictures: a signature, and what it shows. */
const PICTURE = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('\nshows: a whale\n')]);

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
  await post('/api/productions', { slug: 'night-harbour', title: 'Night Harbour' });
});
afterEach(() => server.close());

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

function upload(request: object = REQUEST, bytes: Uint8Array = PICTURE): Promise<Response> {
  const body = new FormData();
  body.set('work', JSON.stringify(request));
  body.set('picture', new File([Uint8Array.from(bytes)], 'mural.png'));
  return server.request(WORKS, { method: 'POST', body });
}

it('a work is put on file with its picture, listed, and its picture shown', async () => {
  const answer = await upload();
  expect(answer.status).toBe(200);
  const work = (await answer.json()) as Work;
  expect(work).toMatchObject({ ...REQUEST, picture: { name: 'mural.png', mediaType: 'image/png' } });
  const register = await server.request('/api/productions/night-harbour/register');
  expect(((await register.json()) as RegisterView).works).toEqual([work]);
  const picture = await server.request(`/api/works/${work.id}/picture`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(picture.headers.get('content-security-policy')).toContain('sandbox');
  expect(Buffer.from(await picture.arrayBuffer()).equals(PICTURE)).toBe(true);
});

it('what is missing is pointed at, what is no picture is refused, what is not there is not found', async () => {
  expect((await upload({ title: 'Mural' })).status).toBe(400);
  const refused = await upload(REQUEST, Buffer.from('words'));
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ code: 'PICTURE_UNREADABLE' });
  const missing = await server.request('/api/works/nothing/picture');
  expect(await missing.json()).toMatchObject({ code: 'WORK_NOT_FOUND' });
});

it('a licence of the register can be said to cover it', async () => {
  const work = (await (await upload()).json()) as Work;
  const form = new FormData();
  form.set('licence', JSON.stringify({ title: 'M', owner: 'I', terms: 'T', allowedUses: ['reference'] }));
  const added = await server.request('/api/productions/night-harbour/licences', { method: 'POST', body: form });
  const { id: licenceId } = (await added.json()) as Licence;
  const headers = { 'content-type': 'application/json' };
  const put = (id: string) =>
    server.request(`/api/works/${work.id}/licence`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ licenceId: id }),
    });
  expect(await (await put(licenceId)).json()).toEqual({ ...work, licenceId });
  expect((await put('nothing')).status).toBe(404);
});

it('artists see what is on file and change nothing; strangers do not learn that it is there', async () => {
  const work = (await (await upload()).json()) as Work;
  server.visitor.actor = { ...MARA, roles: { 'night-harbour': ['artist'] } };
  expect((await server.request(`/api/works/${work.id}/picture`)).status).toBe(200);
  expect((await upload()).status).toBe(403);
  server.visitor.actor = { ...MARA, roles: {} };
  expect((await server.request(`/api/works/${work.id}/picture`)).status).toBe(404);
});
