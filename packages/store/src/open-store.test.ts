import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portContract } from '@backlot/studio/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openStore, type Store } from './open-store.ts';

describe('the store’s ports', () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-store-'));
    store = await openStore({ home: join(folder, 'home') });
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [index, { promise, run }] of portContract.entries()) {
    it(promise, () => run({ ports: store, folder, name: `case-${index}` }));
  }
});
