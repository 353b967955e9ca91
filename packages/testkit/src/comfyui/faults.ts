import { type Fault, type Phase, placeOfFault } from '../server/faults.ts';

/** A route that can be made to fail; `upload` includes the look whether a file is there already. */
export type ComfyuiRoute =
  | 'prompt'
  | 'queue'
  | 'history'
  | 'interrupt'
  | 'upload'
  | 'view'
  | 'object_info'
  | 'system_stats'
  | 'ws';

/** How a route fails. */
export type RouteFault =
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Answers as it should and breaks off in the middle of the body. */
  | { readonly kind: 'cut' }
  /** A page instead of what was asked for. */
  | { readonly kind: 'wrong-type' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** A body of so many bytes, whatever was asked for. */
  | { readonly kind: 'long-body'; readonly byteLength: number; readonly isAnnounced: boolean }
  /** Does what it should, then breaks off without an answer: work that was taken on and never acknowledged. */
  | { readonly kind: 'no-answer' };

/** How work fails, or comes back other than asked for. */
export type RunFault =
  | 'job-failed'
  | 'out-of-memory'
  | 'missing-model'
  /** Stays at work until it is interrupted. */
  | 'never-ending'
  | 'no-file'
  /** An EXR picture of which every red value is NaN. */
  | 'nan-picture'
  /** Of another size, rate and length than was asked for. */
  | 'other-film';

const ROUTE_OF_PHASE = { start: 'prompt', poll: 'queue', result: 'view' } as const satisfies Record<
  Phase,
  ComfyuiRoute
>;

const ROUTE_FAULTS: Partial<Readonly<Record<Fault, RouteFault>>> = {
  'status-401': { kind: 'status', status: 401 },
  'status-402': { kind: 'status', status: 402 },
  'status-429': { kind: 'status', status: 429, headers: { 'retry-after': '2' } },
  'status-500': { kind: 'status', status: 500 },
  hang: { kind: 'hang' },
  cut: { kind: 'cut' },
  'wrong-type': { kind: 'wrong-type' },
  endless: { kind: 'long-body', byteLength: 4 * 1024 ** 3, isAnnounced: false },
  redirect: { kind: 'redirect', to: 'http://169.254.169.254/latest/meta-data/' },
};

interface Planned<F> {
  readonly fault: F;
  timesLeft: number;
}

/** The faults that a server was told to have. */
export class ComfyuiFaults {
  readonly #routes = new Map<ComfyuiRoute, Planned<RouteFault>>();
  #runs: Planned<RunFault> | undefined;

  /** Makes a route fail, `times` times or until `heal`. */
  failRoute(route: ComfyuiRoute, fault: RouteFault, times = Number.POSITIVE_INFINITY): void {
    this.#routes.set(route, { fault, timesLeft: times });
  }

  /** Makes the next prompts fail at work. */
  failRuns(fault: RunFault, times = Number.POSITIVE_INFINITY): void {
    this.#runs = { fault, timesLeft: times };
  }

  /** A fault by the name that all vendors' servers know it by. `moderation` is none: ComfyUI refuses nothing. */
  fail(fault: Fault, { times = 1, phase }: { readonly times?: number; readonly phase?: Phase } = {}): void {
    const place = phase ?? placeOfFault(fault);
    const routeFault = ROUTE_FAULTS[fault];
    if (place !== 'job' && routeFault) this.failRoute(ROUTE_OF_PHASE[place], routeFault, times);
    else if (isRunFault(fault)) this.failRuns(fault, times);
    else throw new Error(`ComfyUI knows no fault "${fault}"`);
  }

  heal(): void {
    this.#routes.clear();
    this.#runs = undefined;
  }

  /** The fault of a request that has come in, which counts as one time. */
  takeRoute(route: ComfyuiRoute): RouteFault | undefined {
    return take(this.#routes.get(route));
  }

  /** The fault of a prompt that is taken on, which counts as one time. */
  takeRun(): RunFault | undefined {
    return take(this.#runs);
  }
}

/** What a route does wrong where words or files ask for a fault of that phase; undefined for other faults. */
export function routeFaultIn(fault: Fault | undefined, phase: Phase): RouteFault | undefined {
  return fault !== undefined && placeOfFault(fault) === phase ? ROUTE_FAULTS[fault] : undefined;
}

/** Whether a fault that all vendors' servers know is one of work. */
export function isRunFault(fault: Fault | undefined): fault is Fault & RunFault {
  return fault !== undefined && ['job-failed', 'never-ending', 'nan-picture', 'other-film'].includes(fault);
}

function take<F>(planned: Planned<F> | undefined): F | undefined {
  if (!planned || planned.timesLeft <= 0) return undefined;
  planned.timesLeft -= 1;
  return planned.fault;
}
