/** What a vendor's server can do wrong, once or each time, when a test asks for it. */
export const FAULTS = [
  'status-401',
  'status-402',
  'status-429',
  'status-500',
  /** The vendor's own way of refusing words or pictures. */
  'moderation',
  /** It takes the call, and the work fails later. */
  'job-failed',
  'hang',
  /** Breaks off in the middle of the result, each time and at the same byte. */
  'cut',
  /** A page of words where the result should be. */
  'wrong-type',
  /** A result of 4 GB, unannounced. */
  'endless',
  /** Points to the address at which clouds keep a machine's own credentials. */
  'redirect',
  'never-ending',
  /** A film of another size, rate and length than was asked for. */
  'other-film',
  /** An EXR picture of which every red value is NaN. */
  'nan-picture',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What a route does for its caller; one that answers with the result itself does two things at once. */
export type Phase = 'start' | 'poll' | 'result';

const RESULT_FAULTS: ReadonlySet<Fault> = new Set(['cut', 'wrong-type', 'endless', 'redirect']);
const JOB_FAULTS: ReadonlySet<Fault> = new Set([
  'moderation',
  'job-failed',
  'never-ending',
  'other-film',
  'nan-picture',
]);

/** Where a fault happens: with a route of that phase, or in the job that a start begins. */
export function placeOfFault(fault: Fault): Phase | 'job' {
  if (JOB_FAULTS.has(fault)) return 'job';
  return RESULT_FAULTS.has(fault) ? 'result' : 'start';
}

/** Words ask for a fault too, for trying things by hand: `a street at dusk fault:status-429`. */
export function faultInWords(words: string): Fault | undefined {
  const named = /\bfault:([a-z0-9-]+)/.exec(words)?.[1];
  return FAULTS.find((fault) => fault === named);
}
