// Takes that a model makes: a ComfyUI of the testkit, which is never killed, is asked by workers that are.
//   node tests/kill/kill-test.mjs --kills 100 --rooms tests/kill/model-rooms.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBackEnds, openGateway } from '@backlot/models';
import { createTestRooms } from '@backlot/studio/testing';
import { openComfyuiServer } from '@backlot/testkit';

/** A call takes about a second, so that most kills meet one. */
const STEP_MS = 60;
const ADDRESS_FILE = 'comfyui-address.txt';
const producer = { name: 'Iris', role: 'producer' };

export const pace = { actionMs: 250, killMs: 700, settleMs: 120_000 };

const adapters = new Map((await openBackEnds()).map((adapter) => [adapter.kind, adapter]));
let server;
let card;

/** Called once, in the process that is not killed: the server lives there. */
export async function writePlate(folder) {
  server = await openComfyuiServer({ stepMs: STEP_MS });
  writeFileSync(join(folder, ADDRESS_FILE), server.address);
  const path = join(folder, 'plate.bin');
  writeFileSync(path, 'a plate');
  return path;
}

export function createRooms() {
  return {
    ...createTestRooms(),
    models: {
      adapters,
      connect: ({ address, isOwn, isOffline }) => openGateway({ ...(isOwn ? { ownAddress: address } : {}), isOffline }),
      isOffline: false,
      waitMs: 3600_000,
    },
  };
}

/** Makes sure that there is a card of the server's model, before the first request of a client. */
export async function prepare(studio, home) {
  await studio.createProduction({ slug: 'kill-test', title: 'Kill test', by: producer }).catch(() => {});
  const { models } = await studio.rights.register('kill-test');
  if (models[0]) {
    card = models[0].id;
    return;
  }
  const address = readFileSync(join(dirname(home), ADDRESS_FILE), 'utf8');
  const request = { title: 'ComfyUI', kind: 'comfyui', address, isOwn: true };
  const backEnd = await studio.models.addBackEnd('kill-test', request, producer);
  const content = {
    name: 'Z-Image Turbo',
    vendor: 'Tongyi-MAI',
    version: '1',
    licence: 'Apache-2.0',
    trainedOn: 'licensed',
    retainsInputs: false,
    trainsOnInputs: false,
    environment: 'secured',
    backEnd: backEnd.id,
    model: 'text-to-image',
    task: 'image',
    price: { unit: 'image', usdMicros: 10_000 },
  };
  card = (await studio.rights.registerModel('kill-test', content, producer)).id;
}

export function makeRequest(random) {
  return {
    engine: 'clay',
    setUp: {
      production: 'kill-test',
      shot: `sq010/sh${String(Math.floor(random() * 5)).padStart(4, '0')}`,
      purpose: 'ideation',
      seed: Math.floor(random() * 1000),
      inputs: {},
      parameters: { model: card, prompt: 'a brick wall at dusk', variants: 1 + Math.floor(random() * 2) },
    },
  };
}

/** What the server was asked for, against what the studio has on record: nothing twice, nothing forgotten. */
export async function findModelLosses(studio) {
  const { calls } = await studio.models.reportSpend('kill-test');
  const known = new Map(calls.map((call) => [call.id, call]));
  const asked = server.prompts.map(({ id }) => id);
  const twice = asked.filter((id, index) => asked.indexOf(id) !== index);
  const open = calls.filter(({ state }) => !['finished', 'failed', 'cancelled', 'uncertain'].includes(state));
  const failed = calls.filter(({ state }) => state === 'failed' || state === 'uncertain');
  return {
    counts: {
      asked: asked.length,
      calls: calls.length,
      finished: calls.filter(({ state }) => state === 'finished').length,
    },
    losses: [
      ...twice.map((id) => `call ${id} was started twice`),
      ...asked.filter((id) => !known.has(id)).map((id) => `call ${id} was started and is on no record`),
      ...open.map(({ id, state }) => `call ${id} is still ${state}`),
      ...failed.map(({ id, error }) => `call ${id} was lost: ${error?.code} ${error?.message}`),
    ],
  };
}
