import { BacklotError } from '@backlot/film';
import { readRetryAfterMs } from './retry-after.ts';

/** An answer that is no success. */
export interface RefusedAnswer {
  readonly host: string;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The vendor's own words, as far as they may be shown. */
  readonly said?: string | undefined;
}

interface Meaning {
  readonly code: string;
  readonly says: string;
  readonly hint: string;
}

const KEY_REFUSED: Meaning = {
  code: 'MODEL_KEY_REFUSED',
  says: 'refused the key',
  hint: 'Enter a valid key for this back end on the models page, and check at the vendor what it may be used for.',
};
const UNPAID: Meaning = {
  code: 'MODEL_UNPAID',
  says: 'asks to be paid first',
  hint: 'Top up the account or raise its limit at the vendor, then run the take again.',
};
const NOT_FOUND: Meaning = {
  code: 'MODEL_NOT_FOUND',
  says: 'knows no such model or result',
  hint: "Check the model's name on its card; results are kept by vendors for hours or days only.",
};
const BUSY: Meaning = {
  code: 'MODEL_BUSY',
  says: 'has too much to do',
  hint: 'It is tried again by itself; if it goes on, lower the number of calls or ask the vendor for a higher limit.',
};
const FAILED: Meaning = {
  code: 'MODEL_FAILED',
  says: 'failed',
  hint: "The fault is on the server's side: try again later, or look at the vendor's status page.",
};
const INVALID: Meaning = {
  code: 'MODEL_REQUEST_INVALID',
  says: 'does not take this request',
  hint: 'Compare size, length and settings with what the vendor says that this model takes.',
};
const REDIRECT: Meaning = {
  code: 'MODEL_ANSWER_INVALID',
  says: 'gave no usable answer',
  hint: 'Check the address of the back end.',
};

const BY_STATUS: Readonly<Record<number, Meaning>> = {
  401: KEY_REFUSED,
  403: KEY_REFUSED,
  402: UNPAID,
  404: NOT_FOUND,
  410: NOT_FOUND,
  429: BUSY,
  503: BUSY,
  529: BUSY,
};

/** What an HTTP status other than success means, in our codes; `details.retryAfterMs` where the server told. */
export function errorOfStatus({ host, status, headers, said }: RefusedAnswer): BacklotError {
  const { code, says, hint } = meaningOf(status);
  const retryAfterMs = readRetryAfterMs(headers);
  return new BacklotError(code, `${host} ${says} (${status})${said ? `: ${said}` : ''}`, {
    hint,
    details: { status, ...(retryAfterMs !== undefined && { retryAfterMs }) },
  });
}

function meaningOf(status: number): Meaning {
  const exact = BY_STATUS[status];
  if (exact) return exact;
  if (status >= 500) return FAILED;
  return status >= 400 ? INVALID : REDIRECT;
}
