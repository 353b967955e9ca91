import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStudio, type Studio } from '@backlot/studio';
import { createTestRooms } from '@backlot/studio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from './open-store.ts';

const by = { name: 'Iris', role: 'producer' } as const;
const artist = { name: 'Ada', role: 'artist' } as const;
const CONSENT = {
  kind: 'digital-alteration',
  description: 'Made up to fifteen years younger in the opening scene, as scripted and as performed on set.',
  scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 15 }], languages: [] },
  term: { from: '2020-01-01', until: '2099-12-31' },
  territory: 'world',
  signature: { by: 'performer', name: 'Ines', signedOn: '2020-01-01', isSeparatelySigned: true },
  cover: {},
};

describe('a withdrawal on PostgreSQL', () => {
  let home: string;
  let store: Store;
  let studio: Studio;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'backlot-store-'));
    store = await openStore({ home });
    let ids = 0;
    const nextId = () => {
      ids += 1;
      return `id-${String(ids).padStart(6, '0')}`;
    };
    const own = { clock: { nowMs: Date.now }, threads: 1, version: '0.0.0' };
    const rooms = { ...createTestRooms(), ids: { next: nextId } };
    studio = createStudio({ ...store, ...rooms, ...own });
    await writeFile(join(home, 'plate.png'), 'plate');
    await studio.createProduction({ slug: 'example', title: 'Example', by });
  });
  afterAll(async () => {
    await store.close();
    await rm(home, { recursive: true, force: true });
  });

  let performers = 0;
  const register = () => {
    performers += 1;
    return studio.rights.registerPerformer('example', { name: `Ines ${performers}`, status: { kind: 'living' } }, by);
  };
  async function agree(performer: string) {
    const { id } = await studio.rights.recordConsent('example', { ...CONSENT, performer }, by);
    await studio.rights.attachConsentDocument(id, { path: join(home, 'plate.png'), by });
    return studio.rights.grantConsent(id, by);
  }
  const request = (performer: string, seed: number) =>
    studio.requestTake({
      engine: 'gradient',
      setUp: {
        production: 'example',
        shot: 'sq010/sh0040',
        purpose: 'ideation',
        seed,
        inputs: { plate: { file: 'plate.png', licence: { owner: 'Us', statement: 'Ours.' } } },
        parameters: { widthPx: 8, heightPx: 6, durationFrames: 3 },
        use: { element: 'performer', people: [{ performer, operation: 're-age', years: 5 }], models: [] },
      },
      resolveFile: (file) => join(home, file),
      by: artist,
    });
  const stateOf = async (takeId: string) => (await studio.getTake(takeId)).state;

  it('is kept while another step holds a take and waits for the ledger', async () => {
    const performer = await register();
    const consent = await agree(performer.id);
    const takes = [await request(performer.id, 1), await request(performer.id, 2)];
    let isHeld = () => {};
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const step = store.records.transaction(async (writer) => {
      await writer.takes.lock(takes[0]?.id ?? '');
      isHeld();
      await sleep(300);
      await writer.ledger.append((head) => {
        throw new Error(`got to the ledger behind ${head?.index}`);
      });
    });
    const ending = expect(step).rejects.toThrow('got to the ledger');
    await held;
    const done = await studio.rights.withdrawConsent(consent.id, { by });
    await ending;
    expect([...done.quarantined].sort()).toEqual(takes.map(({ id }) => id));
    expect((await studio.rights.getConsent(consent.id)).state).toBe('withdrawn');
  });

  it('of two consents at once reaches every take once', async () => {
    const performer = await register();
    const consents = [await agree(performer.id), await agree(performer.id)];
    const takes = await Promise.all(Array.from({ length: 10 }, (_, seed) => request(performer.id, 10 + seed)));
    const done = await Promise.all(consents.map(({ id }) => studio.rights.withdrawConsent(id, { by })));
    expect(done.flatMap(({ quarantined }) => quarantined).sort()).toEqual(takes.map(({ id }) => id).sort());
    for (const { id } of takes) expect(await stateOf(id)).toBe('quarantined');
  });

  it('leaves nothing that runs on, however requests and workers meet it', async () => {
    const performer = await register();
    const consent = await agree(performer.id);
    const worker = await studio.startWorker({ concurrency: 2 });
    const asking = Array.from({ length: 12 }, async (_, seed) => {
      await sleep(seed * 15);
      return request(performer.id, 100 + seed);
    });
    await sleep(90);
    await studio.rights.withdrawConsent(consent.id, { by });
    for (const { id } of await Promise.all(asking)) {
      await expect.poll(() => stateOf(id), { timeout: 5000 }).toMatch(/quarantined|refused/);
    }
    await worker.stop();
  });

  it('counts within two seconds, however many takes stand on it', async () => {
    const performer = await register();
    const consent = await agree(performer.id);
    const takes = 60;
    for (let seed = 0; seed < takes; seed += 1) await request(performer.id, 1000 + seed);
    const startedMs = performance.now();
    const done = studio.rights.withdrawConsent(consent.id, { by });
    while ((await studio.rights.getConsent(consent.id)).state !== 'withdrawn') await sleep(2);
    const countsMs = performance.now() - startedMs;
    expect((await done).quarantined).toHaveLength(takes);
    const allMs = performance.now() - startedMs;
    console.info(`withdrawn after ${countsMs.toFixed(0)} ms, ${takes} takes quarantined after ${allMs.toFixed(0)} ms`);
    expect(countsMs).toBeLessThan(2000);
  });
});
