import { BacklotError } from '@backlot/film';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

const WATCH_EVERY_MS = 1000;

/**
 * Tells work on a take to stop once the take has come to one of these ends, with `TAKE_CANCELLED` or `TAKE_QUARANTINED`
 * as the reason. Events tell at once; the question every second is for one that was missed.
 */
export function watchForEnd(
  ports: StudioPorts,
  takeId: string,
  ends: readonly ('cancelled' | 'quarantined')[],
): { readonly ended: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const look = (state: TakeRecord['state'] | undefined) => {
    const end = ends.find((each) => each === state);
    if (end) controller.abort(reasonOf(end, takeId));
  };
  const unsubscribe = ports.events.subscribe((event) => {
    if (event.kind === 'take-changed' && event.takeId === takeId) look(event.state);
  });
  const timer = setInterval(() => void ports.records.takes.stateOf(takeId).then(look, () => {}), WATCH_EVERY_MS);
  const stop = () => {
    unsubscribe();
    clearInterval(timer);
  };
  return { ended: controller.signal, stop };
}

function reasonOf(end: 'cancelled' | 'quarantined', takeId: string): BacklotError {
  return end === 'cancelled'
    ? new BacklotError('TAKE_CANCELLED', `Take "${takeId}" was cancelled`)
    : new BacklotError('TAKE_QUARANTINED', `Take "${takeId}": what it stands on was withdrawn`);
}
