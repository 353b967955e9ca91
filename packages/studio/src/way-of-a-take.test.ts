import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudio } from './create-studio.ts';
import { processTake } from './process-take.ts';
import type { Studio, TakeRequest } from './studio.ts';
import { createInMemoryPorts, type InMemoryPorts } from './testing/in-memory-ports.ts';

const artist: Person = { name: 'Ada', role: 'artist' };
const supervisor: Person = { name: 'Grace', role: 'supervisor' };
const producer: Person = { name: 'Pat', role: 'producer' };
const never = new AbortController().signal;

let folder: string;
let ports: InMemoryPorts;
let studio: Studio;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-studio-'));
  await writeFile(join(folder, 'plate.png'), 'a plate');
  ports = createInMemoryPorts(join(folder, 'home'));
  studio = createStudio(ports);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function request(changes: Record<string, unknown> = {}): TakeRequest {
  return {
    engine: 'gradient',
    setUp: {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      seed: 7,
      inputs: { plate: { file: 'plate.png', licence: { owner: 'Us', statement: 'Ours.' } } },
      parameters: { widthPx: 8, heightPx: 6, durationFrames: 3 },
      ...changes,
    },
    resolveFile: (file) => join(folder, file),
    by: artist,
  };
}

async function makeTake(changes: Record<string, unknown> = {}) {
  const { id } = await studio.requestTake(request(changes));
  await processTake(ports, id, never);
  return studio.getTake(id);
}

describe('the one who asked for a take', () => {
  it('gives no verdict on it in any role, and may note', async () => {
    const { id } = await makeTake();
    const self = { ...artist, role: 'supervisor' } as const;
    for (const decision of ['approve', 'reject'] as const) {
      const verdict = studio.reviewTake(id, self, { decision, text: '', strokes: [] });
      await expect(verdict).rejects.toMatchObject({ code: 'APPROVAL_OWN' });
    }
    await studio.reviewTake(id, self, { decision: 'note', text: 'see here', strokes: [] });
    expect(await studio.getTake(id)).toMatchObject({ state: 'in-review', reviewCount: 1 });
  });

  it('lets nothing leave by an approval of theirs that is on record', async () => {
    const { id } = await makeTake();
    const by = { ...artist, role: 'supervisor' } as const;
    const at = new Date(ports.clock.nowMs()).toISOString();
    await ports.records.transaction(async (writer) => {
      await writer.reviews.add({ id: 'own', takeId: id, by, at, decision: 'approve', text: '', strokes: [] });
      await writer.takes.change(id, { state: 'approved', updatedAt: at });
    });
    const producer = { name: 'Iris', role: 'producer' } as const;
    const delivery = await studio.deliverTake(id, { by: producer, folder: join(folder, 'own') });
    expect(delivery.outcome).toBe('refused');
  });
});

describe('request and decide', () => {
  it('queues a licensed ideation take and hashes its recipe', async () => {
    const take = await studio.requestTake(request());
    expect(take.state).toBe('queued');
    expect(take.recipe.inputs[0]).toMatchObject({ role: 'plate', name: 'plate.png', byteLength: 7 });
    expect(take.decision).toMatchObject({ outcome: 'allow', recipeHash: take.recipeHash });
  });

  it('refuses a plate without a licence, with reasons and their sources', async () => {
    const take = await studio.requestTake(request({ inputs: { plate: { file: 'plate.png' } } }));
    expect(take.state).toBe('refused');
    expect(take.decision?.reasons[0]?.source).toBeTruthy();
  });

  it.each([
    ['an engine nobody has', { engine: 'nope' }, 'ENGINE_UNKNOWN'],
    ['an unknown field', { setUp: { ...Object(request().setUp), colour: 1 } }, 'SET_UP_INVALID'],
    [
      'a parameter out of range',
      { setUp: { ...Object(request().setUp), parameters: { widthPx: -1, heightPx: 1, durationFrames: 1 } } },
      'SET_UP_INVALID',
    ],
    [
      'an input of another role',
      { setUp: { ...Object(request().setUp), inputs: { poster: { file: 'plate.png' } } } },
      'SET_UP_INVALID',
    ],
    ['no plate', { setUp: { ...Object(request().setUp), inputs: {} } }, 'INPUT_MISSING'],
    [
      'a file that is not there',
      { setUp: { ...Object(request().setUp), inputs: { plate: { file: 'none.png' } } } },
      'FILE_NOT_FOUND',
    ],
    [
      'an empty file',
      { setUp: { ...Object(request().setUp), inputs: { plate: { file: 'empty.png' } } } },
      'PLATE_UNREADABLE',
    ],
  ])('keeps nothing of a request with %s', async (_what, changes, code) => {
    await writeFile(join(folder, 'empty.png'), '');
    await expect(studio.requestTake({ ...request(), ...changes })).rejects.toMatchObject({ code });
    expect(await studio.listTakes()).toEqual([]);
    expect(await studio.readLedger(0, 10)).toEqual([]);
    const { createHash } = await import('node:crypto');
    for (const text of ['', 'a plate']) {
      expect(await ports.files.has(createHash('sha256').update(text).digest('hex'))).toBe(false);
    }
  });

  it.each([
    [
      "another owner's statement",
      { inputs: { plate: { file: 'plate.png', licence: { owner: 'Them', statement: 'Ask.' } } } },
    ],
    ['another production', { production: 'sequel' }],
  ])('passes no approval on to the same recipe under %s', async (_what, changes) => {
    const first = await studio.requestTake(request({ purpose: 'final' }));
    await studio.approveUse(first.id, { by: supervisor });
    const same = await studio.requestTake(request({ purpose: 'final' }));
    expect(same).toMatchObject({ state: 'queued', recipeHash: first.recipeHash });
    const other = await studio.requestTake(request({ purpose: 'final', ...changes }));
    expect(other).toMatchObject({ state: 'awaiting-approval', recipeHash: first.recipeHash, approvals: [] });
  });

  it('holds a final take until a supervisor approves this very recipe', async () => {
    const take = await studio.requestTake(request({ purpose: 'final' }));
    expect(take.state).toBe('awaiting-approval');
    await expect(studio.approveUse(take.id, { by: { ...supervisor, name: artist.name } })).rejects.toMatchObject({
      code: 'APPROVAL_OWN',
    });
    await expect(studio.approveUse(take.id, { by: { name: 'Mary', role: 'artist' } })).rejects.toMatchObject({
      code: 'APPROVAL_ROLE_WRONG',
    });
    expect((await studio.approveUse(take.id, { by: supervisor })).state).toBe('queued');
    const other = await studio.requestTake(request({ purpose: 'final', seed: 8 }));
    expect(other.state).toBe('awaiting-approval');
    await expect(studio.approveUse(take.id, { by: supervisor })).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
  });
});

describe('run, inspect, seal', () => {
  it('carries on after an approval whose process died before it decided anew', async () => {
    const { id } = await studio.requestTake(request({ purpose: 'final' }));
    const dying = createStudio({
      ...ports,
      policy: {
        ...ports.policy,
        decide: () => {
          throw new Error('killed');
        },
      },
    });
    await expect(dying.approveUse(id, { by: supervisor })).rejects.toThrow('killed');
    expect((await studio.getTake(id)).state).toBe('awaiting-approval');
    await processTake(ports, id, never);
    expect((await studio.getTake(id)).state).toBe('in-review');
  });

  it('leads a queued take to review, with a seal that the ledger witnesses', async () => {
    const take = await makeTake();
    expect(take.state).toBe('in-review');
    expect(take.outputs).toHaveLength(3);
    expect(take.files.map((file) => file.role)).toEqual(['composite', 'composite', 'composite', 'manifest']);
    const kinds = (await studio.ledgerOfTake(take.id)).map((entry) => entry.kind);
    expect(kinds).toEqual([
      'take-requested',
      'decision-allowed',
      'run-started',
      'run-finished',
      'inspection-passed',
      'seal-verified',
    ]);
    expect(await studio.verifyTake(take.id)).toMatchObject({ state: 'valid', ledger: { state: 'valid' } });
    const shown = join(studio.folderOfTake(take.id), take.files[0]!.name);
    expect((await readFile(shown)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('carries on where a dead worker stopped, without making finished frames again', async () => {
    const { id } = await studio.requestTake(
      request({ parameters: { widthPx: 8, heightPx: 6, durationFrames: 6, frameMs: 20 } }),
    );
    const dying = new AbortController();
    const unsubscribe = studio.subscribe((event) => {
      if (event.kind === 'take-progressed' && event.progress.fraction >= 0.5) dying.abort(new Error('killed'));
    });
    await expect(processTake(ports, id, dying.signal)).rejects.toThrow();
    unsubscribe();
    expect((await studio.getTake(id)).state).toBe('running');
    await processTake(ports, id, never);
    const take = await studio.getTake(id);
    expect(take.state).toBe('in-review');
    expect(take.figures.framesMade).toBeLessThan(6);
    expect((await studio.rerunTake(id)).identical).toBe(true);
  });

  it('resumes a take at each stored step', async () => {
    for (const stopAfter of ['running', 'inspecting', 'sealing'] as const) {
      const { id } = await studio.requestTake(request());
      const dying = new AbortController();
      const unsubscribe = studio.subscribe((event) => {
        if (event.kind === 'take-changed' && event.takeId === id && event.state === stopAfter)
          dying.abort(new Error('killed'));
      });
      await expect(processTake(ports, id, dying.signal)).rejects.toThrow();
      unsubscribe();
      await processTake(ports, id, never);
      expect((await studio.getTake(id)).state).toBe('in-review');
    }
  });

  it('fails a take whose worker keeps dying, and says so', async () => {
    const { id } = await studio.requestTake(request());
    for (let death = 0; death < 9; death += 1) {
      await ports.jobs.lease(id);
      ports.jobs.breakLease(id);
    }
    await processTake(ports, id, never);
    expect(await studio.getTake(id)).toMatchObject({ state: 'failed', error: { code: 'ENGINE_FAILED' } });
  });

  it('lets only one of two workers run a take', async () => {
    const { id } = await studio.requestTake(request());
    await Promise.all([processTake(ports, id, never), processTake(ports, id, never)]);
    const kinds = (await studio.ledgerOfTake(id)).map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'run-started')).toHaveLength(1);
  });

  it('stops the engine of a cancelled take, and leaves it cancelled', async () => {
    const { id } = await studio.requestTake(
      request({ parameters: { widthPx: 8, heightPx: 6, durationFrames: 500, frameMs: 20 } }),
    );
    const processing = processTake(ports, id, never);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await studio.cancelTake(id, artist);
    await processing;
    expect((await studio.getTake(id)).state).toBe('cancelled');
    await expect(studio.cancelTake(id, artist)).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
  });

  it('refuses to run a recipe of another build, and fails clearly', async () => {
    const { id } = await studio.requestTake(request());
    const engine = ports.engines.get('gradient')!;
    const changed = { ...engine, builds: async () => ({ gradient: '2' }) };
    const other = { ...ports, engines: { get: () => changed, list: () => [changed] } };
    await processTake(other, id, never);
    expect(await studio.getTake(id)).toMatchObject({ state: 'failed', error: { code: 'ENGINE_CHANGED' } });
  });

  it('fails a take that inspection finds broken', async () => {
    const { id } = await studio.requestTake(request());
    const finding = { check: 'all-black', severity: 'error', message: 'frame 0 is black', frame: 0 } as const;
    await processTake({ ...ports, inspector: { inspect: async () => [finding] } }, id, never);
    expect(await studio.getTake(id)).toMatchObject({
      state: 'failed',
      error: { code: 'INSPECTION_FAILED' },
      findings: [finding],
    });
  });

  it('waits until a worker is done', async () => {
    const { id } = await studio.requestTake(request());
    const worker = await studio.startWorker();
    expect((await studio.waitForTake(id)).state).toBe('in-review');
    await worker.stop();
  });
});

describe('a worker for one take', () => {
  it('finishes that take and leaves the others alone', async () => {
    const [mine, other] = [await studio.requestTake(request()), await studio.requestTake(request({ seed: 8 }))];
    const worker = await studio.startWorker({ takeId: mine.id });
    expect((await studio.waitForTake(mine.id)).state).toBe('in-review');
    await worker.stop();
    expect((await studio.getTake(other.id)).state).toBe('queued');
  });
});

describe('rerun and verify', () => {
  it('makes identical bytes from the same recipe', async () => {
    const take = await makeTake();
    expect(await studio.rerunTake(take.id)).toMatchObject({ identical: true, compared: 3, differing: [] });
  });

  it.each([
    ['deny', 'DECISION_DENIED'],
    ['needs-approval', 'APPROVAL_NEEDED'],
  ] as const)('runs no engine where policy now says %s, and says why', async (outcome, code) => {
    const take = await makeTake();
    const engine = ports.engines.get('gradient')!;
    let runs = 0;
    const counting = {
      ...engine,
      run: (context: Parameters<typeof engine.run>[0]) => {
        runs += 1;
        return engine.run(context);
      },
    };
    const reasons = [{ ruleId: 'consent-withdrawn', text: 'Consent was withdrawn.', source: 'The performer' }];
    const stricter = createStudio({
      ...ports,
      engines: { get: () => counting, list: () => [counting] },
      policy: { ...ports.policy, decide: () => ({ ...take.decision!, outcome, reasons }) },
    });
    await expect(stricter.rerunTake(take.id)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('Consent was withdrawn. [consent-withdrawn; The performer]'),
      details: { decision: { outcome, reasons } },
    });
    expect(runs).toBe(0);
  });

  it('names the files that came out otherwise', async () => {
    const take = await makeTake();
    const engine = ports.engines.get('gradient')!;
    const drifting = {
      ...engine,
      run: (context: Parameters<typeof engine.run>[0]) => engine.run({ ...context, seed: context.seed + 1 }),
    };
    const other = createStudio({ ...ports, engines: { get: () => drifting, list: () => [drifting] } });
    const report = await other.rerunTake(take.id);
    expect(report.identical).toBe(false);
    expect(report.differing).toEqual(take.outputs.map((file) => file.name));
  });

  it('notices a flipped byte in the store', async () => {
    const take = await makeTake();
    const path = await studio.pathOfFile(take.id, take.files[1]!.name);
    const bytes = await readFile(path);
    bytes[40]! ^= 1;
    await writeFile(path, bytes);
    const report = await studio.verifyTake(take.id);
    expect(report.state).toBe('invalid');
    expect(report.reasons.join()).toContain(take.files[1]!.name);
  });

  it('notices a changed ledger row, and one that was cut off', async () => {
    const take = await makeTake();
    const { ledger } = ports.records;
    const altered = {
      ...ledger,
      read: async (from: number, limit: number) =>
        (await ledger.read(from, limit)).map((entry) =>
          entry.index === 2 ? { ...entry, at: '1999-01-01T00:00:00.000Z' } : entry,
        ),
    };
    const cut = {
      ...ledger,
      read: async (from: number, limit: number) => (await ledger.read(from, limit)).filter((entry) => entry.index < 4),
    };
    const verifyWith = (changed: typeof ledger) =>
      createStudio({ ...ports, records: { ...ports.records, ledger: changed } }).verifyLedger();
    expect(await verifyWith(ledger)).toMatchObject({ state: 'valid' });
    expect(await verifyWith(altered)).toMatchObject({ state: 'invalid', brokenAt: 2 });
    expect(await verifyWith(cut)).toMatchObject({ state: 'invalid', brokenAt: 4 });
    expect(take.state).toBe('in-review');
  });

  it('knows a file of a take by its bytes, and a stranger as unsealed', async () => {
    const take = await makeTake();
    const known = await studio.verifyFile(await studio.pathOfFile(take.id, take.files[0]!.name));
    expect(known).toMatchObject({ state: 'valid', takeId: take.id, recipeHash: take.recipeHash });
    expect(await studio.verifyFile(join(folder, 'plate.png'))).toMatchObject({ state: 'unsealed' });
    await expect(studio.verifyFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

describe('review and deliver', () => {
  const note = { decision: 'note', frame: 1, text: 'look', strokes: [] } as const;
  const approve = { decision: 'approve', text: '', strokes: [] } as const;

  it('keeps notes and verdicts, each with its ledger entry', async () => {
    const take = await makeTake();
    await studio.reviewTake(take.id, artist, note);
    await studio.reviewTake(take.id, supervisor, approve);
    expect((await studio.listReviews(take.id)).map((review) => review.decision)).toEqual(['note', 'approve']);
    expect(await studio.getTake(take.id)).toMatchObject({ state: 'approved', reviewCount: 2 });
    expect((await studio.ledgerOfTake(take.id)).slice(-2).map((entry) => entry.kind)).toEqual([
      'note-added',
      'take-approved',
    ]);
  });

  it('refuses a note on a frame that is not there, and on a take that is not sealed', async () => {
    const take = await makeTake();
    await expect(studio.reviewTake(take.id, artist, { ...note, frame: 3 })).rejects.toMatchObject({
      code: 'REVIEW_INVALID',
    });
    const queued = await studio.requestTake(request());
    await expect(studio.reviewTake(queued.id, artist, note)).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
  });

  it('delivers an approved take with report and checksums, and nothing before', async () => {
    const take = await makeTake();
    const target = join(folder, 'delivery');
    await expect(studio.deliverTake(take.id, { by: artist, folder: target })).rejects.toMatchObject({
      code: 'TAKE_STATE_INVALID',
    });
    await studio.reviewTake(take.id, supervisor, approve);
    const delivery = await studio.deliverTake(take.id, { by: artist, folder: target });
    expect(delivery).toMatchObject({ outcome: 'delivered', take: { state: 'delivered' } });
    const checksums = await readFile(join(target, 'checksums.sha256'), 'utf8');
    const { files } = await studio.getTake(take.id);
    for (const file of files) expect(checksums).toContain(`${file.sha256}  ${file.name}\n`);
    const report: unknown = JSON.parse(await readFile(join(target, 'disclosure-report.json'), 'utf8'));
    expect(report).toMatchObject({
      recipeHash: take.recipeHash,
      digitalSourceType: 'algorithmicMedia',
      verdicts: [{ by: 'Grace' }],
    });
    expect(await readFile(join(target, 'disclosure-report.txt'), 'utf8')).toContain('approve by Grace');
  });

  it.each(['artist', 'guest', 'performer', 'legal'] as const)('takes notes but no verdict from a %s', async (role) => {
    const take = await makeTake();
    const by: Person = { name: 'Eve', role };
    await studio.reviewTake(take.id, by, note);
    for (const decision of ['approve', 'reject'] as const) {
      await expect(studio.reviewTake(take.id, by, { ...approve, decision })).rejects.toMatchObject({
        code: 'APPROVAL_ROLE_WRONG',
      });
    }
    expect((await studio.getTake(take.id)).state).toBe('in-review');
  });

  it('holds a take in the studio until a supervisor has approved it in review', async () => {
    const take = await makeTake();
    const target = join(folder, 'delivery');
    const reject = { ...approve, decision: 'reject', text: 'no' } as const;
    const deliver = () => studio.deliverTake(take.id, { by: producer, folder: target });
    await studio.reviewTake(take.id, supervisor, approve);
    await studio.reviewTake(take.id, supervisor, reject);
    await studio.reviewTake(take.id, producer, approve);
    expect(await deliver()).toMatchObject({
      outcome: 'refused',
      decision: { outcome: 'needs-approval', reasons: [{ ruleId: 'delivery-needs-supervisor', role: 'supervisor' }] },
    });
    await studio.reviewTake(take.id, supervisor, approve);
    expect((await deliver()).outcome).toBe('delivered');
  });

  it('refuses delivery when the rules have changed since', async () => {
    const take = await makeTake();
    await studio.reviewTake(take.id, supervisor, approve);
    const deny = { ...ports.policy, decide: () => ({ ...take.decision!, outcome: 'deny' as const }) };
    const stricter = createStudio({ ...ports, policy: deny });
    const delivery = await stricter.deliverTake(take.id, { by: artist, folder: join(folder, 'delivery') });
    expect(delivery.outcome).toBe('refused');
    expect((await studio.getTake(take.id)).state).toBe('approved');
  });
});
