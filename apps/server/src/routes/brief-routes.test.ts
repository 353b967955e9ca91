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
const STRANGER: AccessActor = { ...ARTIST, roles: { elsewhere: ['artist'] } };
const CARD = {
  name: 'Clay',
  vendor: 'Clay & Co',
  version: '1',
  licence: 'agreed',
  trainedOn: 'licensed',
  retainsInputs: false,
  trainsOnInputs: false,
  environment: 'secured',
  model: 'clay-words',
  task: 'words',
};

let server: TestServer;
let card: string;
beforeEach(async () => {
  server = await openTestServer();
  await send('/api/productions', { slug: 'harbour', title: 'Harbour' });
  server.visitor.actor = PRODUCER;
  const clay = { title: 'Clay', kind: 'fal', isOwn: false, key: 'secret' };
  const backEnd = (await send('/api/productions/harbour/back-ends', clay)).body.id;
  card = (await send('/api/productions/harbour/models', { ...CARD, backEnd })).body.id;
  server.visitor.actor = ARTIST;
});
afterEach(() => server.close());

async function send(path: string, body: object) {
  const headers = { 'content-type': 'application/json' };
  const response = await server.request(path, { method: 'POST', body: JSON.stringify(body), headers });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const ask = (text: string, path = '') => send(`/api/productions/harbour/brief${path}`, { card, text });

describe('briefs over HTTP', () => {
  it('are planned, and read into a form', async () => {
    const plan = await ask('A pier at dawn.', '/plan');
    expect(plan).toMatchObject({ status: 200, body: { explanation: { decision: { outcome: 'allow' } } } });
    expect(plan.body.egress.calls[0].items[0].text).toContain('A pier at dawn.');
    const read = await ask('A pier at dawn.');
    expect(read).toMatchObject({ status: 200, body: { reading: { shots: [], questions: [] } } });
  });

  it('are refused by policy with its reasons, and to who may not ask for takes', async () => {
    expect(await ask('Tom Hanks on a pier.')).toMatchObject({ status: 403, body: { code: 'APPROVAL_NEEDED' } });
    server.visitor.actor = STRANGER;
    expect(await ask('A pier at dawn.')).toMatchObject({ status: 404 });
  });

  it('need words', async () => {
    expect(await ask('  ')).toMatchObject({ status: 400 });
  });
});
