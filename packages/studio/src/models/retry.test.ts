import { BacklotError } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { type RetryOptions, retry } from './retry.ts';

const passing = new BacklotError('MODEL_BUSY', 'busy', { details: { retryAfterMs: 1 } });

function optionsAt(nowMs: () => number, signal = new AbortController().signal): RetryOptions {
  return { isWorthIt: ({ code }) => code === 'MODEL_BUSY', giveUpAfterMs: 1000, nowMs, signal };
}

describe('retry', () => {
  it('counts from the first failure, not from the start of the attempt that failed', async () => {
    let [now, tries] = [0, 0];
    const attempt = async () => {
      tries++;
      if (tries > 1) return 'done';
      now += 5000;
      throw passing;
    };
    expect(
      await retry(
        attempt,
        optionsAt(() => now),
      ),
    ).toBe('done');
  });

  it('gives up when failures have gone on for too long', async () => {
    let now = 0;
    const attempt = async () => {
      now += 600;
      throw passing;
    };
    await expect(
      retry(
        attempt,
        optionsAt(() => now),
      ),
    ).rejects.toBe(passing);
    expect(now).toBe(1800);
  });

  it('tells a failure for good as it is, also after an abort', async () => {
    const stopping = new AbortController();
    const refusal = new BacklotError('MODEL_REFUSED', 'not this');
    const attempt = async () => {
      stopping.abort(new Error('stop'));
      throw refusal;
    };
    await expect(
      retry(
        attempt,
        optionsAt(() => 0, stopping.signal),
      ),
    ).rejects.toBe(refusal);
  });
});
