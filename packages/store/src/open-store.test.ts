import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_MODEL_TERMS } from '@backlot/film';
import { portContract } from '@backlot/studio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('do a transaction again that the database broke off for the sake of another', async () => {
    const { records } = store;
    const createdAt = '2026-01-01T00:00:00.000Z';
    const performers = ['deadlock-a', 'deadlock-b'].map((id) => ({
      ...{ id, production: 'deadlock', name: id, aliases: [], characters: [], createdAt, referenceCount: 0 },
      status: { kind: 'living' } as const,
    }));
    await records.transaction(async ({ productions, rights }) => {
      const vocabulary = { characters: [], places: [] };
      await productions.add({
        slug: 'deadlock',
        title: 'x',
        packs: [],
        vocabulary,
        isUnionOnStrike: false,
        models: DEFAULT_MODEL_TERMS,
        createdAt,
      });
      for (const performer of performers) await rights.performers.put(performer);
    });
    let tries = 0;
    const lockBoth = (first: string, second: string) =>
      records.transaction(async ({ rights }) => {
        tries += 1;
        await rights.performers.lock(first);
        await new Promise((resolve) => setTimeout(resolve, tries > 2 ? 0 : 200));
        await rights.performers.lock(second);
        return first;
      });
    const both = Promise.all([lockBoth('deadlock-a', 'deadlock-b'), lockBoth('deadlock-b', 'deadlock-a')]);
    expect(await both).toEqual(['deadlock-a', 'deadlock-b']);
    expect(tries).toBeGreaterThan(2);
  });
});
