import { BacklotError } from '@backlot/film';

/** In the vendor's own word: it has not taken the call, so it charges nothing. */
const REFUSALS: ReadonlySet<string> = new Set([
  'MODEL_REFUSED',
  'MODEL_REQUEST_INVALID',
  'MODEL_PARTS_MISSING',
  'MODEL_KEY_REFUSED',
  'MODEL_UNPAID',
  'MODEL_NOT_FOUND',
]);
const PASSING: ReadonlySet<string> = new Set(['MODEL_BUSY', 'MODEL_UNREACHABLE', 'MODEL_TIMEOUT', 'MODEL_ANSWER_CUT']);
/** As the system tells of a full disk. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);
/** Ours, and gone once somebody has made room, switched online or entered a key that holds. */
const MENDABLE: ReadonlySet<string> = new Set(['DISK_FULL', 'OFFLINE', 'MODEL_KEY_REFUSED']);

/** Whether the same question may be answered another time. */
export function isPassing({ code, details }: BacklotError): boolean {
  if (code === 'MODEL_FAILED') return details?.isPassing === true;
  return PASSING.has(code) && details?.isGivenUp !== true;
}

/** Of the answer to a start: the vendor had no room (429), or no connection came about. */
export function isStartWorthAgain({ code, details }: BacklotError): boolean {
  // A 5xx tells of a server in trouble, or of a proxy before it, and nothing of what has become of the call.
  if (code === 'MODEL_BUSY') return !(typeof details?.status === 'number' && details.status >= 500);
  return code === 'MODEL_UNREACHABLE' && details?.wasSent === false;
}

/** Of the answer to a start: nothing was taken, and nothing is charged. Whatever else fails may have been. */
export function wasSurelyNotStarted(error: unknown): error is BacklotError {
  return error instanceof BacklotError && (isRefusal(error) || isStartWorthAgain(error));
}

/** Whether a vendor says that it will not do what it was asked. */
export function isRefusal({ code }: BacklotError): boolean {
  return REFUSALS.has(code);
}

/** Whether a call that a vendor has taken is still there, and only our way to it is not. */
export function isStillAtVendor(error: unknown): boolean {
  if (error instanceof BacklotError) return isPassing(error) || MENDABLE.has(error.code);
  return error instanceof Error && 'code' in error && FULL.has(error.code);
}

/** Whether a run is aborted because its take came to an end, and not because a process stops. */
export function isTakeEnded(reason: unknown): boolean {
  return reason instanceof BacklotError && (reason.code === 'TAKE_CANCELLED' || reason.code === 'TAKE_QUARANTINED');
}
