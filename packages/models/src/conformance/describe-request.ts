import type { ModelJob } from '@backlot/engine';
import { describe, expect, it } from 'vitest';
import type { BackEndFixture } from './back-end-fixture.ts';
import { type Bench, openBench } from './open-bench.ts';

const NOT_WANTED = 'no umbrellas whatever';
const SEED = 918_273_645;
/** At 24 a second: a little over a second, one that no vendor makes, and just as long as some make. */
const LENGTHS_FRAMES = [25, 110, 120];

/** What a back end says of its requests beforehand, held against those that reach its vendor's server. */
export function describeRequest(fixture: BackEndFixture): void {
  const { adapter, secondsIn } = fixture;
  describe('says beforehand what it asks for', () => {
    it.each(LENGTHS_FRAMES)('the seconds that a job of %i frames is paid for', async (durationFrames) => {
      const frameRate = { numerator: 24, denominator: 1 };
      await startJob(fixture, { durationFrames, frameRate }, ({ job, server }) => {
        const billedS = adapter.billedSeconds?.(job);
        const body = secondsIn && JSON.parse(server.requests.at(-1)?.body.toString() ?? '');
        expect(secondsIn?.(body)).toEqual(billedS);
      });
    });

    it('and of what it is told what does not leave', async () => {
      await startJob(fixture, { negativePrompt: NOT_WANTED, seed: SEED }, ({ job, server }) => {
        const sent = server.requests.map(({ body }) => body.toString()).join('\n');
        const stays = { negativePrompt: !sent.includes(NOT_WANTED), seed: !sent.includes(String(SEED)) };
        const said = adapter.leavesOut?.(job) ?? [];
        expect(stays).toEqual({ negativePrompt: said.includes('negativePrompt'), seed: said.includes('seed') });
      });
    });
  });
}

async function startJob(
  fixture: BackEndFixture,
  change: Partial<ModelJob>,
  look: (bench: Bench) => void,
): Promise<void> {
  const bench = await openBench({ ...fixture, job: async (files) => ({ ...(await fixture.job(files)), ...change }) });
  try {
    await bench.start();
    look(bench);
  } finally {
    await bench.close();
  }
}
