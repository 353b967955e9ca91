import { BacklotError } from '@backlot/film';
import { readRetryAfterMs } from './retry-after.ts';
import { isRefusalTold, readTold, readVendorWords, saysBadKey, saysRefusal, saysUnpaid } from './vendor-words.ts';

/** An answer that is no success. */
export interface FailedAnswer {
  readonly host: string;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body?: string;
  /** Taken out of whatever the vendor says. */
  readonly key?: string | undefined;
}

interface Meaning {
  readonly code: string;
  readonly says: string;
  readonly hint: string;
}

const MEANINGS = {
  keyRefused: {
    code: 'MODEL_KEY_REFUSED',
    says: 'refused the key',
    hint: 'Enter a valid key for this back end on the models page, and check at the vendor what it may be used for.',
  },
  unpaid: {
    code: 'MODEL_UNPAID',
    says: 'asks to be paid first',
    hint: 'Top up the account or raise its limit at the vendor, then request the take again.',
  },
  refused: {
    code: 'MODEL_REFUSED',
    says: 'will not make this',
    hint: 'Change the words or pictures that it objects to, or use another model.',
  },
  notFound: {
    code: 'MODEL_NOT_FOUND',
    says: 'knows no such model or result',
    hint: "Check the model's name on its card; results are kept by vendors for hours or days only.",
  },
  busy: {
    code: 'MODEL_BUSY',
    says: 'has too much to do',
    hint: 'It is tried again by itself; if it goes on, make fewer calls at once or ask the vendor for a higher limit.',
  },
  failed: {
    code: 'MODEL_FAILED',
    says: 'failed',
    hint: "The fault is on the server's side: try again later, or look at the vendor's status page.",
  },
  invalid: {
    code: 'MODEL_REQUEST_INVALID',
    says: 'does not take this request',
    hint: 'Compare size, length and settings with what the vendor says that this model takes.',
  },
  unusable: {
    code: 'MODEL_ANSWER_INVALID',
    says: 'gave no usable answer',
    hint: 'Check the address of the back end.',
  },
} as const satisfies Readonly<Record<string, Meaning>>;

const BY_STATUS: Readonly<Record<number, Meaning>> = {
  401: MEANINGS.keyRefused,
  403: MEANINGS.keyRefused,
  402: MEANINGS.unpaid,
  404: MEANINGS.notFound,
  410: MEANINGS.notFound,
  429: MEANINGS.busy,
  451: MEANINGS.refused,
  503: MEANINGS.busy,
  529: MEANINGS.busy,
};

/**
 * What an HTTP status other than success means, in our codes, with the vendor's own words where it gave any;
 * `details.retryAfterMs` where the server told, `details.isPassing` for a server's own failure.
 */
export function errorOfStatus({ host, status, headers, body = '', key }: FailedAnswer): BacklotError {
  const { code, says, hint } = meaningOf(status, body);
  const said = readVendorWords(body, key);
  const retryAfterMs = readRetryAfterMs(headers);
  return new BacklotError(code, `${host} ${says} (${status})${said ? `: ${said}` : ''}`, {
    hint,
    details: {
      status,
      ...(status >= 500 && !isFinal(headers) && { isPassing: true }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
  });
}

/** What a job's own failure means: a vendor took it, and says later that nothing will come of it. */
export function errorOfJob({
  host,
  said,
  key,
}: {
  host: string;
  said: string;
  key?: string | undefined;
}): BacklotError {
  const { code, says, hint } = saysRefusal(said) ? MEANINGS.refused : MEANINGS.failed;
  const words = readVendorWords(JSON.stringify(said), key);
  return new BacklotError(code, `${host} ${says}${words ? `: ${words}` : ''}`, { hint });
}

/** A failure of the work itself that a vendor tells as a server's: asking again gives the same. */
function isFinal(headers: FailedAnswer['headers']): boolean {
  return ['x-fal-retryable', 'x-should-retry'].some((name) => headers.get(name) === 'false');
}

function meaningOf(status: number, body: string): Meaning {
  const told = readTold(body);
  if (status < 500 && status !== 404 && saysUnpaid(told)) return MEANINGS.unpaid;
  if (status === 400 && saysBadKey(told)) return MEANINGS.keyRefused;
  if ([400, 403, 409, 422].includes(status) && isRefusalTold(told)) return MEANINGS.refused;
  const exact = BY_STATUS[status];
  if (exact) return exact;
  if (status >= 500) return MEANINGS.failed;
  return status >= 400 ? MEANINGS.invalid : MEANINGS.unusable;
}
