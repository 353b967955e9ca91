import { describe, expect, it } from 'vitest';
import { once } from './once.ts';

describe('once', () => {
  it('makes one thing for all, also for those who ask while it is made', async () => {
    let made = 0;
    const get = once(async () => ++made);
    expect(await Promise.all([get(), get()])).toEqual([1, 1]);
    expect(await get()).toBe(1);
  });

  it('tries anew after a failure', async () => {
    let tries = 0;
    const get = once(async () => {
      tries += 1;
      if (tries === 1) throw new Error('no certificate yet');
      return tries;
    });
    await expect(get()).rejects.toThrow('no certificate yet');
    expect(await get()).toBe(2);
  });
});
