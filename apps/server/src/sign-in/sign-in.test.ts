import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRealServer, type RealServer } from '../testing/open-real-server.ts';

const PASSWORD = 'a long enough password';
let server: RealServer;
/** Everything secret that was handed out on the way. */
const handedOut: string[] = [PASSWORD];
const cookies: Record<string, string> = {};

/** What stands behind `#` of a link's address, or the token itself. */
function secretOf(address: string): string {
  const secret = address.split('#').at(-1) ?? '';
  handedOut.push(secret);
  return secret;
}

function keep(name: string, cookie: string): string {
  for (const pair of cookie.split('; ')) handedOut.push(decodeURIComponent(pair.slice(pair.indexOf('=') + 1)));
  cookies[name] = cookie;
  return cookie;
}

/** Takes an invitation; signs in. */
async function welcome(name: string, secret: string, more: object = {}): Promise<string> {
  const body = { secret, name, email: `${name}@example.org`, password: PASSWORD, ...more };
  const answer = await server.ask('/api/welcome', { body });
  expect([answer.status, answer.text]).toEqual([200, '{"done":true}']);
  return keep(name, answer.cookie);
}

async function invite(by: string, role: string, production: string): Promise<string> {
  const body = { label: role, roles: [{ production, role }] };
  const answer = await server.ask('/api/invitations', { body, cookie: cookies[by] ?? '' });
  expect(answer.status, answer.text).toBe(200);
  return secretOf(answer.json.secret);
}

beforeAll(async () => {
  server = await openRealServer();
}, 120_000);
afterAll(() => server.close());

describe('the first owner', () => {
  it('comes by a one-time link, of which only the newest works, and only once, whoever else tries at that moment', async () => {
    expect((await server.ask('/api/me')).json).toEqual({ who: null, hasOwner: false });
    const older = secretOf((await server.crew.makeOwnerLink()).secret);
    const link = secretOf((await server.crew.makeOwnerLink()).secret);
    expect((await server.ask('/api/welcome/look', { body: { secret: older } })).json.code).toBe('LINK_INVALID');
    expect((await server.ask('/api/welcome/look', { body: { secret: link } })).json).toMatchObject({
      kind: 'owner-link',
    });
    const short = { secret: link, name: 'Olga', email: 'olga@example.org', password: 'eleven char' };
    expect(await server.ask('/api/welcome', { body: short })).toMatchObject({
      status: 400,
      json: { code: 'REQUEST_INVALID', message: expect.stringContaining('at least 12 characters') },
    });
    const tries = ['olga', 'oleg', 'otto'].map((name) => {
      const body = { secret: link, name, email: `${name}@example.org`, password: PASSWORD, roles: ['supervisor'] };
      return server.ask('/api/welcome', { body });
    });
    const answers = await Promise.all(tries);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410]);
    keep('owner', answers.find((answer) => answer.status === 200)?.cookie ?? '');
    expect((await server.crew.listAccounts()).length).toBe(1);
    expect((await server.ask('/api/me', { cookie: cookies.owner ?? '' })).json.who).toMatchObject({
      by: 'account',
      isOwner: true,
      roles: { '*': ['supervisor'] },
    });
  });

  it('has a session whose cookie no page can read and no other site sends', async () => {
    const link = await invite('owner', 'artist', '*');
    const body = { secret: link, name: 'c', email: 'c@example.org', password: PASSWORD };
    const [cookie = ''] = (await server.ask('/api/welcome', { body })).setCookie;
    handedOut.push(decodeURIComponent(/=([^;]*)/.exec(cookie)?.[1] ?? ''));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
  });
});

describe('signing in', () => {
  it('says the same of an unknown address and a wrong password, and nobody signs up by themselves', async () => {
    const wrong = await server.ask('/api/sign-in', { body: { email: 'c@example.org', password: 'not the password' } });
    const unknown = await server.ask('/api/sign-in', { body: { email: 'nobody@example.org', password: PASSWORD } });
    expect([wrong.status, wrong.json.code]).toEqual([401, 'SIGN_IN_FAILED']);
    expect(unknown.json).toEqual(wrong.json);
    for (const path of ['/api/auth/sign-up/email', '/api/sign-up', '/api/auth/sign-in/email']) {
      expect((await server.ask(path, { body: { email: 'x@example.org', password: PASSWORD, name: 'x' } })).status).toBe(
        404,
      );
    }
  });

  it('works with the right password, ends with sign-out, and a forged or cut cookie is nobody', async () => {
    const answer = await server.ask('/api/sign-in', { body: { email: 'c@example.org', password: PASSWORD } });
    const cookie = keep('c', answer.cookie);
    expect((await server.ask('/api/productions', { cookie })).status).toBe(200);
    for (const bad of [cookie.slice(0, -4), `${cookie.split('.')[0]}.x`, cookie.replace('=', '=x')]) {
      expect((await server.ask('/api/productions', { cookie: bad })).status).toBe(401);
    }
    expect((await server.ask('/api/sign-out', { body: {}, cookie })).status).toBe(200);
    expect((await server.ask('/api/productions', { cookie })).status).toBe(401);
  });

  it('is refused for a while after ten wrong guesses, also with the right password', async () => {
    const guess = (password: string) => server.ask('/api/sign-in', { body: { email: 'c@example.org', password } });
    const statuses = [];
    for (let count = 0; count < 12; count += 1) statuses.push((await guess('wrong wrong wrong')).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect((await guess(PASSWORD)).json.code).toBe('SIGN_IN_TOO_OFTEN');
  });
});

describe('another password', () => {
  it('is set only by who knows the one before, and ends every other session', async () => {
    const cookie = await welcome('nora', await invite('owner', 'artist', '*'));
    const other = await server.ask('/api/sign-in', { body: { email: 'nora@example.org', password: PASSWORD } });
    const next = 'another long password';
    handedOut.push(next);
    const change = (current: string) => server.ask('/api/password', { body: { current, next }, cookie });
    expect((await change('not the password')).json.code).toBe('SIGN_IN_FAILED');
    const changed = await change(PASSWORD);
    expect(changed.status, changed.text).toBe(200);
    keep('nora', changed.cookie);
    for (const gone of [cookie, keep('other', other.cookie)]) {
      expect((await server.ask('/api/productions', { cookie: gone })).status).toBe(401);
    }
    expect((await server.ask('/api/productions', { cookie: cookies.nora ?? '' })).status).toBe(200);
    const signIn = (password: string) => server.ask('/api/sign-in', { body: { email: 'nora@example.org', password } });
    expect((await signIn(PASSWORD)).status).toBe(401);
    expect((await signIn(next)).status).toBe(200);
    const short = await server.ask('/api/password', {
      body: { current: next, next: 'short' },
      cookie: cookies.nora ?? '',
    });
    expect(short.status).toBe(400);
  });
});

describe('a production’s own people', () => {
  it('see their production and nothing of another, which answers as if it were not there', async () => {
    const cookie = cookies.owner ?? '';
    for (const slug of ['harbour', 'attic']) {
      expect((await server.ask('/api/productions', { body: { slug, title: slug }, cookie })).status).toBe(200);
    }
    await welcome('petra', await invite('owner', 'producer', 'harbour'));
    const petra = { cookie: cookies.petra ?? '' };
    expect((await server.ask('/api/productions', petra)).json.map((each: { slug: string }) => each.slug)).toEqual([
      'harbour',
    ]);
    const hidden = await server.ask('/api/productions/attic/shots', petra);
    const missing = await server.ask('/api/productions/nowhere/shots', petra);
    expect([hidden.status, hidden.text.replace('attic', 'nowhere')]).toEqual([404, missing.text]);
    const take = await server.makeTake({ name: 'ben', role: 'artist' }, { production: 'attic' });
    for (const path of ['', '/ledger', '/reviews', '/files/poster.png', '/frames/composite/0.png', '/verification']) {
      const foreign = await server.ask(`/api/takes/${take.id}${path}`, petra);
      const none = await server.ask(`/api/takes/none${path}`, petra);
      expect([path, foreign.status, foreign.text.replace(take.id, 'none')]).toEqual([path, 404, none.text]);
    }
    expect((await server.ask('/api/takes', petra)).json).toEqual([]);
    expect((await server.ask('/api/ledger?limit=500', petra)).text).not.toContain(take.id);
  });

  it('give roles in their production, none elsewhere and none to themselves', async () => {
    await welcome('anna', await invite('petra', 'artist', 'harbour'));
    const accounts = await server.crew.listAccounts();
    const idOf = (name: string) => accounts.find((account) => account.name === name)?.id;
    const give = (name: string, role: string, production: string) =>
      server.ask(`/api/members/${idOf(name)}/roles`, { body: { role, production }, cookie: cookies.petra ?? '' });
    expect((await give('anna', 'legal', 'harbour')).status).toBe(200);
    expect((await give('anna', 'legal', 'attic')).status).toBe(403);
    expect((await give('anna', 'legal', '*')).status).toBe(403);
    expect((await give('petra', 'legal', 'harbour')).json).toMatchObject({
      code: 'ACCESS_DENIED',
      details: { reasons: [{ ruleId: 'no-role-for-oneself' }] },
    });
    const invitation = {
      label: 'x',
      roles: [
        { production: 'harbour', role: 'artist' },
        { production: '*', role: 'legal' },
      ],
    };
    expect((await server.ask('/api/invitations', { body: invitation, cookie: cookies.petra ?? '' })).status).toBe(403);
    expect((await server.ask('/api/members', { cookie: cookies.petra ?? '' })).status).toBe(403);
  });

  it('lose a role at once', async () => {
    const anna = (await server.crew.listAccounts()).find((account) => account.name === 'anna');
    expect((await server.ask('/api/productions/harbour/shots', { cookie: cookies.anna ?? '' })).status).toBe(200);
    for (const role of ['artist', 'legal']) {
      const body = { role, production: 'harbour' };
      await server.ask(`/api/members/${anna?.id}/roles/take-back`, { body, cookie: cookies.petra ?? '' });
    }
    expect((await server.ask('/api/productions/harbour/shots', { cookie: cookies.anna ?? '' })).status).toBe(404);
  });
});

describe('a guest', () => {
  it('sees what the link names and nothing else, until it is ended; a running stream ends within two seconds', async () => {
    const mine = await server.makeTake({ name: 'ben', role: 'artist' }, { production: 'harbour' });
    const other = await server.makeTake({ name: 'ben', role: 'artist' }, { production: 'harbour', seed: 4 });
    const body = { label: 'Client', takes: [mine.id], mayNote: true };
    const made = await server.ask('/api/productions/harbour/guest-links', { body, cookie: cookies.petra ?? '' });
    expect(made.json.secret).toMatch(/\/guest#blg_/);
    const opened = await server.ask('/api/links/open', { body: { secret: secretOf(made.json.secret) } });
    const cookie = keep('guest', opened.cookie);
    expect(opened.json).toMatchObject({ by: 'guest-link', guest: { takes: [mine.id] } });

    expect((await server.ask(`/api/takes/${mine.id}`, { cookie })).status).toBe(200);
    expect((await server.ask(`/api/takes/${mine.id}/frames/composite/0.png`, { cookie })).status).toBe(200);
    expect((await server.ask(`/api/takes/${mine.id}/frames/plate/0.png`, { cookie })).status).toBe(403);
    expect((await server.ask(`/api/takes/${other.id}`, { cookie })).status).toBe(404);
    expect((await server.ask('/api/takes', { cookie })).json.map((take: { id: string }) => take.id)).toEqual([mine.id]);
    const note = { decision: 'note', text: 'Lovely' };
    expect((await server.ask(`/api/takes/${mine.id}/reviews`, { body: note, cookie })).json.by).toEqual({
      name: 'Client',
      role: 'guest',
    });
    const approval = { decision: 'approve', text: 'Yes' };
    expect((await server.ask(`/api/takes/${mine.id}/reviews`, { body: approval, cookie })).status).toBe(403);
    for (const path of ['/api/ledger', '/api/tokens', '/api/productions/harbour/members']) {
      expect([path, (await server.ask(path, { cookie })).status]).toEqual([path, path.includes('members') ? 404 : 403]);
    }

    const stream = await fetch(`${server.url}/api/events`, { headers: { cookie } });
    const reader = stream.body?.getReader();
    await reader?.read();
    const startedMs = performance.now();
    // As another process does it: this server is told nothing.
    const key = await server.crew.getKey(made.json.key.id);
    if (key) await server.crew.revokeKey(key, { name: 'Petra', role: 'producer' });
    for (;;) if ((await reader?.read())?.done) break;
    expect(performance.now() - startedMs).toBeLessThan(2000);
    expect((await server.ask(`/api/takes/${mine.id}`, { cookie })).status).toBe(401);
  });

  it('hears only of what the link names', async () => {
    const [mine, other] = (await server.studio.listTakes({ production: 'harbour' })).map((take) => take.id);
    const body = { label: 'Client', takes: [mine] };
    const made = await server.ask('/api/productions/harbour/guest-links', { body, cookie: cookies.petra ?? '' });
    const opened = await server.ask('/api/links/open', { body: { secret: secretOf(made.json.secret) } });
    const ending = new AbortController();
    const headers = { cookie: keep('listener', opened.cookie) };
    const stream = await fetch(`${server.url}/api/events`, { headers, signal: ending.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = (await reader?.read())?.value ?? '';
    const supervisor = { name: 'Sue', role: 'supervisor' } as const;
    for (const id of [other, mine]) {
      await server.studio.reviewTake(id ?? '', supervisor, { decision: 'note', text: 'See here', strokes: [] });
    }
    while (!heard.includes(mine ?? '-')) heard += (await reader?.read())?.value ?? '';
    expect(heard).not.toContain(other);
    ending.abort();
  });
});

describe('a token', () => {
  it('is shown once, does what its scopes name, shows when it was used, and ends at once', async () => {
    const body = { label: 'Farm', actions: ['list-productions', 'view-production'], productions: ['harbour'] };
    const made = await server.ask('/api/tokens', { body, cookie: cookies.owner ?? '' });
    const token = secretOf(made.json.secret);
    expect((await server.ask('/api/productions', { token })).json).toMatchObject([{ slug: 'harbour' }]);
    expect((await server.ask('/api/productions/harbour/shots', { token })).status).toBe(200);
    expect((await server.ask('/api/productions/attic/shots', { token })).status).toBe(404);
    expect((await server.ask('/api/tokens', { token })).json.details.reasons).toMatchObject([
      { ruleId: 'token-scope' },
    ]);
    const [listed] = (await server.ask('/api/tokens', { cookie: cookies.owner ?? '' })).json;
    expect(listed).toMatchObject({ label: 'Farm', lastUsedAt: expect.any(String) });
    expect((await server.ask('/api/productions', { token: `${token}x`, cookie: cookies.owner ?? '' })).status).toBe(
      401,
    );
    expect((await server.ask(`/api/keys/${listed.id}/revoke`, { body: {}, cookie: cookies.petra ?? '' })).status).toBe(
      403,
    );
    await server.ask(`/api/keys/${listed.id}/revoke`, { body: {}, cookie: cookies.owner ?? '' });
    expect((await server.ask('/api/productions', { token })).status).toBe(401);
  });
});

describe('who is removed', () => {
  it('is out at once, tokens included, and an owner stays', async () => {
    const tokens = { label: 'P', actions: ['list-productions'], productions: ['*'] };
    const token = secretOf(
      (await server.ask('/api/tokens', { body: tokens, cookie: cookies.petra ?? '' })).json.secret,
    );
    const accounts = await server.crew.listAccounts();
    const remove = (isOwner: boolean) => {
      const account = accounts.find((each) => (isOwner ? each.isOwner : each.name === 'petra'));
      return server.ask(`/api/members/${account?.id}/remove`, { body: {}, cookie: cookies.owner ?? '' });
    };
    expect((await remove(true)).json.code).toBe('LAST_OWNER');
    expect((await remove(false)).status).toBe(200);
    expect((await server.ask('/api/productions', { cookie: cookies.petra ?? '' })).status).toBe(401);
    expect((await server.ask('/api/productions', { token })).status).toBe(401);
  });
});

describe('what was secret', () => {
  it('stands in no log, no byte of the database or its journal, and no other file of the home', async () => {
    // A session's token is the cookie's first part: hiding what signs it would not be enough.
    const sessions = Object.values(cookies).map(
      (cookie) => decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0],
    );
    const sought = [...handedOut, ...sessions.map((token) => token ?? '')].filter((secret) => secret.length > 3);
    expect(sought.length).toBeGreaterThan(20);
    const found = new Set<string>();
    let hasProduction = false;
    for (const file of await readdir(server.home, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = await readFile(join(file.parentPath, file.name));
      hasProduction ||= bytes.includes('harbour');
      for (const secret of sought) if (bytes.includes(secret)) found.add(`${file.name}: ${secret}`);
    }
    expect(hasProduction, 'the database is what was searched').toBe(true);
    expect([...found]).toEqual([]);
    const logs = server.logged.join('\n');
    expect(sought.filter((secret) => logs.includes(secret))).toEqual([]);
  }, 120_000);
});
