import type { Person } from '@backlot/film';
import { recordStep } from './record-step.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/**
 * Ends a take that is not finished. The record says so at once; a worker that is at it hears of it and stops its engine.
 * @throws BacklotError `TAKE_STATE_INVALID` once it is in review or has ended
 */
export async function cancelTake(ports: StudioPorts, takeId: string, by: Person): Promise<TakeRecord> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  return recordStep(ports, { takeId, event: 'take-cancelled', by, body: {}, change: { finishedAt: at } });
}
