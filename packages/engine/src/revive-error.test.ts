import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BacklotError } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { reviveError } from './revive-error.ts';

const full = new BacklotError('DISK_FULL', 'Disk full', { hint: 'Free some space.', details: { path: '/a' } });

describe('reviveError', () => {
  it('makes a BacklotError of one that a worker pool rebuilt', () => {
    const { name, message, code, hint, details } = full;
    const revived = reviveError(Object.assign(new Error(message), { name, code, hint, details }));
    expect(revived).toBeInstanceOf(BacklotError);
    expect(revived).toMatchObject({ code, message, hint, details });
  });

  it('makes a BacklotError of one that ended a thread', async () => {
    const source = `class BacklotError extends Error { name = 'BacklotError'; code = 'DISK_FULL'; hint = 'Free some space.'; }
      throw new BacklotError('Disk full');`;
    const [crossed] = await once(new Worker(source, { eval: true, execArgv: [] }), 'error');
    expect(crossed).not.toBeInstanceOf(BacklotError);
    const revived = reviveError(crossed);
    expect(revived).toBeInstanceOf(BacklotError);
    expect(revived).toMatchObject({ code: 'DISK_FULL', message: 'Disk full', hint: 'Free some space.' });
  });

  it('leaves everything else as it is', () => {
    for (const error of [full, new TypeError('a bug'), Object.assign(new Error('x'), { code: 'ENOENT' }), 'text'])
      expect(reviveError(error)).toBe(error);
  });
});
