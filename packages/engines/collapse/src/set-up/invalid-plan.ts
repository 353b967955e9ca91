import { BacklotError } from '@backlot/film';

/** A building that cannot be built: what is wrong with which value, and what to do. */
export function invalidPlan(problem: string, hint: string): BacklotError {
  return new BacklotError('BUILDING_PLAN_INVALID', `Building: ${problem}`, { hint });
}
