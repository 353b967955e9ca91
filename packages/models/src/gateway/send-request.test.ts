import { Agent, MockAgent } from 'undici';
import { afterEach, expect, it } from 'vitest';
import type { Guard } from './guard.ts';
import { type OutboundRequest, sendRequest } from './send-request.ts';
import { sizeBody } from './sized-body.ts';
import { type Origin, openOrigin } from './testing/open-origin.ts';

const admitAll: Guard = { admit: async () => {}, admitHost: () => {}, lookupFor: () => () => {} };
const opened: Origin[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function openPair(status: number): Promise<{ from: Origin; to: Origin }> {
  const to = await openOrigin((_, response) => void response.end('there'));
  const from = await openOrigin((_, response) => void response.writeHead(status, { location: to.address }).end());
  opened.push(from, to);
  return { from, to };
}

function request(address: string, rest: Partial<OutboundRequest> = {}): OutboundRequest {
  const headers = new Headers({ authorization: 'Key s', 'x-goog-api-key': 's', cookie: 's', accept: 'video/mp4' });
  return { url: new URL(address), method: 'GET', headers, body: undefined, signal: undefined, ...rest };
}

it('takes no key to another origin', async () => {
  const { from, to } = await openPair(302);
  await sendRequest(request(from.address), { guard: admitAll, agent: new Agent(), onHop: () => {} });
  expect(from.requests[0]!.headers).toMatchObject({ authorization: 'Key s', 'x-goog-api-key': 's' });
  expect(to.requests[0]!.headers).not.toMatchObject({ authorization: expect.anything() });
  expect(to.requests[0]!.headers).not.toHaveProperty('x-goog-api-key');
  expect(to.requests[0]!.headers).not.toHaveProperty('cookie');
  expect(to.requests[0]!.headers.accept).toBe('video/mp4');
});

it('takes no words or files to another origin', async () => {
  const { from, to } = await openPair(307);
  const post = request(from.address, { method: 'POST', body: sizeBody('a secret script') });
  await expect(sendRequest(post, { guard: admitAll, agent: new Agent(), onHop: () => {} })).rejects.toMatchObject({
    code: 'OUTBOUND_ADDRESS_REFUSED',
  });
  expect(to.connections()).toBe(0);
});

it('refuses to go on without encryption', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get('https://models.example')
    .intercept({ path: '/' })
    .reply(302, '', { headers: { location: 'http://models.example/' } });
  await expect(
    sendRequest(request('https://models.example/'), { guard: admitAll, agent, onHop: () => {} }),
  ).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED', message: expect.stringContaining('unencrypted') });
});
