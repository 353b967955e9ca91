import { z } from 'zod';
import { BacklotError } from './backlot-error.ts';

/** Where a take stands on the line request → decide → run → inspect → seal → review → deliver. */
export const takeStateSchema = z.enum([
  'requested',
  'refused',
  'awaiting-approval',
  'queued',
  'running',
  'inspecting',
  'sealing',
  'in-review',
  'approved',
  'rejected',
  'delivered',
  'failed',
  'cancelled',
  /** Inspection saw something that a person has to answer before it is sealed. */
  'held',
  /** A consent or licence that it needs was withdrawn: nobody sees its files any more. */
  'quarantined',
]);
export type TakeState = z.infer<typeof takeStateSchema>;

/** What can happen to a take. */
export type TakeEvent =
  | 'decision-allowed'
  | 'decision-needs-approval'
  | 'decision-denied'
  | 'run-started'
  | 'run-interrupted'
  | 'run-finished'
  | 'inspection-passed'
  | 'seal-verified'
  | 'take-approved'
  | 'take-rejected'
  | 'take-delivered'
  | 'take-failed'
  | 'take-cancelled'
  | 'inspection-held'
  | 'hold-cleared'
  | 'take-quarantined';

const DECIDED = {
  'decision-allowed': 'queued',
  'decision-needs-approval': 'awaiting-approval',
  'decision-denied': 'refused',
} as const;
const WITHDRAWN = { 'take-quarantined': 'quarantined' } as const;
const STOPPED = { 'take-failed': 'failed', 'take-cancelled': 'cancelled', ...WITHDRAWN } as const;

/**
 * Which event leads where; what is not here is refused. A decision is taken again when an approval arrives and before a
 * run starts, so those states hear decisions too. `run-interrupted` puts a take back in the queue after its worker died.
 */
export const TAKE_TRANSITIONS: Readonly<Record<TakeState, Readonly<Partial<Record<TakeEvent, TakeState>>>>> = {
  requested: { ...DECIDED, ...STOPPED },
  'awaiting-approval': { ...DECIDED, ...STOPPED },
  queued: { ...DECIDED, ...STOPPED, 'run-started': 'running' },
  running: { ...STOPPED, 'run-finished': 'inspecting', 'run-interrupted': 'queued', 'decision-denied': 'refused' },
  inspecting: {
    ...STOPPED,
    'inspection-passed': 'sealing',
    'inspection-held': 'held',
    'decision-denied': 'refused',
    'run-interrupted': 'queued',
  },
  held: { ...STOPPED, 'hold-cleared': 'sealing', 'decision-denied': 'refused' },
  sealing: { ...STOPPED, 'seal-verified': 'in-review', 'decision-denied': 'refused', 'run-interrupted': 'queued' },
  'in-review': { ...WITHDRAWN, 'take-approved': 'approved', 'take-rejected': 'rejected' },
  approved: { ...WITHDRAWN, 'take-approved': 'approved', 'take-rejected': 'rejected', 'take-delivered': 'delivered' },
  rejected: { ...WITHDRAWN, 'take-approved': 'approved' },
  delivered: { ...WITHDRAWN, 'take-delivered': 'delivered' },
  refused: {},
  failed: {},
  cancelled: {},
  quarantined: {},
};

/**
 * The state after `event`.
 * @throws BacklotError `TAKE_STATE_INVALID` when the event cannot happen in this state
 */
export function nextTakeState(state: TakeState, event: TakeEvent): TakeState {
  const next = TAKE_TRANSITIONS[state][event];
  if (next) return next;
  const possible = Object.keys(TAKE_TRANSITIONS[state]);
  throw new BacklotError('TAKE_STATE_INVALID', `Take: "${event}" cannot happen while it is ${state}`, {
    hint: possible.length === 0 ? 'This take has ended; request a new one.' : `Possible now: ${possible.join(', ')}.`,
    details: { state, event },
  });
}

/** True where nothing more is computed unless someone asks: the take has ended, well or badly, or waits for a person. */
export function isTakeSettled(state: TakeState): boolean {
  return !['requested', 'queued', 'running', 'inspecting', 'sealing'].includes(state);
}
