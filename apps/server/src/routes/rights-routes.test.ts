import type { Consent, Licence, Performer } from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MARA, openTestServer, TEST_SET_UP, type TestServer } from '../testing/open-test-server.ts';
import type { MineView } from '../wire/rights-wire.ts';

let server: TestServer;
let mine: string[];
beforeEach(async () => {
  mine = [];
  server = await openTestServer();
  await send('POST', '/api/productions', { slug: 'night-harbour', title: 'Night Harbour' });
});
afterEach(() => server.close());

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const isForm = body instanceof FormData;
  const init: RequestInit = { method };
  if (body !== undefined) init.body = isForm ? body : JSON.stringify(body);
  if (body !== undefined && !isForm) init.headers = { 'content-type': 'application/json' };
  const response = await server.request(path, init);
  expect(response.status, `${method} ${path}`).toBe(200);
  return (await response.json()) as T;
}

const register = (name: string): Promise<Performer> =>
  send('POST', '/api/productions/night-harbour/performers', { name, status: { kind: 'living' } });

async function consentOf(performer: string): Promise<Consent> {
  return send('POST', '/api/productions/night-harbour/consents', {
    performer,
    kind: 'digital-alteration',
    description: 'Made eight years younger at the harbour',
    scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 8 }], languages: [] },
    term: { from: '2026-01-01', until: '2099-12-31' },
    territory: 'world',
  });
}

function askFor(change: Record<string, unknown>): Promise<{ id: string }> {
  const form = new FormData();
  form.set('engine', 'gradient');
  form.set('setUp', JSON.stringify({ ...TEST_SET_UP, ...change }));
  form.set('plate', new File(['plate'], 'plate.png'));
  return send('POST', '/api/takes', form);
}

/** The performer's own page, as somebody sees it who stands for those in `mine`. */
async function seeMine(): Promise<MineView> {
  server.visitor.actor = { ...MARA, roles: { 'night-harbour': ['performer'] }, performers: mine };
  return send('GET', '/api/mine');
}

describe('a performer’s own page', () => {
  it('tells of nobody while nobody is linked', async () => {
    await register('Ada Lind');
    expect(await seeMine()).toEqual({
      performers: [],
      consents: [],
      takes: [],
      productions: [],
    });
  });

  it('shows their consents and every take that uses them, and nothing of others', async () => {
    const [ada, bo] = [await register('Ada Lind'), await register('Bo Reed')];
    mine.push(ada.id);
    const [consent] = [await consentOf(ada.id), await consentOf(bo.id)];
    const people = [
      { performer: ada.id, operation: 're-age', years: 8 },
      { performer: bo.id, operation: 'dub', language: 'fr' },
    ];
    const both = await askFor({ use: { people } });
    await askFor({ use: { people: people.slice(1) } });

    const answer = await seeMine();
    expect(answer.performers.map(({ name }) => name)).toEqual(['Ada Lind']);
    expect(answer.consents.map(({ id, standing }) => [id, standing])).toEqual([[consent.id, 'draft']]);
    expect(answer.takes.map(({ id }) => id)).toEqual([both.id]);
    expect(answer.takes[0]?.people).toEqual([{ performer: ada.id, operation: 're-age', years: 8 }]);
    expect(answer.productions).toEqual([{ slug: 'night-harbour', title: 'Night Harbour' }]);
  });
});

describe('the takes that stand on a right', () => {
  it('are told of a performer, with what is done with them alone', async () => {
    const ada = await register('Ada Lind');
    const take = await askFor({ use: { people: [{ performer: ada.id, operation: 'cosmetic' }] } });
    const uses = await send('GET', `/api/performers/${ada.id}/uses`);
    expect(uses).toMatchObject({
      takes: [{ id: take.id, people: [{ performer: ada.id, operation: 'cosmetic' }] }],
    });
  });

  it('are told of a licence, and none of one that nothing was made of', async () => {
    const licences = await Promise.all(
      ['Harbour plates', 'Other plates'].map((title) => {
        const form = new FormData();
        form.set('licence', JSON.stringify({ title, owner: 'K', terms: 'Any', allowedUses: ['plate'] }));
        return send<Licence>('POST', '/api/productions/night-harbour/licences', form);
      }),
    );
    const inputs = { plate: { file: 'plate.png', licenceId: licences[0]?.id } };
    const take = await askFor({ inputs });
    expect(await send('GET', `/api/licences/${licences[0]?.id}/uses`)).toMatchObject({ takes: [{ id: take.id }] });
    expect(await send('GET', `/api/licences/${licences[1]?.id}/uses`)).toEqual({ takes: [] });
    const missing = await server.request('/api/licences/none/uses');
    expect([missing.status, ((await missing.json()) as { code: string }).code]).toEqual([404, 'LICENCE_NOT_FOUND']);
  });
});

describe('the frames of a take', () => {
  it('are shown while it is held, before there are sealed files, and not of one that failed', async () => {
    const take = await server.makeTake();
    const url = `/api/takes/${take.id}/frames/composite/1.png`;
    const sealed = await (await server.request(url)).arrayBuffer();
    const stand = (state: TakeRecord['state']): void => {
      Object.assign(server.studio, { getTake: async () => ({ ...take, state, files: [] }) });
    };
    stand('held');
    const held = await server.request(url);
    expect([held.status, held.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await held.arrayBuffer()).equals(Buffer.from(sealed))).toBe(true);
    stand('failed');
    expect((await server.request(url)).status).toBe(404);
  });
});
