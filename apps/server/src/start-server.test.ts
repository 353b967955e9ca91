import { createStudio } from '@backlot/studio';
import { createInMemoryPorts } from '@backlot/studio/testing';
import { describe, expect, it } from 'vitest';
import { startServer } from './start-server.ts';
import { MARA } from './testing/open-test-server.ts';

const studio = createStudio(createInMemoryPorts('/nowhere'));
const actors = { identify: async () => MARA, forget: () => {} };
const options = { studio, actors, host: '127.0.0.1', webDir: '/nowhere' } as const;

describe('startServer', () => {
  it('answers on this machine and says in one sentence when its port is taken', async () => {
    const server = await startServer({ ...options, port: 0 });
    try {
      expect((await fetch(`${server.url}/api/productions`)).status).toBe(200);
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
    const response = await fetch(`${server.url}/api/events`);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('ready');
    await server.close();
    await expect(fetch(`${server.url}/api/productions`)).rejects.toThrow();
  });
});
