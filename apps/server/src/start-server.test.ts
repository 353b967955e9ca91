import { createAccessGate } from '@backlot/policy';
import { createCrew, createStudio, type SignInTables } from '@backlot/studio';
import { createInMemoryPorts } from '@backlot/studio/testing';
import { describe, expect, it } from 'vitest';
import { secrets } from './sign-in/secrets.ts';
import { startServer } from './start-server.ts';

const ports = createInMemoryPorts('/nowhere');
const clock = { nowMs: Date.now };
const crew = createCrew({ ...ports, clock, secrets });
const nobody: SignInTables = {
  create: async (_model, row) => row,
  find: async () => [],
  update: async () => [],
  remove: async () => [],
};
const signIn = { tables: nobody, secret: async () => 'a secret of at least thirty-two characters' };
const options = { studio: createStudio(ports), crew, gate: createAccessGate(), signIn, webDir: '/nowhere' };

/** Authorization of a supervisor's token. */
async function makeToken() {
  const { secret: invitation } = await crew.makeOwnerLink();
  const roles = [{ production: '*', role: 'supervisor' }] as const;
  const name = { name: 'Ada', email: `${Math.random()}@example.org`, passwordHash: 'x' };
  const account = await crew.join(invitation, { ...name, roles });
  const purpose = {
    kind: 'token',
    account: account.id,
    actions: ['list-productions', 'listen-to-events'],
    productions: ['*'],
  } as const;
  const { key, secret } = await crew.handOut({ by: { name: 'Ada', role: 'owner' }, purpose, label: 'Test' });
  return { key, account, headers: { authorization: `Bearer ${secret}` } };
}

describe('startServer', () => {
  it('answers on this machine whom it knows, and says in one sentence when its port is taken', async () => {
    const server = await startServer({ ...options, port: 0 });
    try {
      const { headers } = await makeToken();
      expect((await fetch(`${server.url}/api/productions`)).status).toBe(401);
      expect((await fetch(`${server.url}/api/productions`, { headers })).status).toBe(200);
      const port = Number(new URL(server.url).port);
      await expect(startServer({ ...options, port })).rejects.toMatchObject({
        code: 'PORT_TAKEN',
        message: `Port ${port} is taken by another program.`,
        hint: expect.stringContaining(String(port + 1)),
      });
    } finally {
      await server.close();
    }
  });

  it('ends open event streams when it is closed', async () => {
    const server = await startServer({ ...options, port: 0 });
    const response = await fetch(`${server.url}/api/events`, { headers: (await makeToken()).headers });
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('ready');
    await server.close();
    await expect(fetch(`${server.url}/api/productions`)).rejects.toThrow();
  });

  it('ends the event stream of a token within two seconds after it was revoked', async () => {
    const server = await startServer({ ...options, port: 0 });
    try {
      const { headers, key } = await makeToken();
      const response = await fetch(`${server.url}/api/events`, { headers });
      const reader = response.body?.getReader();
      expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('ready');
      const startedMs = performance.now();
      await crew.revokeKey(key, { name: 'Ada', role: 'owner' });
      expect((await reader?.read())?.done).toBe(true);
      expect(performance.now() - startedMs).toBeLessThan(2000);
      expect((await fetch(`${server.url}/api/events`, { headers })).status).toBe(401);
    } finally {
      await server.close();
    }
  });

  it.each([
    [{ host: '0.0.0.0' }],
    [{ host: '0.0.0.0', publicUrl: 'http://studio.example' }],
    [{ publicUrl: 'https://studio.example/path' }],
    [{ publicUrl: 'studio' }],
  ])('does not listen where passwords would cross a network in the clear: %j', async (unsafe) => {
    await expect(startServer({ ...options, ...unsafe, port: 0 })).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });

  it('behind a public address answers to its name, and to no other', async () => {
    const server = await startServer({ ...options, publicUrl: 'https://studio.example', port: 0 });
    try {
      expect(server.publicUrl).toBe('https://studio.example');
      const ask = (path: string, headers: Record<string, string>) => fetch(`${server.url}${path}`, { headers });
      expect((await ask('/api/me', { origin: 'https://studio.example' })).status).toBe(403);
      expect((await ask('/api/me', {})).status).toBe(200);
    } finally {
      await server.close();
    }
  });
});
