import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createInMemoryPorts, type InMemoryPorts } from './in-memory-ports.ts';
import { portContract } from './port-contract.ts';

describe('in-memory ports', () => {
  let folder: string;
  let ports: InMemoryPorts;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-ports-'));
    ports = createInMemoryPorts(join(folder, 'home'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  for (const [index, { promise, run }] of portContract.entries()) {
    it(promise, () => run({ ports, folder, name: `case-${index}` }));
  }
});
