import { BacklotError } from '@backlot/film';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerProblem } from '../guard/answer-problem.ts';
import type { ServerContext } from '../server-context.ts';
import { MARA, openTestServer, type TestServer } from '../testing/open-test-server.ts';
import { answers } from '../wire/answers.ts';
import { DoorRouter, defineRoute } from './door-router.ts';
import { endWhenLost, RECHECK_MS } from './end-when-lost.ts';
import { namedInBody, theStudio, theTake } from './resources.ts';

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
});
afterEach(() => server.close());

const done = answers('Done', z.object({ done: z.boolean() }));

/** The router's routes with the errors that the whole server makes of them. */
function mount(router: { readonly app: OpenAPIHono }) {
  const app = new OpenAPIHono();
  app.onError((error, context) => answerProblem(error, context, server.context.log));
  return app.route('/', router.app);
}

describe('a route', () => {
  it('cannot be registered without access, with an action that there is not, or with a resource that its path lacks', () => {
    const route = { method: 'get', path: '/things', responses: done } as const;
    // @ts-expect-error: no access
    defineRoute(route);
    // @ts-expect-error: no such action
    defineRoute({ ...route, access: { action: 'do-things', resource: theStudio } });
    // @ts-expect-error: the path names no take
    defineRoute({ ...route, access: { action: 'view-take', resource: theTake } });
    // @ts-expect-error: not made by defineRoute
    expect(() => new DoorRouter(server.context).openapi(route, () => new Response())).toThrow();
    defineRoute({ ...route, path: '/takes/{take}/things', access: { action: 'view-take', resource: theTake } });
  });

  it('that leaves the question to its handler is not answered unless the handler asks', async () => {
    const route = defineRoute({
      method: 'post',
      path: '/forgetful',
      access: { action: 'request-take', resource: namedInBody },
      responses: done,
    });
    const forgetful = mount(
      new DoorRouter(server.context).openapi(route, (context) => context.json({ done: true }, 200)),
    );
    const response = await forgetful.request('/forgetful', { method: 'POST' });
    expect([response.status, await response.json()]).toMatchObject([500, { code: 'INTERNAL' }]);
    expect(server.logged.join()).toContain('answered without asking for access');
    const mindful = mount(
      new DoorRouter(server.context).openapi(route, (context) => {
        context.get('access').demand('request-take', { kind: 'production', production: 'x' });
        return context.json({ done: true }, 200);
      }),
    );
    expect((await mindful.request('/forgetful', { method: 'POST' })).status).toBe(200);
  });

  it('reads nothing of a body before it knows who sends it', async () => {
    server.visitor.actor = undefined;
    const body = new ReadableStream({ pull: () => Promise.reject(new Error('read')) });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    expect((await server.request('/api/takes', init)).status).toBe(401);
  });

  it('takes no body longer than it says', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': String(17 * 1024 * 1024) };
    const response = await server.request('/api/productions', { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(413);
  });

  it('gives the acting person in the role in which they may, and 403 with the rules that spoke', async () => {
    const artist = { ...MARA, roles: { '*': ['artist' as const] } };
    server.visitor.actor = artist;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ slug: 'harbour', title: 'Harbour' });
    const refused = await server.request('/api/productions', { method: 'POST', headers, body });
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { code: 'ACCESS_DENIED', hint: expect.any(String), details: { reasons: [{ ruleId: 'no-rule' }] } },
    ]);
    server.visitor.actor = { ...artist, isOwner: true };
    expect((await server.request('/api/productions', { method: 'POST', headers, body })).status).toBe(200);
    const [entry] = await server.studio.readLedger(0, 1);
    expect(entry?.body).toMatchObject({ by: { name: 'mara', role: 'owner', accountId: 'mara' } });
  });
});

describe('files', () => {
  it('are shown and handed out only while the studio lets anybody look, and nobody else learns of it', async () => {
    const take = await server.makeTake();
    const refusal = new BacklotError('DECISION_DENIED', 'Consent was withdrawn');
    const withdrawn: ServerContext['studio'] = { ...server.studio, demandViewable: () => Promise.reject(refusal) };
    Object.assign(server.context, { studio: withdrawn });
    const paths = [
      `/api/takes/${take.id}/files/${take.files[0]?.name}`,
      `/api/takes/${take.id}/frames/composite/0.png`,
    ];
    for (const path of paths) {
      const response = await server.request(path);
      expect([path, response.status, await response.json()]).toMatchObject([path, 403, { code: 'DECISION_DENIED' }]);
    }
    expect((await server.request(`/api/takes/${take.id}`)).status).toBe(200);
    server.visitor.actor = { ...MARA, roles: { elsewhere: ['supervisor'] } };
    for (const path of paths) expect((await server.request(path)).status).toBe(404);
  });

  it('are asked about anew by browsers that keep them', async () => {
    const take = await server.makeTake();
    const path = `/api/takes/${take.id}/frames/composite/0.png`;
    const first = await server.request(path);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await server.request(path, { headers })).status).toBe(304);
    server.visitor.actor = undefined;
    expect((await server.request(path, { headers })).status).toBe(401);
  });
});

describe('endWhenLost', () => {
  it('breaks a body off once the right is gone, and lets go of what it read from', async () => {
    let [isAllowed, isCancelled] = [true, false];
    const endless = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.enqueue(new Uint8Array(1));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const recheck = async () => {
      if (!isAllowed) throw new BacklotError('SIGN_IN_NEEDED', 'gone');
    };
    const reader = endWhenLost(endless, recheck).getReader();
    expect((await reader.read()).done).toBe(false);
    isAllowed = false;
    const startedMs = performance.now();
    const drain = async () => {
      while (!(await reader.read()).done);
    };
    await expect(drain()).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    expect(performance.now() - startedMs).toBeLessThan(RECHECK_MS + 500);
    expect(isCancelled).toBe(true);
  });

  it('passes on every byte of a body that ends by itself', async () => {
    const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
    const body = endWhenLost(new Response(bytes).body ?? new ReadableStream(), async () => {});
    expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(bytes);
  });
});
