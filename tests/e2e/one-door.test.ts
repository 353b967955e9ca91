import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBacklot } from './run-backlot.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

const PASSWORD = 'a password for tests';
let folder = '';
let home = '';
let studio: ServedStudio;
let waiting = '';
const tokens: Record<string, string> = {};

async function run(words: readonly string[], token?: string) {
  const result = await runBacklot([...words, '--json'], { home, ...(token ? { env: { BACKLOT_TOKEN: token } } : {}) });
  const json = result.stdout === '' ? undefined : JSON.parse(result.stdout);
  return { exitCode: result.exitCode, json, stderr: result.stderr };
}

async function joinBy(link: string, name: string): Promise<void> {
  const secret = link.split('#')[1];
  const body = JSON.stringify({ secret, name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${studio.url}/api/welcome`, { method: 'POST', headers, body });
  expect(answer.status, await answer.text()).toBe(200);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-one-door-'));
  home = join(folder, 'home');
  await writeSmallPlate(join(folder, 'plate.png'));
  await writeFile(join(folder, 'set-up.json'), JSON.stringify(smallSetUp('plate.png')));
  studio = await serveStudio(home);
});
afterAll(async () => {
  await studio?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the home', () => {
  it('is closed to others', async () => {
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(home)).toBe(process.getuid?.() === 0 ? '711' : '700');
    for (const name of ['files', 'takes', 'sign-in'])
      expect([name, await mode(join(home, name))]).toEqual([name, '700']);
    expect(await mode(join(home, 'sign-in', 'cookie-secret'))).toBe('600');
  });
});

describe('the command line by token', () => {
  it('makes owner, members and tokens by its own commands', async () => {
    await joinBy(studio.ownerLink ?? '', 'Olga');
    for (const [name, role] of [
      ['Anna', 'artist'],
      ['Sue', 'supervisor'],
    ] as const) {
      const invited = await run(['members', 'invite', name, '--as', role, '--url', studio.url]);
      expect(invited.exitCode, invited.stderr).toBe(0);
      await joinBy(invited.json.link, name);
      const actions = 'list-productions,request-take,view-take,approve-use,add-note,give-verdict,read-ledger';
      const made = await run(['token', 'create', '--for', `${name.toLowerCase()}@example.org`, '--actions', actions]);
      expect(made.exitCode, JSON.stringify(made.json)).toBe(0);
      tokens[name] = made.json.token;
    }
    const members = await run(['members', 'list']);
    expect(members.json.map((each: { name: string }) => each.name)).toEqual(['Olga', 'Anna', 'Sue']);
  });

  it('acts as the token’s account, which --by and --role cannot change', async () => {
    const words = ['take', 'collapse', join(folder, 'set-up.json'), '--out', join(folder, 'out'), '--purpose', 'final'];
    const asked = await run(words, tokens.Anna);
    expect(asked.exitCode).toBe(3);
    expect(asked.json).toMatchObject({ state: 'awaiting-approval' });
    waiting = asked.json.id;
    for (const more of [
      ['--by', 'Sue'],
      ['--role', 'supervisor'],
    ]) {
      const tried = await run(['approve', waiting, ...more], tokens.Anna);
      expect([tried.exitCode, tried.json.error.code]).toEqual([2, 'OPTION_INVALID']);
    }
  });

  it('lets the role that policy asks for approve, and not who asked', async () => {
    const own = await run(['approve', waiting], tokens.Anna);
    expect([own.exitCode, own.json.error.code]).toEqual([3, 'ACCESS_DENIED']);
    const byName = await run(['approve', waiting, '--by', 'Anna', '--role', 'supervisor']);
    expect(byName.json.error).toMatchObject({ code: 'ACCESS_DENIED', message: expect.stringContaining('themselves') });
    expect((await run(['approve', waiting], tokens.Sue)).json).toMatchObject({ id: waiting });
  });

  it.each([
    [['serve', '--port', '0']],
    [['worker']],
    [['members', 'list']],
    [['members', 'invite', 'X', '--as', 'legal']],
    [['owner-link']],
    [['token', 'list']],
    [['deliver', 'x', '--out', 'x']],
    [['invite-guest', 'end-to-end']],
  ])('does nothing that its scopes do not name: %j', async (words) => {
    const tried = await run(words, tokens.Sue);
    expect([tried.exitCode, tried.json.error.code]).toEqual([3, 'ACCESS_DENIED']);
  });

  it('is nobody with a token that is ended, or none', async () => {
    const [first] = (await run(['token', 'list', '--for', 'anna@example.org'])).json;
    expect(first).toMatchObject({ lastUsedAt: expect.any(String) });
    expect((await run(['token', 'revoke', first.id])).exitCode).toBe(0);
    for (const token of [tokens.Anna, 'blt_nothing']) {
      const tried = await run(['takes'], token);
      expect([tried.exitCode, tried.json.error.code]).toEqual([3, 'SIGN_IN_NEEDED']);
    }
  });

  it('invites a guest, who comes in and learns nothing of how the take was made, nor of it at all while it is not sealed', async () => {
    const made = await run(['invite-guest', waiting, '--expires', '12h', '--url', studio.url]);
    const body = JSON.stringify({ secret: made.json.link.split('#')[1] });
    const headers = { 'content-type': 'application/json' };
    const opened = await fetch(`${studio.url}/api/links/open`, { method: 'POST', headers, body });
    const [cookie = ''] = opened.headers.getSetCookie();
    const asGuest = { headers: { cookie: cookie.split(';')[0] ?? '' } };
    expect(await (await fetch(`${studio.url}/api/me`, asGuest)).json()).toMatchObject({ who: { by: 'guest-link' } });
    const seen = await fetch(`${studio.url}/api/takes/${waiting}`, asGuest);
    // By now a worker may have made and sealed it.
    const sealed = { id: waiting, recipe: null, decision: null, seal: null };
    expect(await seen.json()).toMatchObject(seen.status === 200 ? sealed : { code: 'TAKE_NOT_FOUND' });
    const hours = (Date.parse(made.json.key.expiresAt) - Date.parse(made.json.key.createdAt)) / 3_600_000;
    expect(hours).toBe(12);
  });

  it('ends a member', async () => {
    expect((await run(['members', 'remove', 'sue@example.org'])).json).toMatchObject({ removed: true });
    expect((await run(['takes'], tokens.Sue)).json.error.code).toBe('SIGN_IN_NEEDED');
  });
});
