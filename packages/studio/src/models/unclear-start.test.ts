import { rm } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';

const PRICE = 40_000;

let scene: RightsScene;
let model: string;
beforeEach(async () => {
  scene = await openRightsScene();
  model = (await addClay(scene)).id;
});
afterEach(() => rm(scene.folder, { recursive: true }));

async function make() {
  const take = await scene.finish(await requestClay(scene, { model }));
  const [call] = await scene.studio.models.callsOfTake(take.id);
  const { spentUsdMicros, uncertainUsdMicros } = await scene.studio.models.reportSpend('example');
  return { take: take.state, code: take.error?.code, call: call?.state, spentUsdMicros, uncertainUsdMicros };
}

function answerStart(when: 'before' | 'after', code: string, details: Record<string, unknown> = {}) {
  scene.ports.models.failures.push({ when, error: new BacklotError(code, `clay: ${code}`, { details }) });
}

describe('a start of which nobody knows whether it arrived', () => {
  it.each([
    ['MODEL_BUSY', { status: 503, isPassing: true }],
    ['MODEL_BUSY', { status: 529 }],
    ['MODEL_FAILED', { status: 504, isPassing: true }],
    ['MODEL_ANSWER_INVALID', {}],
    ['MODEL_UNREACHABLE', {}],
  ])('is sent once and counted: %s %j', async (code, details) => {
    scene.ports.models.restart.value = 'uncertain';
    answerStart('after', code, details);
    expect(await make()).toEqual({
      take: 'failed',
      code: 'MODEL_CALL_UNCERTAIN',
      call: 'uncertain',
      spentUsdMicros: PRICE,
      uncertainUsdMicros: PRICE,
    });
    expect(scene.ports.models.charged).toHaveLength(1);
  });

  it('is looked for again where the vendor cannot be asked at once', async () => {
    const { adapter, charged } = scene.ports.models;
    const { find } = adapter;
    let asked = 0;
    adapter.find = async (...question) => {
      if (asked++ === 0) throw new BacklotError('MODEL_UNREACHABLE', 'still down');
      return find?.(...question);
    };
    answerStart('after', 'MODEL_TIMEOUT');
    expect(await make()).toMatchObject({ take: 'in-review', call: 'finished', spentUsdMicros: PRICE });
    expect(charged).toHaveLength(1);
  });

  it('is uncertain where the vendor can be asked no more', async () => {
    const { clock, models } = scene.ports;
    const { nowMs } = clock;
    let later = 0;
    Object.assign(clock, { nowMs: () => nowMs() + later });
    models.adapter.find = async () => {
      later += 3600_000;
      throw new BacklotError('MODEL_UNREACHABLE', 'still down');
    };
    answerStart('after', 'MODEL_TIMEOUT');
    expect(await make()).toMatchObject({ code: 'MODEL_CALL_UNCERTAIN', call: 'uncertain', spentUsdMicros: PRICE });
  });
});

describe('a start that surely came to nothing', () => {
  it.each(['MODEL_REFUSED', 'MODEL_REQUEST_INVALID', 'MODEL_KEY_REFUSED', 'MODEL_UNPAID', 'MODEL_NOT_FOUND'])(
    'costs nothing: %s',
    async (code) => {
      answerStart('before', code);
      expect(await make()).toMatchObject({ take: 'failed', code, call: 'failed', spentUsdMicros: 0 });
    },
  );

  it.each([
    ['MODEL_BUSY', { status: 429, retryAfterMs: 1 }],
    ['MODEL_UNREACHABLE', { wasSent: false }],
  ])('is tried again: %s %j', async (code, details) => {
    scene.ports.models.restart.value = 'uncertain';
    answerStart('before', code, details);
    expect(await make()).toMatchObject({ take: 'in-review', spentUsdMicros: PRICE });
    expect(scene.ports.models.charged).toHaveLength(1);
  });

  it('waits for a server that is away for a moment before anything is sent', async () => {
    const { adapter, charged } = scene.ports.models;
    const take = await requestClay(scene, { model });
    let asked = 0;
    adapter.checkThere = async () => {
      if (asked++ < 1) throw new BacklotError('MODEL_UNREACHABLE', 'it restarts');
    };
    expect((await scene.finish(take)).state).toBe('in-review');
    expect([asked, charged.length]).toEqual([2, 1]);
  });

  it('costs nothing where the server stays away, or lacks something', async () => {
    const { clock, models } = scene.ports;
    const { nowMs } = clock;
    let later = 0;
    Object.assign(clock, { nowMs: () => nowMs() + later });
    models.adapter.checkThere = async () => {
      later += 3600_000;
      throw new BacklotError('MODEL_TIMEOUT', 'no answer to what is there');
    };
    expect(await make()).toMatchObject({ code: 'MODEL_TIMEOUT', call: 'failed', spentUsdMicros: 0 });
    delete models.adapter.checkThere;
    const take = await requestClay(scene, { model, prompt: 'another' });
    models.adapter.checkThere = async () => {
      throw new BacklotError('MODEL_PARTS_MISSING', 'no kiln');
    };
    expect((await scene.finish(take)).error?.code).toBe('MODEL_PARTS_MISSING');
    expect((await scene.studio.models.reportSpend('example')).spentUsdMicros).toBe(0);
    expect(models.charged).toEqual([]);
  });

  it.each([
    ['MODEL_BUSY', { status: 429, retryAfterMs: 60_000 }],
    ['MODEL_UNREACHABLE', { wasSent: false }],
  ])('costs nothing when its take is cancelled meanwhile: %s %j', async (code, details) => {
    const { studio, ports } = scene;
    const take = await requestClay(scene, { model });
    ports.models.adapter.start = async () => {
      void studio.cancelTake(take.id, CREW.artist);
      throw new BacklotError(code, 'not now', { details });
    };
    expect((await scene.finish(take)).state).toBe('cancelled');
    expect(await studio.models.callsOfTake(take.id)).toMatchObject([{ state: 'cancelled', costUsdMicros: 0 }]);
    expect((await studio.models.reportSpend('example')).spentUsdMicros).toBe(0);
  });
});

describe('work that the vendor took and that came to nothing', () => {
  it('is counted at its estimate, since no vendor says that it is free', async () => {
    scene.ports.models.adapter.poll = async () => {
      throw new BacklotError('MODEL_FAILED', 'CUDA out of memory');
    };
    expect(await make()).toMatchObject({ code: 'MODEL_FAILED', call: 'failed', spentUsdMicros: PRICE });
  });
});
