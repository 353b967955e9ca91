/** Stable error codes; each maps to one HTTP status and one exit code in `error-codes.ts`. */
export interface BacklotErrorOptions {
  /** What to do next, in one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** Machine-readable particulars (paths, values received). No secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * An expected failure that a person can act on. The message says what, where and the value received.
 * A plain `Error` is reserved for our own bugs; a refusal by policy is a value, not an exception.
 */
export class BacklotError extends Error {
  override readonly name = 'BacklotError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, message: string, options: BacklotErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.details = options.details;
  }
}
