/** A route that can be made to fail. */
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
  | { readonly kind: 'long-body'; readonly byteLength: number }
  /** Does what it should, then breaks off without an answer: work that was taken on and never acknowledged. */
  | { readonly kind: 'no-answer' };

/** How work fails, or comes back other than asked for. */
export type RunFault =
  | 'out-of-memory'
  | 'exception'
  | 'missing-model'
  /** Stays at work until it is interrupted. */
  | 'never-ends'
  | 'no-file'
  | 'nan-exr'
  | 'other-size'
  | 'other-rate'
  | 'other-length';

interface Planned {
  readonly fault: RouteFault;
  timesLeft: number;
}

/** The faults that a server was told to have. */
export class ComfyuiFaults {
  readonly #routes = new Map<ComfyuiRoute, Planned>();
  /** Of every run until it is set otherwise. */
  run: RunFault | undefined;

  /** Makes a route fail, `times` times or until `heal`. */
  fail(route: ComfyuiRoute, fault: RouteFault, times = Number.POSITIVE_INFINITY): void {
    this.#routes.set(route, { fault, timesLeft: times });
  }

  heal(): void {
    this.#routes.clear();
    this.run = undefined;
  }

  /** The fault of a request that has come in, which counts as one time. */
  take(route: ComfyuiRoute): RouteFault | undefined {
    const planned = this.#routes.get(route);
    if (!planned || planned.timesLeft <= 0) return undefined;
    planned.timesLeft -= 1;
    return planned.fault;
  }
}
