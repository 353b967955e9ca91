import { appendLedgerEntry, type LedgerEntry } from '@backlot/evidence';
import { describe, expect, it } from 'vitest';
import { checkpointRecords } from './checkpoint-ledger.ts';
import { createStudio } from './create-studio.ts';
import type { CheckpointStore } from './ports/checkpoints.ts';
import type { StudioPorts } from './studio.ts';
import { createInMemoryPorts } from './testing/in-memory-ports.ts';
import { witness } from './witness.ts';

const by = { name: 'Ada', role: 'artist' } as const;

function open(changes: Partial<StudioPorts> = {}) {
  const ports: StudioPorts = { ...createInMemoryPorts('unused'), checkpointEvery: 5, ...changes };
  const studio = createStudio(ports);
  const add = async (count: number, prefix: string) => {
    for (let index = 0; index < count; index += 1)
      await studio.createProduction({ slug: `${prefix}${index}`, title: 'x', by });
  };
  const covered = async () =>
    (await ports.checkpoints.read()).database.map((each) => Reflect.get(Object(each), 'index'));
  return { ports, studio, add, covered };
}

/** A studio that sees other entries than were written. */
function withLedger(ports: StudioPorts, change: (entries: readonly LedgerEntry[]) => readonly LedgerEntry[]) {
  const { ledger } = ports.records;
  const entries = async () => change(await ledger.read(0, 1000));
  const changed = {
    ...ledger,
    read: async (from: number, limit: number) =>
      (await entries()).filter((entry) => entry.index >= from).slice(0, limit),
    head: async () => {
      const last = (await entries()).at(-1);
      return last && { index: last.index, hash: last.hash };
    },
  };
  return createStudio({ ...ports, records: { ...ports.records, ledger: changed } });
}

describe('checkpoints of the ledger', () => {
  it('are signed every so many entries, and at the end where entries came since', async () => {
    const { studio, add, covered } = open();
    await add(12, 'a');
    await studio.checkpointLedger();
    expect(await covered()).toEqual([4, 9, 11]);
    await studio.checkpointLedger();
    expect(await covered()).toEqual([4, 9, 11]);
    expect(await studio.auditLedger()).toEqual({
      state: 'valid',
      entries: 12,
      reasons: [],
      checkpoints: { count: 3, coversTo: 11, notes: [] },
    });
  });

  it('are signed when one transaction passes the multiple', async () => {
    const { ports, studio, add, covered } = open();
    await add(3, 'a');
    // Watched as the studio watches its own records.
    const { records, settle } = checkpointRecords(ports);
    const entry = { by, at: '2026-01-01T00:00:00.000Z', body: {} };
    await records.transaction(async (writer) => {
      for (const subject of ['a', 'b', 'c']) await witness(writer, { ...entry, kind: 'test', subject });
    });
    await expect.poll(covered).toEqual([5]);
    await settle();
    await studio.checkpointLedger();
    expect(await covered()).toEqual([5]);
  });

  it('are not signed by a process that added nothing', async () => {
    const { ports, add, covered } = open({ checkpointEvery: 100 });
    await add(3, 'a');
    await createStudio(ports).checkpointLedger();
    expect(await covered()).toEqual([]);
  });

  it('say which entries lie behind the last of them', async () => {
    const { studio, add } = open();
    await add(7, 'a');
    await new Promise((done) => setTimeout(done, 5));
    const { checkpoints } = await studio.auditLedger();
    expect(checkpoints).toMatchObject({ count: 1, coversTo: 4 });
    expect(checkpoints.notes).toEqual([expect.stringContaining('The last 2 entries lie behind the last checkpoint')]);
    expect((await open().studio.auditLedger()).checkpoints).toEqual({ count: 0, notes: [] });
  });

  it('show a ledger that was written anew with a head that fits', async () => {
    const { ports, studio, add } = open();
    await add(12, 'a');
    await studio.checkpointLedger();
    const forge = (entries: readonly LedgerEntry[]) => {
      const forged = entries.slice(0, 6);
      for (const entry of entries.slice(6)) forged.push(appendLedgerEntry(forged.at(-1), { ...entry, subject: 'x' }));
      return forged;
    };
    const forged = withLedger(ports, forge);
    expect(await forged.verifyLedger()).toMatchObject({ state: 'valid' });
    expect(await forged.auditLedger()).toMatchObject({ state: 'invalid', brokenAt: 9 });
    const cut = withLedger(ports, (entries) => entries.slice(0, 8));
    expect(await cut.verifyLedger()).toMatchObject({ state: 'valid' });
    expect(await cut.auditLedger()).toMatchObject({ state: 'invalid', brokenAt: 8 });
  });

  it('are not signed over a stretch that does not follow from the last', async () => {
    const { ports, studio, add, covered } = open();
    await add(12, 'a');
    await studio.checkpointLedger();
    const logged: unknown[] = [];
    const forging = withLedger({ ...ports, log: (_, error) => logged.push(error) }, (entries) =>
      entries.map((entry) => (entry.index === 12 ? { ...entry, subject: 'x' } : entry)),
    );
    await forging.createProduction({ slug: 'b', title: 'b', by });
    await expect(forging.checkpointLedger()).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
    expect(await covered()).toEqual([4, 9, 11]);
    await expect(forging.checkpointLedger()).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
  });

  it('tell the log, and fail nobody’s work, when they cannot be written', async () => {
    const logged: unknown[] = [];
    const full = new Error('disk full');
    const inner = createInMemoryPorts('unused').checkpoints;
    const checkpoints: CheckpointStore = { ...inner, append: () => Promise.reject(full) };
    const { studio, add } = open({ checkpoints, log: (_, error) => logged.push(error) });
    await add(5, 'a');
    await new Promise((done) => setTimeout(done, 5));
    expect(logged).toEqual([full]);
    await expect(studio.checkpointLedger()).rejects.toBe(full);
  });
});
