import type { AccessActor } from '@backlot/policy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../testing/open-test-server.ts';

const PRODUCER: AccessActor = {
  id: 'account:iris',
  name: 'Iris',
  accountId: 'iris',
  isOwner: false,
  roles: { harbour: ['producer'] },
  performers: [],
};
const ARTIST: AccessActor = {
  ...PRODUCER,
  id: 'account:ada',
  name: 'Ada',
  accountId: 'ada',
  roles: { harbour: ['artist'] },
};
const STRANGER: AccessActor = { ...PRODUCER, roles: { elsewhere: ['producer'] } };
const KEY = 'sk-a-key-of-many-characters-1234';
const CLAY = { title: 'Clay', kind: 'fal', isOwn: false, key: KEY };

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
  await send('POST', '/api/productions', { slug: 'harbour', title: 'Harbour' });
  server.visitor.actor = PRODUCER;
});
afterEach(() => server.close());

async function send(method: string, path: string, body?: unknown) {
  const isForm = body instanceof FormData;
  const response = await server.request(path, {
    method,
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(body === undefined || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

async function addModel(): Promise<string> {
  const { body: backEnd } = await send('POST', '/api/productions/harbour/back-ends', CLAY);
  const card = {
    name: 'Clay',
    vendor: 'Clay & Co',
    version: '1',
    licence: 'agreed',
    trainedOn: 'licensed',
    retainsInputs: false,
    trainsOnInputs: false,
    environment: 'secured',
    backEnd: backEnd.id,
    model: 'clay-1',
    task: 'image',
  };
  return (await send('POST', '/api/productions/harbour/models', card)).body.id;
}

function takeForm(model: string, prompt: string): FormData {
  const form = new FormData();
  form.set('engine', 'clay');
  const setUp = {
    production: 'harbour',
    shot: 'sq010/sh0040',
    purpose: 'ideation',
    inputs: {},
    parameters: { model, prompt },
  };
  form.set('setUp', JSON.stringify(setUp));
  return form;
}

describe('back ends over HTTP', () => {
  it('are added, tested, switched off, and never give their key out', async () => {
    const added = await send('POST', '/api/productions/harbour/back-ends', CLAY);
    expect(added).toMatchObject({ status: 200, body: { keyEnding: '1234', isOff: false } });
    const tested = await send('POST', `/api/back-ends/${added.body.id}/test`);
    expect(tested.body).toMatchObject({ about: 'Clay', missing: [] });
    const changed = await send('PATCH', `/api/back-ends/${added.body.id}`, { isOff: true });
    expect(changed.body.isOff).toBe(true);
    const listed = await send('GET', '/api/productions/harbour/models');
    expect(listed.body.backEnds).toMatchObject([{ title: 'Clay', isOff: true }]);
    expect([added, tested, changed, listed].map(({ text }) => text).join()).not.toContain(KEY);
    expect(server.logged.join()).not.toContain(KEY);
  });

  it('are seen by the crew, changed by producers, and not there for others', async () => {
    const { body } = await send('POST', '/api/productions/harbour/back-ends', CLAY);
    server.visitor.actor = ARTIST;
    expect((await send('GET', '/api/productions/harbour/models')).status).toBe(200);
    expect((await send('PATCH', `/api/back-ends/${body.id}`, { isOff: true })).status).toBe(403);
    server.visitor.actor = STRANGER;
    expect(await send('PATCH', `/api/back-ends/${body.id}`, { isOff: true })).toMatchObject({
      status: 404,
      body: { code: 'BACK_END_NOT_FOUND' },
    });
    expect((await send('GET', '/api/productions/harbour/models')).status).toBe(404);
  });
});

it('an offline production says so in the list of productions', async () => {
  const offlineOf = async () =>
    (await send('GET', '/api/productions')).body.map(({ offline }: { offline: unknown }) => offline);
  expect(await offlineOf()).toEqual([null]);
  await send('PATCH', '/api/productions/harbour/model-terms', { isOffline: true });
  expect(await offlineOf()).toEqual(['production']);
});

it('a budget saved by whoever has not heard of the offline switch leaves it, and other limits, as they are', async () => {
  const change = (body: object) => send('PATCH', '/api/productions/harbour/model-terms', body);
  await change({ budgetUsdMicros: 5_000_000, shotBudgetsUsdMicros: { 'sq010/sh0040': 1_000_000 } });
  await Promise.all([change({ isOffline: true }), change({ shotBudgetsUsdMicros: { 'sq010/sh0050': 2_000_000 } })]);
  expect((await change({ budgetUsdMicros: null })).body.models).toEqual({
    isOffline: true,
    shotBudgetsUsdMicros: { 'sq010/sh0040': 1_000_000, 'sq010/sh0050': 2_000_000 },
  });
});

describe('corrections over HTTP', () => {
  it('give a back end another title, address and key, and remove it with its key, which no answer shows', async () => {
    const { body } = await send('POST', '/api/productions/harbour/back-ends', CLAY);
    const path = `/api/back-ends/${body.id}`;
    const change = { title: 'Clay 2', address: 'https://clay.example', key: `${KEY}-9876` };
    const changed = await send('PATCH', path, change);
    expect(changed).toMatchObject({ status: 200, body: { title: 'Clay 2', keyEnding: '9876' } });
    expect(await send('PATCH', path, { address: null })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID' },
    });
    const removed = await send('DELETE', path);
    expect(removed).toMatchObject({ status: 200, body: { id: body.id, removedAt: expect.any(String) } });
    expect(await send('DELETE', path)).toMatchObject({ status: 404, body: { code: 'BACK_END_NOT_FOUND' } });
    const listed = await send('GET', '/api/productions/harbour/models');
    expect(listed.body).toMatchObject({ backEnds: [], removedBackEnds: [{ title: 'Clay 2' }] });
    expect([changed, removed, listed].map(({ text }) => text).join()).not.toContain(KEY);
  });

  it('put a card in the place of another, or retire it', async () => {
    const model = await addModel();
    const [card] = (await send('GET', '/api/productions/harbour/models')).body.cards;
    const { id: _, production: _p, createdAt: _c, ...content } = card;
    const corrected = await send('PUT', `/api/models/${model}`, { ...content, version: '2' });
    expect(corrected).toMatchObject({ status: 200, body: { version: '2', replaces: model } });
    expect(await send('POST', `/api/models/${model}/retire`)).toMatchObject({
      status: 409,
      body: { code: 'RIGHT_STATE_INVALID' },
    });
    const retired = await send('POST', `/api/models/${corrected.body.id}/retire`);
    expect(retired.body).toMatchObject({ retiredAt: expect.any(String) });
    server.visitor.actor = ARTIST;
    const asked = await send('POST', '/api/takes/plan', takeForm(corrected.body.id, 'a pier at dawn'));
    expect(asked.body.explanation.decision).toMatchObject({
      outcome: 'deny',
      reasons: [{ ruleId: 'model-card-not-retired' }],
    });
  });

  it('let a model stand that nobody here knows, and say which ones are near', async () => {
    const { body: backEnd } = await send('POST', '/api/productions/harbour/back-ends', CLAY);
    const content = { backEnd: backEnd.id, model: 'clay-11', task: 'image' };
    const card = { ...{ name: 'C', vendor: 'C', version: '1', licence: 'x', environment: 'secured' }, ...content };
    const declared = { trainedOn: 'licensed', retainsInputs: false, trainsOnInputs: false };
    const added = await send('POST', '/api/productions/harbour/models', { ...card, ...declared });
    expect(added).toMatchObject({ status: 200, body: { model: 'clay-11', nearNames: ['clay-1'] } });
    const corrected = await send('PUT', `/api/models/${added.body.id}`, { ...card, ...declared, model: 'clay-1' });
    expect(corrected.body).toMatchObject({ model: 'clay-1', nearNames: [] });
  });

  it('are a producer’s, and are not there for others', async () => {
    const model = await addModel();
    const [{ id }] = (await send('GET', '/api/productions/harbour/models')).body.backEnds;
    const asked = [
      ['DELETE', `/api/back-ends/${id}`],
      ['POST', `/api/models/${model}/retire`],
    ] as const;
    for (const [actor, status] of [
      [ARTIST, 403],
      [STRANGER, 404],
    ] as const) {
      server.visitor.actor = actor;
      for (const [method, path] of asked) expect((await send(method, path)).status).toBe(status);
    }
  });
});

describe('a take that a model makes, over HTTP', () => {
  it('is planned before it is asked for: what leaves, what it costs, whom the words point to', async () => {
    const model = await addModel();
    server.visitor.actor = ARTIST;
    const planned = await send('POST', '/api/takes/plan', takeForm(model, 'Tom Hanks on a pier'));
    expect(planned.body).toMatchObject({
      egress: { calls: [{ backEnd: { title: 'Clay' }, estimateUsdMicros: 40_000 }] },
      words: [{ where: 'prompt', text: 'Tom Hanks' }],
    });
    expect(planned.body.explanation.decision.outcome).not.toBe('allow');
    expect((await send('GET', '/api/takes')).body).toEqual([]);
    const typed = await send('POST', '/api/productions/harbour/words', { text: 'a pier at dawn' });
    expect(typed.body.found).toEqual([]);
  });

  it('is refused where the budget is spent, with what was spent', async () => {
    const model = await addModel();
    const terms = { isOffline: false, budgetUsdMicros: 30_000, shotBudgetsUsdMicros: {} };
    expect((await send('PATCH', '/api/productions/harbour/model-terms', terms)).body.models).toEqual(terms);
    server.visitor.actor = ARTIST;
    const refused = await send('POST', '/api/takes', takeForm(model, 'a pier at dawn'));
    expect(refused).toMatchObject({ status: 402, body: { code: 'BUDGET_SPENT' } });
    expect((await send('PATCH', '/api/productions/harbour/model-terms', terms)).status).toBe(403);
  });
});
