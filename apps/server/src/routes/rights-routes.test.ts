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

describe('who stands for a performer', () => {
  it('is named by those who run that performer’s production, and by nobody from another', async () => {
    await send('POST', '/api/productions', { slug: 'other', title: 'Other' });
    const ada = await register('Ada Lind');
    const link = { label: 'Agent', performers: [ada.id] };
    const invitation = (production: string) => ({ ...link, roles: [{ production, role: 'performer' }] });
    const asking: readonly (readonly [string, object])[] = [
      ['/api/productions/other/performer-links', link],
      ['/api/invitations', invitation('other')],
      ['/api/productions/other/performer-links', { ...link, performers: ['nobody'] }],
    ];
    server.visitor.actor = { ...MARA, roles: { other: ['producer'] } };
    for (const [path, wish] of asking) {
      const headers = { 'content-type': 'application/json' };
      const answer = await server.request(path, { method: 'POST', headers, body: JSON.stringify(wish) });
      expect([answer.status, await answer.json()]).toMatchObject([
        404,
        { code: 'PERFORMER_NOT_FOUND', hint: expect.any(String) },
      ]);
    }
    expect(await server.crew.listKeys({})).toEqual([]);

    server.visitor.actor = { ...MARA, roles: { 'night-harbour': ['producer'] } };
    await send('POST', '/api/productions/night-harbour/performer-links', link);
    await send('POST', '/api/invitations', invitation('night-harbour'));
    server.visitor.actor = MARA;
    await send('POST', '/api/invitations', invitation('*'));
  });

  it('reads nothing in a production where they do not hold the role, whatever their link names', async () => {
    const ada = await register('Ada Lind');
    await consentOf(ada.id);
    await askFor({ use: { people: [{ performer: ada.id, operation: 'cosmetic' }] } });
    server.visitor.actor = { ...MARA, roles: { other: ['performer'] }, performers: [ada.id] };
    const answer = await send<MineView>('GET', '/api/mine');
    expect(answer).toEqual({ performers: [], consents: [], takes: [], productions: [] });
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

describe('an input of an earlier take', () => {
  it('stands under its licence again, and no statement takes that licence’s place', async () => {
    const form = new FormData();
    form.set('licence', JSON.stringify({ title: 'Plates', owner: 'K', terms: 'Any', allowedUses: ['plate'] }));
    const licence = await send<Licence>('POST', '/api/productions/night-harbour/licences', form);
    const first = await askFor({ inputs: { plate: { file: 'plate.png', licenceId: licence.id } } });
    const reuse = (plate: object, upload?: File): Promise<Response> => {
      const order = new FormData();
      order.set('engine', 'gradient');
      order.set('setUp', JSON.stringify({ ...TEST_SET_UP, inputs: { plate: { file: 'plate.png', ...plate } } }));
      order.set('reuse', JSON.stringify({ plate: first.id }));
      if (upload) order.set('plate', upload);
      return server.request('/api/takes', { method: 'POST', body: order });
    };
    const words = { licence: { owner: 'me', statement: 'mine' } };
    for (const other of [words, { licenceId: 'another' }]) {
      const refused = await reuse(other);
      expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'LICENCE_KEPT' }]);
    }
    for (const same of [{}, { licenceId: licence.id }]) {
      const answer = await reuse(same);
      expect([answer.status, await answer.json()]).toMatchObject([200, { licences: { plate: { id: licence.id } } }]);
    }
    // A file of their own is their own to speak of.
    expect((await reuse(words, new File(['another plate'], 'plate.png'))).status).toBe(200);
  });
});

describe('a quarantined take', () => {
  const everywhere = (id: string): string[] =>
    ['', '/verification', '/ledger', '/explanation', '/recipe', '/reviews', '/rights'].map(
      (about) => `/api/takes/${id}${about}`,
    );
  const statusOf = async (path: string): Promise<number> => (await server.request(path)).status;

  it('is there for the producer and legal, and for nobody else of the crew under any address', async () => {
    const form = new FormData();
    form.set('licence', JSON.stringify({ title: 'Plates', owner: 'K', terms: 'Any', allowedUses: ['plate'] }));
    const licence = await send<Licence>('POST', '/api/productions/night-harbour/licences', form);
    const { id } = await askFor({ inputs: { plate: { file: 'plate.png', licenceId: licence.id } } });
    await send('POST', `/api/licences/${licence.id}/revoke`, {});

    for (const role of ['artist', 'supervisor'] as const) {
      server.visitor.actor = { ...MARA, id: 'account:art', name: 'Art', accountId: 'art', roles: { '*': [role] } };
      for (const path of everywhere(id)) expect([role, path, await statusOf(path)]).toEqual([role, path, 404]);
      expect(await send('GET', `/api/licences/${licence.id}/uses`)).toEqual({ takes: [] });
      const entries = await send<{ subject: string }[]>('GET', '/api/ledger');
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.filter(({ subject }) => subject === id)).toEqual([]);
    }
    for (const role of ['producer', 'legal'] as const) {
      server.visitor.actor = { ...MARA, id: 'account:lea', name: 'Lea', accountId: 'lea', roles: { '*': [role] } };
      for (const path of everywhere(id)) expect([role, path, await statusOf(path)]).toEqual([role, path, 200]);
    }
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

  it('and what else is made for looking are shown while it is held, and no working file', async () => {
    const take = await server.makeTake();
    const outputs = take.outputs.map((file) => ({ ...file, role: 'variant', mediaType: 'image/png' }));
    const [variant] = outputs;
    const url = `/api/takes/${take.id}/files/${variant?.name}`;
    const stand = (state: TakeRecord['state'], made: TakeRecord['outputs']): void => {
      Object.assign(server.studio, { getTake: async () => ({ ...take, state, files: [], outputs: made }) });
    };
    stand('held', outputs);
    expect((await server.request(url)).status).toBe(200);
    stand('held', take.outputs);
    expect((await server.request(url)).status).toBe(404);
    stand('failed', outputs);
    expect((await server.request(url)).status).toBe(404);
  });
});
