import { BacklotError } from '@backlot/film';
import type { Records } from './ports/records.ts';
import type { TakeRecord } from './take-record.ts';

/** A take that must be there. @throws BacklotError `TAKE_NOT_FOUND` */
export async function getTake(records: Records, takeId: string): Promise<TakeRecord> {
  const take = await records.takes.get(takeId);
  if (take) return take;
  throw takeNotFound(takeId);
}

/** The error for an id that names no take. */
export function takeNotFound(takeId: string): BacklotError {
  return new BacklotError('TAKE_NOT_FOUND', `Take "${takeId}": there is none with this id`, {
    hint: 'List what there is with "backlot takes".',
  });
}
