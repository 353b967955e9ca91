const MAX_LENGTH = 300;

/** Fields in which vendors put what went wrong, the most telling first. */
const FIELDS = ['message', 'msg', 'failure_reason', 'failure', 'detail', 'error', 'errors', 'title'];

/** Fields in which they name it in a word of their own. */
const CODE_FIELDS = ['code', 'type', 'status', 'reason', 'failure_code', 'failureCode'];
/** Fields that hold errors of which each has such fields; whatever else stands in an answer repeats what was sent. */
const NESTED_FIELDS = ['error', 'errors', 'detail', 'details', 'failure'];

/** A vendor objects to words or pictures, in the many ways in which vendors say so. */
const REFUSAL =
  /content[_ -]?(policy|moderat|filter)|moderat|safety|nsfw|flagged|sensitive|prohibited|responsible ai|\braimedia|copyright/i;

/** `safety_tolerance`, "what somebody wrote". */
const REPEATED = /\w+_\w+|"[^"]*"|“[^”]*”|`[^`]*`|(?<!\w)'[^']*'(?!\w)/g;

/** An account without money, whatever status it comes with. */
const UNPAID =
  /insufficient[_ ](quota|credits?|funds|balance)|quota_exceeded|exhausted balance|billing_hard_limit|not enough credits|no credits/i;

/** A bad key that comes as a bad request. */
const BAD_KEY = /api[_ ]key[_ ](not valid|invalid)|(invalid|incorrect)[_ ]api[_ ]key/i;

/** What an answer says of its error, and nothing of the request that it repeats. */
export interface ToldError {
  readonly codes: string;
  readonly messages: string;
}

/** Reads codes and messages out of the body of an answer; what is no JSON is a message, unless it is a page. */
export function readTold(body: string): ToldError {
  const value = parse(body) ?? (body.includes('<') ? undefined : body);
  return { codes: collect(value, CODE_FIELDS).join('\n'), messages: collect(value, FIELDS).join('\n') };
}

/** Whether it says that the key is none of its vendor's own. */
export function saysBadKey({ codes, messages }: ToldError): boolean {
  return BAD_KEY.test(`${codes}\n${messages}`);
}

/** Whether it says that the vendor will not make this. Names of fields and what is quoted are the request's own words. */
export function isRefusalTold({ codes, messages }: ToldError): boolean {
  return REFUSAL.test(codes) || REFUSAL.test(messages.replace(REPEATED, ''));
}

/** Whether it says that the account has run dry. */
export function saysUnpaid({ codes, messages }: ToldError): boolean {
  return UNPAID.test(`${codes}\n${messages}`);
}

/** Whether words that a vendor has of the work itself say that it will not make this. */
export function saysRefusal(words: string): boolean {
  return REFUSAL.test(words);
}

/** What a vendor said, out of the body of its answer, fit to be shown: one line, short, without the key. */
export function readVendorWords(body: string, key: string | undefined): string {
  const words = wordsIn(parse(body)) ?? '';
  return withoutKey(words, key).replace(/\s+/g, ' ').trim().slice(0, MAX_LENGTH);
}

/** Words with the key taken out: vendors repeat it when they refuse it, whole or shortened. */
function withoutKey(words: string, key: string | undefined): string {
  const whole = key ? words.replaceAll(key, '[key]') : words;
  return whole.replace(/\b(sk|r8|luma-api)[-_][\w*.-]{8,}/gi, '[key]');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // a page of HTML tells nobody anything
  }
}

/** All texts in such fields, of the answer and of the errors in it. */
function collect(value: unknown, fields: readonly string[]): string[] {
  if (typeof value === 'string') return fields === FIELDS ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => collect(each, fields));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, said]) => {
    if (typeof said === 'string') return fields.includes(name) ? [said] : [];
    return NESTED_FIELDS.includes(name) ? collect(said, fields) : [];
  });
}

function wordsIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  if (Array.isArray(value)) return value.map(wordsIn).find((words) => words !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const found = new Map(Object.entries(value));
  return FIELDS.map((field) => wordsIn(found.get(field))).find((words) => words !== undefined);
}
