import { isTakeSettled } from '@backlot/film';
import { clearWork } from './clear-work.ts';
import type { StudioPorts } from './studio.ts';

/**
 * Removes the work folders of takes that no worker will ever touch again: their worker died between the last step and
 * its tidying up, or they were cancelled after it had died. A take that somebody holds is left to them.
 */
export async function clearSettledWork(ports: Pick<StudioPorts, 'files' | 'records' | 'jobs'>): Promise<void> {
  for (const takeId of await ports.files.listWork()) {
    const state = await ports.records.takes.stateOf(takeId);
    if (state === undefined || !isTakeSettled(state)) continue;
    const lease = await ports.jobs.lease(takeId);
    if (!lease) continue;
    try {
      await clearWork(ports, takeId);
    } finally {
      await lease.release();
    }
  }
}
