import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TakeRight } from '../ports/rights.ts';
import { processTake } from '../process-take.ts';
import type { TakeRecord } from '../take-record.ts';
import { CREW, openRightsScene, type RightsScene, reAge } from '../testing/rights-scene.ts';

const { supervisor, producer, legal, herself } = CREW;

let test: RightsScene;
beforeEach(async () => {
  test = await openRightsScene();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

describe('withdrawing a consent', () => {
  it('quarantines what stands on it alone, takes its files away, and lists what was delivered', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const take = await test.finish(await test.request({ people: [reAge(id)] }));
    expect(take.state).toBe('in-review');
    const free = await test.finish(await test.request());
    await test.studio.reviewTake(take.id, supervisor, { decision: 'approve', text: '', strokes: [] });
    const folder = join(test.folder, 'delivery');
    expect((await test.studio.deliverTake(take.id, { by: producer, folder })).outcome).toBe('delivered');
    const name = take.files[0]?.name ?? '';
    await test.studio.pathOfFile(take.id, name);

    const done = await test.studio.rights.withdrawConsent(consent.id, { by: herself, text: 'I changed my mind.' });

    expect(done.quarantined).toEqual([take.id]);
    expect(done.deliveries).toMatchObject([{ takeId: take.id, folder, by: producer, fileCount: take.files.length }]);
    expect((await test.studio.getTake(take.id)).state).toBe('quarantined');
    expect((await test.studio.getTake(free.id)).state).toBe('in-review');
    await expect(test.studio.pathOfFile(take.id, name)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
    await expect(stat(test.studio.folderOfTake(take.id))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(test.studio.deliverTake(take.id, { by: producer, folder: `${folder}2` })).rejects.toMatchObject({
      code: 'TAKE_STATE_INVALID',
    });
    const kinds = (await test.studio.ledgerOfTake(take.id)).map(({ kind }) => kind);
    expect(kinds.at(-1)).toBe('take-quarantined');
    expect((await test.studio.ledgerOfTake(`consent:${consent.id}`)).at(-1)).toMatchObject({
      kind: 'consent-withdrawn',
      body: { by: herself, text: 'I changed my mind.' },
    });
    expect((await test.studio.verifyLedger()).state).toBe('valid');
  });

  it('quarantines what then stands on a claim of the asker alone', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const claims = [{ isAsScripted: true }, { isUnsafeAct: true }, { isRecognisable: false }];
    const takes: TakeRecord[] = [];
    for (const claim of claims)
      takes.push(await test.finish(await test.request({ people: [{ ...reAge(id), ...claim }] })));
    expect(takes.map(({ state }) => state)).toEqual(claims.map(() => 'in-review'));
    const { quarantined } = await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect([...quarantined].sort()).toEqual(takes.map((take) => take.id).sort());
    for (const take of takes) {
      await expect(test.studio.demandViewable(take.id)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
    }
  });

  it('leaves what waits for legal to confirm a claim, and what legal has confirmed', async () => {
    const { id } = await test.register();
    const people = [{ ...reAge(id), isAsScripted: true }];
    const waiting = await test.request({ people });
    const confirmed = await test.request({ people: [{ ...reAge(id, 5), isAsScripted: true }] });
    expect([waiting.state, confirmed.state]).toEqual(['awaiting-approval', 'awaiting-approval']);
    await test.studio.approveUse(confirmed.id, { by: legal });
    const made = await test.finish(confirmed);
    const consent = await test.agree(id);
    expect((await test.studio.rights.withdrawConsent(consent.id, { by: herself })).quarantined).toEqual([]);
    await test.studio.demandViewable(waiting.id);
    await test.studio.demandViewable(made.id);
    expect([(await test.studio.getTake(waiting.id)).state, made.state]).toEqual(['awaiting-approval', 'in-review']);
    await test.studio.approveUse(waiting.id, { by: legal });
    expect((await test.finish(waiting)).state).toBe('in-review');
  });

  it('leaves a take that another consent covers', async () => {
    const { id } = await test.register();
    const [first] = [await test.agree(id), await test.agree(id)];
    const take = await test.finish(await test.request({ people: [reAge(id)] }));
    expect((await test.studio.rights.withdrawConsent(first.id, { by: herself })).quarantined).toEqual([]);
    expect((await test.studio.getTake(take.id)).state).toBe('in-review');
  });

  it('stops a run within two seconds, and what waits never starts', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const running = await test.request({ people: [reAge(id)], frameMs: 5000 });
    const waiting = await test.request({ people: [reAge(id, 3)] });
    const working = processTake(test.ports, running.id, new AbortController().signal);
    while ((await test.ports.records.takes.stateOf(running.id)) !== 'running') await new Promise(setImmediate);
    const startedMs = performance.now();
    const { quarantined } = await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    await working;
    expect(performance.now() - startedMs).toBeLessThan(2000);
    expect([...quarantined].sort()).toEqual([running.id, waiting.id].sort());
    expect((await test.finish(waiting)).state).toBe('quarantined');
    expect((await test.studio.getTake(running.id)).state).toBe('quarantined');
  });

  it('stops a take that is being made again', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const take = await test.finish(await test.request({ people: [reAge(id)], frameMs: 500 }));
    const rerun = expect(test.studio.rerunTake(take.id)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    await rerun;
  });

  it('reaches a take from two consents that are withdrawn at once', async () => {
    const { id } = await test.register();
    const consents = [await test.agree(id), await test.agree(id)];
    const take = await test.finish(await test.request({ people: [reAge(id)] }));
    const { rights } = test.studio;
    const done = await Promise.all(consents.map((consent) => rights.withdrawConsent(consent.id, { by: herself })));
    expect(done.flatMap(({ quarantined }) => quarantined)).toEqual([take.id]);
    expect((await test.studio.getTake(take.id)).state).toBe('quarantined');
  });

  it('reaches a take that is asked for and made while the takes are being listed', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const { rights } = test.ports.records;
    const { takesOn } = rights;
    let meanwhile: TakeRecord | undefined;
    Object.assign(rights, {
      takesOn: async (right: TakeRight) => {
        const listed = await takesOn(right);
        meanwhile ??= await test.finish(await test.request({ people: [reAge(id)] }));
        return listed;
      },
    });
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect(meanwhile && (await test.studio.getTake(meanwhile.id)).state).toMatch(/quarantined|refused/);
  });

  it('counts before any take is stopped; what a process that died left of that is finished', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const take = await test.finish(await test.request({ people: [reAge(id)] }));
    const { rights } = test.ports.records;
    const { takesOn } = rights;
    Object.assign(rights, { takesOn: () => Promise.reject(new Error('killed')) });
    await expect(test.studio.rights.withdrawConsent(consent.id, { by: herself })).rejects.toThrow('killed');
    Object.assign(rights, { takesOn });
    expect((await test.studio.rights.getConsent(consent.id)).state).toBe('withdrawn');
    await expect(test.studio.demandViewable(take.id)).rejects.toMatchObject({ code: 'DECISION_DENIED' });
    expect((await test.request({ people: [reAge(id)] })).state).toBe('refused');
    const worker = await test.studio.startWorker();
    await expect.poll(async () => (await test.studio.getTake(take.id)).state).toBe('quarantined');
    await worker.stop();
    expect((await test.studio.ledgerOfTake(take.id)).at(-1)?.body).toMatchObject({
      because: `consent ${consent.id} was withdrawn`,
    });
  });

  it('keeps the folder out of sight while an approval is being sealed', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const take = await test.finish(await test.request({ people: [reAge(id)] }));
    await test.studio.reviewTake(take.id, supervisor, { decision: 'approve', text: '', strokes: [] });
    const { files } = test.ports;
    const { showTake } = files;
    let isDue = true;
    Object.assign(files, {
      showTake: async (...shown: Parameters<typeof showTake>) => {
        if (isDue) {
          isDue = false;
          await test.studio.rights.withdrawConsent(consent.id, { by: herself });
        }
        return showTake(...shown);
      },
    });
    await test.studio.sealApproval(take.id);
    expect(isDue).toBe(false);
    expect((await test.studio.getTake(take.id)).state).toBe('quarantined');
    await expect(stat(test.studio.folderOfTake(take.id))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('or its end takes the folder out of sight', async () => {
    const { id } = await test.register();
    await test.agree(id, { term: { from: '2020-01-01', until: '2026-01-01' } });
    const take = await test.finish(await test.request({ people: [reAge(id)] }));
    const free = await test.finish(await test.request());
    await stat(test.studio.folderOfTake(take.id));
    const { nowMs } = test.ports.clock;
    Object.assign(test.ports.clock, { nowMs: () => nowMs() + 40 * 86_400_000 });
    const worker = await test.studio.startWorker();
    const isShown = () =>
      stat(test.studio.folderOfTake(take.id)).then(
        () => true,
        () => false,
      );
    await expect.poll(isShown).toBe(false);
    await worker.stop();
    await stat(test.studio.folderOfTake(free.id));
  });

  it('lets no run start that was decided on a moment before', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const take = await test.request({ people: [reAge(id)] });
    const { records } = test.ports;
    const { takesOn } = records.rights;
    const { transaction } = records;
    let isDue = true;
    Object.assign(records.rights, { takesOn: async () => [] });
    Object.assign(records, {
      transaction: async (work: Parameters<typeof transaction>[0]) => {
        if (isDue) {
          isDue = false;
          await test.studio.rights.withdrawConsent(consent.id, { by: herself });
        }
        return transaction(work);
      },
    });
    const ended = await test.finish(take);
    Object.assign(records, { transaction });
    Object.assign(records.rights, { takesOn });
    expect(ended.state).toBe('refused');
    expect((await test.studio.ledgerOfTake(take.id)).map(({ kind }) => kind)).not.toContain('run-started');
  });

  it('is done once: a second time is refused, and nothing is granted again', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    for (const again of [
      () => test.studio.rights.withdrawConsent(consent.id, { by: herself }),
      () => test.studio.rights.grantConsent(consent.id, legal),
    ]) {
      await expect(again()).rejects.toMatchObject({ code: 'RIGHT_STATE_INVALID' });
    }
  });
});
