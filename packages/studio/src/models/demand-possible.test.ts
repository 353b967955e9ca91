import { rm } from 'node:fs/promises';
import type { ModelJob } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClay, clayRequest } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';
import { jobOfPlan } from './job-of-plan.ts';

const lacking = new BacklotError('MODEL_PARTS_MISSING', 'Clay lacks its kiln', { hint: 'Build one.' });

let scene: RightsScene;
let card: string;
/** Jobs that the server itself was asked about. */
let asked: ModelJob[];
beforeEach(async () => {
  scene = await openRightsScene();
  card = (await addClay(scene)).id;
  asked = [];
});
afterEach(() => rm(scene.folder, { recursive: true }));

const plan = (variants = 1) => scene.studio.planTake(clayRequest({ model: card, variants }));
const request = () => scene.studio.requestTake(clayRequest({ model: card }));

/** The vendor's own server answers `answer` when it is asked what it has. */
function answerThere(answer: (signal: AbortSignal) => Promise<void>): void {
  scene.ports.models.adapter.checkThere = async (_, job, signal) => {
    asked.push(job);
    await answer(signal);
  };
}

it('refuses in plan and request what the adapter refuses, with its own code and hint', async () => {
  const { studio, ports } = scene;
  ports.models.adapter.check = ({ widthPx }) => {
    throw new BacklotError('MODEL_REQUEST_INVALID', `multiples of 16 px, got ${widthPx}`, {
      hint: 'Choose such a size.',
    });
  };
  for (const ask of [plan, request]) {
    await expect(ask()).rejects.toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      message: 'multiples of 16 px, got 64',
      hint: 'Choose such a size.',
    });
  }
  expect(await studio.listTakes()).toEqual([]);
});

it('asks a server what it lacks, once for variants that are alike', async () => {
  answerThere(async () => Promise.reject(lacking));
  await expect(plan(4)).rejects.toMatchObject({ code: 'MODEL_PARTS_MISSING', hint: 'Build one.' });
  answerThere(async () => {});
  asked = [];
  await plan(4);
  expect(asked).toMatchObject([{ task: 'image', model: 'clay-1', widthPx: 64, heightPx: 48, prompt: '' }]);
});

it('asks no server of an offline production, and still refuses what can be told without', async () => {
  const { studio, ports } = scene;
  answerThere(async () => Promise.reject(lacking));
  const models = { isOffline: true, shotBudgetsUsdMicros: {} };
  await studio.rights.changeProduction('example', { models }, CREW.producer);
  expect((await plan()).explanation.decision).toMatchObject({ reasons: [{ ruleId: 'offline-sends-nothing' }] });
  expect(asked).toEqual([]);
  ports.models.adapter.check = () => {
    throw new BacklotError('MODEL_REQUEST_INVALID', 'no such size');
  };
  await expect(plan()).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
});

it('lets a plan stand where the server does not answer now', async () => {
  answerThere(async () => Promise.reject(new BacklotError('MODEL_UNREACHABLE', 'nobody there')));
  expect((await plan()).egress?.calls).toHaveLength(1);
});

it('waits some seconds for a server that hangs, whatever it makes of the signal', async () => {
  answerThere(() => new Promise(() => {}));
  const startedMs = performance.now();
  expect((await plan(2)).egress?.calls).toHaveLength(2);
  const waitedMs = performance.now() - startedMs;
  expect(waitedMs).toBeGreaterThan(4000);
  expect(waitedMs).toBeLessThan(9000);
});

it('makes one file of all that is made into one, and one of each that is sent as it is', () => {
  const input = (role: string, sha256: string) => ({
    ...{ role, sha256, name: `${sha256}.exr`, path: '/', mediaType: 'image/x-exr', byteLength: 1 },
  });
  const inputs = [input('passes', 'a'), input('passes', 'b'), input('reference', 'c'), input('reference', 'd')];
  const sources = [
    { slot: 'depth', role: 'passes', madeInto: 'video' },
    { slot: 'reference', role: 'reference', sha256: 'c', madeInto: 'PNG' },
    { slot: 'reference', role: 'reference', sha256: 'd', madeInto: 'PNG' },
    { slot: 'image', role: 'reference' },
  ];
  const settings = { steps: 20 };
  const call = { name: 'clip', card, task: 'video', words: [], sources, settings, hasVoice: true } as const;
  const { files, ...job } = jobOfPlan(call, 'clay-1', inputs);
  expect(job).toMatchObject({ task: 'video', model: 'clay-1', settings, voice: 'named' });
  expect(files.map(({ slot, sha256 }) => `${slot} ${sha256}`)).toEqual([
    'depth a',
    'reference c',
    'reference d',
    'image c',
    'image d',
  ]);
});
