import type { AccessActor } from '@backlot/policy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../testing/open-test-server.ts';

const PRODUCER: AccessActor = {
  id: 'account:iris',
  name: 'Iris',
  accountId: 'iris',
  isOwner: false,
  roles: { '*': ['producer'] },
  performers: [],
};
const ADA = { name: 'Ada Marlow', characters: ['Captain Wren'], status: { kind: 'living' } };
const CONSENT = {
  kind: 'digital-alteration',
  description: 'Made up to fifteen years younger in the opening scene, as scripted and as performed on set.',
  scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 15 }], languages: [] },
  term: { from: '2020-01-01', until: '2099-12-31' },
  territory: 'world',
  signature: { by: 'performer', name: 'Ada Marlow', signedOn: '2020-01-01', isSeparatelySigned: true },
  cover: { counsel: 'J. Ferreira' },
};

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
  server.visitor.actor = PRODUCER;
  await send('POST', '/api/productions', { slug: 'harbour', title: 'Harbour' });
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  // Each test looks at the part it knows.
  readonly body: { readonly id: string; readonly code: string };
}

async function send(method: string, path: string, body?: unknown): Promise<Answer> {
  const isForm = body instanceof FormData;
  const response = await server.request(path, {
    method,
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(body === undefined || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

function fileForm(field: string, content: string, name: string): FormData {
  const form = new FormData();
  form.set(field, new File([content], name));
  return form;
}

describe('the register', () => {
  it('takes a performer and a consent from draft to withdrawn', async () => {
    const performer = await send('POST', '/api/productions/harbour/performers', ADA);
    expect(performer.status).toBe(200);
    const draft = await send('POST', '/api/productions/harbour/consents', { ...CONSENT, performer: performer.body.id });
    expect(draft.body).toMatchObject({ state: 'draft', standing: 'draft' });
    const consent = `/api/consents/${draft.body.id}`;
    const early = await send('POST', `${consent}/grant`);
    expect([early.status, early.body.code]).toEqual([422, 'CONSENT_INCOMPLETE']);
    const attached = await send('POST', `${consent}/document`, fileForm('document', 'signed', 'rider.pdf'));
    expect(attached.body).toMatchObject({ document: { name: 'rider.pdf', byteLength: 6 } });
    expect((await send('POST', `${consent}/grant`)).body).toMatchObject({ standing: 'granted' });
    const document = await server.request(`${consent}/document`);
    expect([await document.text(), document.headers.get('content-disposition')]).toEqual([
      'signed',
      expect.stringContaining('rider.pdf'),
    ]);
    expect((await send('POST', `${consent}/withdraw`, {})).body).toEqual({ quarantined: [], deliveries: [] });
    const again = await send('POST', `${consent}/withdraw`, {});
    expect([again.status, again.body.code]).toEqual([409, 'RIGHT_STATE_INVALID']);
    const register = await send('GET', '/api/productions/harbour/register');
    expect(register.body).toMatchObject({
      performers: [{ name: 'Ada Marlow' }],
      consents: [{ standing: 'withdrawn', withdrawnBy: 'Iris' }],
    });
  });

  it('never changes a consent once it is granted', async () => {
    const performer = await send('POST', '/api/productions/harbour/performers', ADA);
    const { body } = await send('POST', '/api/productions/harbour/consents', {
      ...CONSENT,
      performer: performer.body.id,
    });
    await send('POST', `/api/consents/${body.id}/document`, fileForm('document', 'signed', 'rider.pdf'));
    await send('POST', `/api/consents/${body.id}/grant`);
    const late = await send('POST', `/api/consents/${body.id}/document`, fileForm('document', 'other', 'other.pdf'));
    expect([late.status, late.body.code]).toEqual([409, 'RIGHT_STATE_INVALID']);
  });

  it('keeps productions apart: a consent names a performer of its own production', async () => {
    await send('POST', '/api/productions', { slug: 'desert', title: 'Desert' });
    const performer = await send('POST', '/api/productions/harbour/performers', ADA);
    const foreign = await send('POST', '/api/productions/desert/consents', {
      ...CONSENT,
      performer: performer.body.id,
    });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'PERFORMER_NOT_FOUND']);
  });

  it('takes licences with their document, and model cards', async () => {
    const form = fileForm('document', 'agreement', 'agreement.pdf');
    const licence = { title: 'Plates', owner: 'Us', terms: 'Ours.', allowedUses: ['plate'] };
    form.set('licence', JSON.stringify(licence));
    const added = await send('POST', '/api/productions/harbour/licences', form);
    expect(added.body).toMatchObject({ ...licence, state: 'in-force', document: { name: 'agreement.pdf' } });
    const revoked = await send('POST', `/api/licences/${added.body.id}/revoke`, { text: 'ended' });
    expect(revoked.body).toEqual({ quarantined: [], deliveries: [] });
    const card = {
      name: 'small',
      vendor: 'Own',
      version: '1',
      licence: 'Apache-2.0',
      trainedOn: 'own',
      retainsInputs: false,
      trainsOnInputs: false,
      environment: 'secured',
    };
    expect((await send('POST', '/api/productions/harbour/models', card)).body).toMatchObject(card);
  });

  it('switches packs and knows names', async () => {
    const vocabulary = { characters: ['Rose'], places: ['Victoria Dock'] };
    const changed = await send('PATCH', '/api/productions/harbour', { packs: ['netflix', 'netflix'], vocabulary });
    expect(changed.body).toMatchObject({ packs: ['netflix'], vocabulary });
    const unknown = await send('PATCH', '/api/productions/harbour', { packs: ['nflx'] });
    expect([unknown.status, unknown.body.code]).toEqual([400, 'REQUEST_INVALID']);
  });

  it('is nothing that an artist may change, or a stranger may know of', async () => {
    const performer = await send('POST', '/api/productions/harbour/performers', ADA);
    server.visitor.actor = { ...PRODUCER, roles: { harbour: ['artist'] } };
    expect((await send('POST', '/api/productions/harbour/performers', ADA)).status).toBe(403);
    expect((await send('GET', '/api/productions/harbour/register')).status).toBe(200);
    server.visitor.actor = { ...PRODUCER, roles: { desert: ['producer'] } };
    expect((await send('GET', '/api/productions/harbour/register')).status).toBe(404);
    expect((await send('GET', `/api/performers/${performer.body.id}/uses`)).status).toBe(404);
  });

  it('lets a performer withdraw their own consent and nobody else’s', async () => {
    const ids: string[] = [];
    for (const name of ['Ada Marlow', 'Tomas Okafor']) {
      const performer = await send('POST', '/api/productions/harbour/performers', { ...ADA, name });
      const consent = await send('POST', '/api/productions/harbour/consents', {
        ...CONSENT,
        performer: performer.body.id,
      });
      ids.push(performer.body.id, consent.body.id);
    }
    const [ada = '', adasConsent = '', , othersConsent = ''] = ids;
    server.visitor.actor = { ...PRODUCER, name: 'Ada', roles: { harbour: ['performer'] }, performers: [ada] };
    expect((await send('POST', `/api/consents/${othersConsent}/withdraw`, {})).status).toBe(404);
    expect((await send('POST', `/api/consents/${adasConsent}/withdraw`, {})).status).toBe(200);
  });
});
