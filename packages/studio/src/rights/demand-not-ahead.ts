import { BacklotError } from '@backlot/film';
import type { Clock } from '../ports/clock.ts';

/** The calendar of Kiritimati is the furthest ahead. */
const FURTHEST_AHEAD_MS = 14 * 3_600_000;

/** What has happened happened today or before, wherever on earth. @throws BacklotError `REQUEST_INVALID` naming `field` */
export function demandNotAhead(clock: Clock, day: string, field: string): void {
  const today = new Date(clock.nowMs() + FURTHEST_AHEAD_MS).toISOString().slice(0, 10);
  if (day <= today) return;
  throw new BacklotError('REQUEST_INVALID', `${field}: expected a day that has come, got ${day}`, {
    hint: 'Correct the date.',
  });
}
