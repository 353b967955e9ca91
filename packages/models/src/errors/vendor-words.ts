const MAX_LENGTH = 300;

/** Fields in which vendors put what went wrong, the most telling first. */
const FIELDS = ['message', 'msg', 'failure_reason', 'failure', 'detail', 'error', 'errors', 'title'];

/** A vendor objects to words or pictures, in the many ways in which vendors say so. */
const REFUSAL =
  /content[_ -]?(policy|moderat|filter)|moderat|safety|nsfw|flagged|sensitive|prohibited|responsible ai|\braimedia|copyright/i;

/** An account without money, whatever status it comes with. */
const UNPAID =
  /insufficient[_ ](quota|credits?|funds|balance)|quota_exceeded|exhausted balance|billing_hard_limit|not enough credits|no credits/i;

/** A bad key that comes as a bad request. */
const BAD_KEY = /api[_ ]key[_ ](not valid|invalid)|(invalid|incorrect)[_ ]api[_ ]key/i;

/** Whether a vendor's words say that the key is none of its own. */
export function saysBadKey(words: string): boolean {
  return BAD_KEY.test(words);
}

/** Whether a vendor's words say that it will not make this. */
export function saysRefusal(words: string): boolean {
  return REFUSAL.test(words);
}

/** Whether a vendor's words say that the account has run dry. */
export function saysUnpaid(words: string): boolean {
  return UNPAID.test(words);
}

/** What a vendor said, out of the body of its answer, fit to be shown: one line, short, without the key. */
export function readVendorWords(body: string, key: string | undefined): string {
  const words = wordsIn(parse(body)) ?? '';
  return withoutKey(words, key).replace(/\s+/g, ' ').trim().slice(0, MAX_LENGTH);
}

/** Words with the key taken out: vendors repeat it when they refuse it, whole or shortened. */
function withoutKey(words: string, key: string | undefined): string {
  const whole = key ? words.replaceAll(key, '[key]') : words;
  return whole.replace(/\b(sk|r8|key|luma-api|fal)[-_][\w*.-]{8,}/gi, '[key]');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // a page of HTML tells nobody anything
  }
}

function wordsIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  if (Array.isArray(value)) return value.map(wordsIn).find((words) => words !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const found = new Map(Object.entries(value));
  return FIELDS.map((field) => wordsIn(found.get(field))).find((words) => words !== undefined);
}
