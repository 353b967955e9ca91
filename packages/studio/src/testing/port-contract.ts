import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AccessKey, type Account, type Person, type Recipe, UNDECLARED_USE } from '@backlot/film';
import { hashUse } from '../hash-use.ts';
import type { CrewWriter } from '../ports/crew.ts';
import type { StudioEvent } from '../ports/events.ts';
import type { NewTake } from '../ports/records.ts';
import { verifyLedger } from '../verify-ledger.ts';
import { witness } from '../witness.ts';
import { callOf, modelsContract } from './models-contract.ts';
import type { PortCase } from './port-case.ts';
import { rightsContract } from './rights-contract.ts';

const BY: Person = { name: 'Ada', role: 'artist' };
const AT = '2026-01-01T00:00:00.000Z';

/** The promises of records, ledger, queue, events and file store; run over each implementation. */
export const portContract: readonly PortCase[] = [
  ...rightsContract(takeOf),
  ...modelsContract(takeOf),
  {
    promise: 'a take comes back as it was added, and has its version within the shot',
    run: async ({ ports, name }) => {
      const first = await ports.records.transaction((writer) => writer.takes.add(takeOf(`${name}-1`, name)));
      const second = await ports.records.transaction((writer) => writer.takes.add(takeOf(`${name}-2`, name)));
      assert.deepEqual([first.version, second.version], [1, 2]);
      const expected = { ...takeOf(`${name}-1`, name), version: 1, approvals: [], reviewCount: 0 };
      assert.deepEqual(await ports.records.takes.get(`${name}-1`), expected);
      const listed = await ports.records.takes.list({ production: name });
      assert.deepEqual(
        listed.map((take) => take.id),
        [`${name}-2`, `${name}-1`],
      );
      assert.deepEqual(
        (await ports.records.productions.shots(name)).map((shot) => shot.takeCount),
        [2],
      );
    },
  },
  {
    promise: 'accounts, roles and keys come back as they were written; an address is held once; who is removed is gone',
    run: async ({ ports, name }) => {
      const { crew } = ports.records;
      const write = <T>(work: (writer: CrewWriter) => Promise<T>) =>
        ports.records.transaction(({ crew }) => work(crew));
      const roles = [{ production: name, role: 'artist' }] as const;
      const account: Account = {
        id: `${name}-1`,
        name: 'Anna',
        email: `${name}@example.org`,
        isOwner: false,
        createdAt: AT,
        roles,
        performers: ['p1'],
      };
      assert.equal(await write((writer) => writer.addAccount(account, 'hash')), true);
      assert.equal(await write((writer) => writer.addAccount({ ...account, id: `${name}-2` }, 'hash')), false);
      assert.deepEqual(await crew.account(account.id), account);
      const legal = { production: '*', role: 'legal' } as const;
      await write((writer) => writer.giveRole(account.id, legal));
      await write((writer) => writer.giveRole(account.id, legal));
      await write((writer) => writer.takeRole(account.id, roles[0]));
      assert.deepEqual((await crew.account(account.id))?.roles, [legal]);
      const key: AccessKey = {
        id: `${name}-key`,
        purpose: { kind: 'token', account: account.id, actions: ['view-take'], productions: ['*'] },
        label: 'Farm',
        createdBy: BY,
        createdAt: AT,
        expiresAt: '2036-01-01T00:00:00.000Z',
      };
      await write((writer) => writer.addKey(key, `${name}-hash`));
      assert.deepEqual(await crew.keyByHash(`${name}-hash`), key);
      await crew.noteUse(key.id, AT);
      assert.deepEqual(await crew.keys({ account: account.id }), [{ ...key, lastUsedAt: AT }]);
      await write((writer) => writer.removeAccount(account.id, AT));
      assert.equal(await crew.account(account.id), undefined);
      assert.equal((await crew.key(key.id))?.revokedAt, AT);
      assert.equal(await write((writer) => writer.addAccount({ ...account, id: `${name}-3` }, 'hash')), true);
    },
  },
  {
    promise: 'a transaction that throws leaves nothing, not even its ledger entry',
    run: async ({ ports, name }) => {
      const before = await ports.records.ledger.head();
      const attempt = ports.records.transaction(async (writer) => {
        await writer.takes.add(takeOf(name, name));
        await witness(writer, { kind: 'take-requested', subject: name, by: BY, at: AT, body: {} });
        throw new Error('stop');
      });
      await assert.rejects(attempt, /stop/);
      assert.equal(await ports.records.takes.get(name), undefined);
      assert.deepEqual(await ports.records.ledger.about(name), []);
      assert.deepEqual(await ports.records.ledger.head(), before);
    },
  },
  {
    promise: 'twenty writers at once make one unbroken chain',
    run: async ({ ports, name }) => {
      const append = (index: number) =>
        ports.records.transaction((writer) =>
          witness(writer, {
            kind: 'tested',
            subject: name,
            by: BY,
            at: AT,
            body: { index, text: 'ü\u0000\u2028"', tiny: 1e-7 },
          }),
        );
      await Promise.all(Array.from({ length: 20 }, (_, index) => append(index)));
      assert.equal((await ports.records.ledger.about(name)).length, 20);
      assert.deepEqual(await verifyLedger(ports).then((report) => report.reasons), []);
    },
  },
  {
    promise: 'changes, files, reviews, approvals and progress are found again',
    run: async ({ ports, name }) => {
      const sha256 = name.padEnd(64, '0').slice(0, 64);
      const file = { role: 'video', name: 'a.mp4', mediaType: 'video/mp4', sha256, byteLength: 3, frame: 1 };
      const pick = { file: file.name, by: BY, at: AT };
      await ports.records.transaction(async (writer) => {
        const take = await writer.takes.add(takeOf(name, name));
        await writer.takes.lock(take.id);
        await writer.takes.change(take.id, {
          state: 'in-review',
          files: [file],
          outputs: [file],
          finishedAt: AT,
          pick,
        });
        await writer.reviews.add({
          id: `${name}-r`,
          takeId: name,
          decision: 'note',
          text: 'x',
          strokes: [],
          by: BY,
          at: AT,
        });
        const { recipeHash } = take;
        await writer.approvals.add(name, { by: BY, recipeHash, useHash: hashUse(take), ruleIds: ['a-rule'], at: AT });
      });
      await ports.records.takes.putProgress(name, { stage: 'frames', fraction: 0.5 });
      const take = await ports.records.takes.get(name);
      assert.deepEqual(take?.files, [file]);
      assert.equal(take?.reviewCount, 1);
      assert.deepEqual(take?.pick, pick);
      assert.equal(take?.finishedAt, AT);
      assert.deepEqual(
        take?.approvals.map(({ ruleIds }) => ruleIds),
        [['a-rule']],
      );
      const heir = await ports.records.transaction((writer) =>
        writer.takes.add({
          ...takeOf(`${name}-heir`, name),
          licences: { plate: { owner: 'Them', statement: 'Theirs.' } },
        }),
      );
      assert.deepEqual(heir.approvals, []);
      assert.deepEqual(await ports.records.approvals.of(hashUse(heir)), []);
      assert.equal(take?.progress?.fraction, 0.5);
      assert.equal(await ports.records.takes.stateOf(name), 'in-review');
      assert.deepEqual(
        (await ports.records.takes.findByFile(sha256)).map((found) => found.id),
        [name],
      );
      assert.deepEqual(
        (await ports.records.takes.findByRecipe(take?.recipeHash ?? '')).map((found) => found.id),
        [name],
      );
      assert.deepEqual(await ports.records.takes.findByRecipe('e'.repeat(64)), []);
      assert.deepEqual(
        (await ports.records.reviews.list(name)).map((review) => review.text),
        ['x'],
      );
    },
  },
  {
    promise: 'listeners hear of a change once it is kept, and never of one that was not',
    run: async ({ ports, name }) => {
      const heard: StudioEvent[] = [];
      const unsubscribe = ports.events.subscribe((event) => heard.push(event));
      await until(async () => {
        ports.events.publishProgress(name, { stage: 'x', fraction: 0 });
        return heard.some((event) => event.kind === 'take-progressed');
      });
      const refused = ports.records.transaction(async (writer) => {
        await writer.takes.add(takeOf(`${name}-lost`, name));
        throw new Error('stop');
      });
      await assert.rejects(refused);
      await ports.records.transaction((writer) => writer.takes.add(takeOf(name, name)));
      const of = (id: string) => heard.filter((event) => event.kind === 'take-changed' && event.takeId === id).length;
      await until(async () => of(name) === 1);
      await ports.records.transaction((writer) => writer.productions.change(name, { isUnionOnStrike: true }));
      await until(async () => heard.some((event) => event.kind === 'register-changed' && event.production === name));
      await ports.records.transaction((writer) => writer.models.calls.put(callOf(name, name, 'variant-1')));
      await until(async () => heard.some((event) => event.kind === 'call-changed' && event.takeId === name));
      unsubscribe();
      assert.equal(of(`${name}-lost`), 0);
    },
  },
  {
    promise: 'a lease has one owner, and counts owners that died without putting it down',
    run: async ({ ports, name }) => {
      const lease = await ports.jobs.lease(name);
      assert.equal(lease?.crashes, 0);
      assert.equal(await ports.jobs.lease(name), undefined);
      await lease?.release();
      const next = await ports.jobs.lease(name);
      assert.equal(next?.crashes, 0);
      await next?.release();
    },
  },
  {
    promise: 'a job that was kept with its transaction reaches a worker',
    run: async ({ ports, name }) => {
      await ports.records.transaction(async (writer) => {
        await writer.takes.add({ ...takeOf(name, name), state: 'in-review' });
        await writer.jobs.enqueue(name);
      });
      const handled: string[] = [];
      const worker = await ports.jobs.work(async ({ takeId }) => {
        handled.push(takeId);
        // Whatever other cases left behind is not this one's.
        await ports.records.transaction((writer) => writer.takes.change(takeId, { state: 'failed' }));
      });
      await until(async () => handled.includes(name));
      await worker.stop();
    },
  },
  {
    promise: 'files are kept under their hash, dropped without a trace, and shown under their names',
    run: async ({ ports: { files }, folder, name }) => {
      const path = join(folder, `${name}.txt`);
      await writeFile(path, `bytes of ${name}`);
      const dropped = await files.stage(path);
      await dropped.drop();
      assert.equal(await files.has(dropped.sha256), false);
      const staged = await files.stage(path);
      const { sha256 } = await staged.keep();
      await staged.drop();
      assert.equal(await files.verify(sha256), true);
      const shown = await files.showTake(name, [{ name: 'deep/er/a.txt', sha256 }]);
      assert.equal(await readFile(join(shown, 'deep/er/a.txt'), 'utf8'), `bytes of ${name}`);
      const again = await files.showTake(name, [{ name: 'b.txt', sha256 }]);
      assert.equal(await readFile(join(again, 'b.txt'), 'utf8'), `bytes of ${name}`);
      assert.ok((await files.listShown()).includes(name));
      await files.hideTake(name);
      assert.ok(!(await files.listShown()).includes(name));
      const { outDir } = await files.workFolders(name);
      await writeFile(join(outDir, 'c.txt'), 'made');
      const adopted = await files.adopt(join(outDir, 'c.txt'));
      assert.ok((await files.listWork()).includes(name));
      await files.clearWork(name);
      assert.ok(!(await files.listWork()).includes(name));
      assert.equal(await readFile(await files.pathOf(adopted.sha256), 'utf8'), 'made');
    },
  },
  {
    promise: 'a folder is written whole, and never over one that is there',
    run: async ({ ports: { files }, folder, name }) => {
      const path = join(folder, `${name}-source`);
      await writeFile(path, name);
      const { sha256 } = await (await files.stage(path)).keep();
      const target = join(folder, `${name}-delivery`);
      await files.writeFolder(target, [{ name: 'x/a', sha256 }], [{ name: 'note.txt', text: 'hello' }]);
      assert.equal(await readFile(join(target, 'x/a'), 'utf8'), name);
      await assert.rejects(files.writeFolder(target, [], []), { code: 'OUTPUT_EXISTS' });
      await assert.rejects(files.demandFreeFolder(target), { code: 'OUTPUT_EXISTS' });
      await files.demandFreeFolder(join(folder, `${name}-none`));
      const missing = files.writeFolder(join(folder, `${name}-none`), [{ name: 'a', sha256: 'f'.repeat(64) }], []);
      await assert.rejects(missing, { code: 'FILE_NOT_FOUND' });
      await mkdir(join(folder, `${name}-none`), { recursive: true });
    },
  },
  {
    promise: 'bytes that were changed in the store never leave it, and no folder appears',
    run: async ({ ports: { files }, folder, name }) => {
      const path = join(folder, `${name}-source`);
      await writeFile(path, name);
      const { sha256 } = await (await files.stage(path)).keep();
      const stored = await files.pathOf(sha256);
      await chmod(stored, 0o644);
      await writeFile(stored, name.toUpperCase());
      const target = join(folder, `${name}-delivery`);
      await assert.rejects(files.writeFolder(target, [{ name: 'a', sha256 }], []), { code: 'FILE_DAMAGED' });
      await assert.rejects(stat(target), { code: 'ENOENT' });
    },
  },
  {
    promise: 'a file that is not there is refused with its path',
    run: async ({ ports, folder }) => {
      await assert.rejects(ports.files.stage(join(folder, 'no-such-file')), { code: 'FILE_NOT_FOUND' });
      await assert.rejects(ports.files.pathOf('e'.repeat(64)), { code: 'FILE_NOT_FOUND' });
    },
  },
];

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + 10_000;
  while (!(await isTrue())) {
    assert.ok(performance.now() < deadlineMs, 'waited ten seconds in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function takeOf(id: string, production: string): NewTake {
  const recipe: Recipe = {
    schema: 1,
    engine: { id: 'gradient', version: '1' },
    shot: 'sq010/sh0010',
    purpose: 'ideation',
    parameters: { z: 1, a: [0.1, { b: null }] },
    inputs: [],
    seed: 7,
    builds: {},
  };
  return {
    id,
    production,
    shot: recipe.shot,
    engine: 'gradient',
    purpose: 'ideation',
    state: 'requested',
    use: UNDECLARED_USE,
    words: [],
    faces: [],
    likenesses: [],
    recipe,
    recipeHash: Buffer.from(id).toString('hex').padEnd(64, '0').slice(0, 64),
    licences: {},
    picture: { widthPx: 4, heightPx: 4, durationFrames: 2, frameRate: { numerator: 24, denominator: 1 } },
    requestedBy: BY,
    requestedAt: AT,
    updatedAt: AT,
    outputs: [],
    files: [],
    findings: [],
    figures: {},
  };
}
