import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fal } from '../vendors/fal.ts';
import { startVendorServer, type VendorServer } from './start-vendor-server.ts';

let server: VendorServer;
beforeEach(async () => {
  server = await startVendorServer({ protocol: fal, key: 'good' });
});
afterEach(() => server.close());

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(new URL(path, server.address), { headers: { authorization: 'Key good' }, ...init });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function start(prompt: string): ReturnType<typeof ask> {
  return ask('/fal-ai/flux/dev', { method: 'POST', body: JSON.stringify({ prompt }) });
}

describe('a vendor’s server', () => {
  it('takes a job from start to a result that is the same for the same words', async () => {
    const files = [];
    for (let times = 0; times < 2; times++) {
      const { body } = await start('a street');
      const states = [];
      for (let looks = 0; looks < 3; looks++) states.push((await ask(body.status_url as string)).body.status);
      expect(states).toEqual(['IN_PROGRESS', 'COMPLETED', 'COMPLETED']);
      const result = await ask(body.response_url as string);
      const [{ url }] = result.body.images as [{ url: string }];
      files.push(Buffer.from(await (await fetch(url)).arrayBuffer()));
    }
    expect(files[0]!.subarray(1, 4).toString()).toBe('PNG');
    expect(files[1]).toEqual(files[0]);
    expect(server.paid().map(({ request }) => request.prompt)).toEqual(['a street', 'a street']);
  });

  it('asks for its key, and logs what came', async () => {
    const refused = await ask('/fal-ai/flux/dev', { method: 'POST', headers: {} });
    expect(refused.status).toBe(401);
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/fal-ai/flux/dev', phases: ['start'] }]);
    expect(server.paid()).toEqual([]);
  });

  it('fails once as it was asked to, and then no more', async () => {
    server.fail('status-429');
    const response = await fetch(`${server.address}/fal-ai/flux/dev`, {
      method: 'POST',
      headers: { authorization: 'Key good' },
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
    expect((await start('a street')).status).toBe(200);
    expect(server.paid()).toHaveLength(1);
  });

  it('fails as the words ask', async () => {
    expect((await start('a street fault:status-402')).status).toBe(402);
    const { body } = await start('a street fault:moderation');
    await ask(body.status_url as string);
    await ask(body.status_url as string);
    expect(await ask(body.response_url as string)).toMatchObject({ status: 422 });
    const wrong = await start('a street fault:wrong-type');
    const page = await fetch(`${server.address}/results/${wrong.body.request_id}`);
    expect(page.headers.get('content-type')).toBe('text/html');
  });

  it('gives a film of another size, rate and length, and a picture of NaN, when asked to', async () => {
    const sizes = [];
    for (const words of ['x', 'x fault:other-film', 'x fault:nan-picture']) {
      const { body } = await ask('/fal-ai/wan/video', { method: 'POST', body: JSON.stringify({ prompt: words }) });
      sizes.push((await (await fetch(`${server.address}/results/${body.request_id}`)).arrayBuffer()).byteLength);
    }
    expect(new Set(sizes).size).toBe(3);
  });

  it('is told that a job was cancelled', async () => {
    const { body } = await start('a street');
    await ask(body.cancel_url as string, { method: 'PUT' });
    expect([...server.cancelled]).toEqual([body.request_id]);
  });
});
