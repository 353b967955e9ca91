import { rm } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay } from '../testing/model-scene.ts';
import { CREW } from '../testing/rights-scene.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';
import { endOrphanCalls } from './end-orphan-calls.ts';

const PRODUCTION = 'example';
const TEXT = 'The pier at dawn. Fog, then a boat.';
const READING = {
  shots: [{ description: 'The pier at dawn.', durationS: 4, subjects: ['pier'] }],
  questions: ['How thick is the fog?'],
};

let scene: TestStudio;
let card: string;
beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({ slug: PRODUCTION, title: 'Example', by: CREW.producer });
  const price = { unit: 'call', usdMicros: 2000 };
  card = (await addClay(scene, { model: 'clay-words', task: 'words', price })).id;
  scene.ports.models.reading.value = READING;
});
afterEach(() => rm(scene.folder, { recursive: true }));

function read(text = TEXT, by = CREW.artist) {
  return scene.studio.models.readBrief(PRODUCTION, { card, text }, by);
}

async function callsSoFar() {
  return (await scene.studio.models.reportSpend(PRODUCTION)).calls;
}

function setTerms(terms: object) {
  const models = { isOffline: false, shotBudgetsUsdMicros: {}, ...terms };
  return scene.studio.rights.changeProduction(PRODUCTION, { models }, CREW.producer);
}

describe('a brief that a model reads', () => {
  it('comes back as a form, with its call, its cost and its witnesses under the production', async () => {
    const { reading, plan } = await read();
    expect(reading).toEqual(READING);
    expect(plan.egress.calls).toMatchObject([{ task: 'words', estimateUsdMicros: 2000, model: 'clay-words' }]);
    const [call, ...others] = await callsSoFar();
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      state: 'finished',
      costUsdMicros: 2000,
      received: [{ mediaType: 'application/json' }],
    });
    expect(call).not.toHaveProperty('take');
    expect(call?.sent.words).toContain(TEXT);
    const entries = await scene.studio.readLedger(0, 1000);
    const own = entries.filter(({ kind }) => /^(brief|model)-(requested|called|answered)$/.test(kind));
    expect(own.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['brief-requested', 'production:example'],
      ['model-called', 'production:example'],
      ['model-answered', 'production:example'],
    ]);
    expect(own[1]?.body).toMatchObject({ by: CREW.artist });
    expect(await scene.studio.listTakes()).toEqual([]);
  });

  it('is planned word for word, and nothing is kept or sent for that', async () => {
    const { egress, explanation } = await scene.studio.models.planBrief(PRODUCTION, { card, text: TEXT }, CREW.artist);
    const [item] = egress.calls[0]!.items;
    expect(item).toMatchObject({ kind: 'words', where: 'brief' });
    expect(explanation.decision.outcome).toBe('allow');
    expect(scene.ports.models.charged).toEqual([]);
    await read();
    const sent = JSON.parse((await callsSoFar())[0]!.sent.words);
    expect(item).toMatchObject({ text: sent.prompt });
  });

  it.each([
    [
      'no card',
      () => scene.studio.models.readBrief(PRODUCTION, { card: 'none', text: TEXT }, CREW.artist),
      'DECISION_DENIED',
    ],
    ['what reads like a person', () => read('Tom Hanks walks down the pier.'), 'APPROVAL_NEEDED'],
    ['an offline production', () => setTerms({ isOffline: true }).then(() => read()), 'DECISION_DENIED'],
    ['a spent budget', () => setTerms({ budgetUsdMicros: 1000 }).then(() => read()), 'BUDGET_SPENT'],
    ['an empty brief', () => read(' '), 'REQUEST_INVALID'],
  ])('is not sent with %s', async (_, reading, code) => {
    await expect(reading()).rejects.toMatchObject({ code });
    expect(scene.ports.models.charged).toEqual([]);
  });

  it('is unreleased material: no service outside a secured environment gets it', async () => {
    const unsecured = { model: 'clay-words', task: 'words', environment: 'unsecured' };
    card = (await addClay(scene, { ...unsecured, retainsInputs: true, trainsOnInputs: true })).id;
    await expect(read()).rejects.toMatchObject({
      code: 'DECISION_DENIED',
      message: expect.stringContaining('unsecured-gets-no-unreleased-material'),
    });
    expect(scene.ports.models.charged).toEqual([]);
  });

  it('is no form where the model answers anything else', async () => {
    scene.ports.models.reading.value = { shots: [], questions: [], run: 'rm -rf' };
    await expect(read()).rejects.toMatchObject({ code: 'MODEL_ANSWER_INVALID' });
    expect(await callsSoFar()).toMatchObject([{ state: 'failed' }]);
  });

  it('is two calls where it is asked for twice', async () => {
    await Promise.all([read(), read()]);
    expect(new Set(scene.ports.models.charged).size).toBe(2);
  });

  it('is given up as uncertain where its reader died', async () => {
    scene.ports.models.restart.value = 'uncertain';
    scene.ports.models.failures.push({ when: 'after', error: new BacklotError('DATABASE_UNAVAILABLE', 'gone') });
    await expect(read()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await callsSoFar()).toMatchObject([{ state: 'starting' }]);
    await endOrphanCalls(scene.ports);
    expect(await callsSoFar()).toMatchObject([{ state: 'starting' }]);
    await endOrphanCalls({ ...scene.ports, clock: { ...scene.ports.clock, nowMs: () => Date.now() + 1e12 } });
    expect(await callsSoFar()).toMatchObject([{ state: 'uncertain' }]);
  });
});
