import { BacklotError } from '@backlot/film';

/** What went on when a connection failed. */
export interface ConnectionTrouble {
  readonly host: string;
  readonly signal?: AbortSignal | null | undefined;
  /** An answer had begun, so whatever broke cut it. */
  readonly isAnswering?: boolean;
}

const TIMEOUTS: Readonly<Record<string, 'headers' | 'body'>> = {
  UND_ERR_HEADERS_TIMEOUT: 'headers',
  UND_ERR_BODY_TIMEOUT: 'body',
};

/** A connection that had come about and broke: what was sent may have arrived. */
const CUT = /^(UND_ERR_SOCKET|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|HPE_.*|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/;

/** No connection, or no trust in who answers, came about: nothing was sent. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_.*|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|ERR_SSL_.*|.*_CERT.*|UNABLE_TO_.*)$/;

/**
 * What a failed connection means, in our codes: the signal's own reason where it was aborted, an error of ours as it is,
 * `MODEL_TIMEOUT` (`details.phase`) and `MODEL_ANSWER_CUT` for what may have arrived, and `MODEL_UNREACHABLE`, with
 * `details.wasSent: false` where surely no connection came about.
 */
export function explainConnectionError(error: unknown, trouble: ConnectionTrouble): unknown {
  if (trouble.signal?.aborted) return trouble.signal.reason;
  const chain = causesOf(error);
  const own = chain.find((cause) => cause instanceof BacklotError);
  if (own) return own;
  const codes = chain.flatMap((cause) => codeOf(cause) ?? []);
  const phase = codes.flatMap((code) => TIMEOUTS[code] ?? [])[0];
  if (phase) return timedOut(trouble.host, phase, error);
  if (chain.some(isBadPort)) return portForbidden(trouble.host, error);
  const wasSent = !chain.some(isBeforeSending);
  if (trouble.isAnswering || (wasSent && codes.some((code) => CUT.test(code)))) return answerCut(trouble.host, error);
  const last = chain.at(-1);
  const why = codes.at(-1) ?? (last instanceof Error ? last.message : 'no reason');
  return new BacklotError('MODEL_UNREACHABLE', `${trouble.host} cannot be reached (${why})`, {
    hint: 'Check the address, that the server runs, and that this machine may reach it; then try again.',
    cause: error,
    ...(!wasSent && { details: { wasSent } }),
  });
}

/** As `fetch` says it: https://fetch.spec.whatwg.org/#port-blocking */
function isBadPort(cause: unknown): boolean {
  return cause instanceof Error && cause.message === 'bad port';
}

function portForbidden(host: string, cause: unknown): BacklotError {
  return new BacklotError('MODEL_UNREACHABLE', `${host} is at a port that web clients do not connect to`, {
    hint: 'The Fetch standard blocks ports of mail, X11 and other services: let the server listen at another, such as 8188, and add it anew.',
    cause,
    details: { wasSent: false },
  });
}

function isBeforeSending(cause: unknown): boolean {
  const isConnecting = cause instanceof Error && 'syscall' in cause && cause.syscall === 'connect';
  return isConnecting || BEFORE_SENDING.test(codeOf(cause) ?? '');
}

/** The connection broke before all of an answer was here. */
export function answerCut(host: string, cause?: unknown): BacklotError {
  return new BacklotError('MODEL_ANSWER_CUT', `The answer of ${host} broke off before its end`, {
    hint: 'Try again; if it happens each time, look at the network and at the server’s own log.',
    cause,
  });
}

/** An answer is bigger than whoever asked will take. */
export function answerTooLarge(host: string, maxBytes: number): BacklotError {
  return new BacklotError('MODEL_ANSWER_TOO_LARGE', `The answer of ${host} is larger than ${describeSize(maxBytes)}`, {
    hint: 'Ask for fewer frames or a smaller picture; if the size is right, the server sends something else.',
    details: { maxBytes },
  });
}

function describeSize(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.round(megabytes)} MB`;
}

/** Nothing came for too long. */
export function timedOut(host: string, phase: string, cause?: unknown): BacklotError {
  return new BacklotError('MODEL_TIMEOUT', `${host} did not answer in time (${phase})`, {
    hint: 'The server hangs or is overloaded; try again later, or look at its own log.',
    cause,
    details: { phase },
  });
}

function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = error; cause instanceof Error && !chain.includes(cause); cause = cause.cause) chain.push(cause);
  return chain;
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
