import type { LedgerCheckpoint } from '@backlot/evidence';
import type { CheckpointStore } from '../ports/checkpoints.ts';

/** Checkpoints in memory: both copies are the same list. */
export function createInMemoryCheckpoints(): CheckpointStore {
  const kept: LedgerCheckpoint[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  return {
    read: async () => ({ database: [...kept], file: [...kept], isFileComplete: true }),
    append: (build) => {
      const turn = queue.then(async () => {
        const next = await build(kept.at(-1));
        if (next) kept.push(next);
        return next;
      });
      queue = turn.catch(() => {});
      return turn;
    },
  };
}
