import type { PromptGraph } from './prompt-graph.ts';

/** `(number, prompt id, graph, extra data, outputs)`, as the server keeps a prompt. */
export type QueueItem = readonly [number, string, PromptGraph, Readonly<Record<string, unknown>>, readonly string[]];

/** What a run leaves. */
export interface RunResult {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly status: {
    readonly status_str: 'success' | 'error';
    readonly completed: boolean;
    readonly messages: readonly (readonly [string, Readonly<Record<string, unknown>>])[];
  };
}

/** The queue and history of one server: in memory, one prompt at work, as in `execution.py`. */
export class PromptQueue {
  readonly #run: (item: QueueItem) => Promise<RunResult>;
  readonly #onChange: () => void;
  readonly #history = new Map<string, RunResult & { readonly prompt: QueueItem }>();
  #pending: QueueItem[] = [];
  #running: QueueItem | undefined;
  #isHeld = false;

  constructor(run: (item: QueueItem) => Promise<RunResult>, onChange: () => void) {
    this.#run = run;
    this.#onChange = onChange;
  }

  get running(): QueueItem | undefined {
    return this.#running;
  }

  get remaining(): number {
    return this.#pending.length + (this.#running ? 1 : 0);
  }

  /** Does not look for the id: the same one twice runs twice. */
  put(item: QueueItem): void {
    this.#pending.push(item);
    this.#pending.sort(([a], [b]) => a - b);
    this.#onChange();
    void this.#advance();
  }

  /** Whether it was waiting. */
  delete(promptId: string): boolean {
    const before = this.#pending.length;
    this.#pending = this.#pending.filter(([, id]) => id !== promptId);
    if (this.#pending.length < before) this.#onChange();
    return this.#pending.length < before;
  }

  clear(): void {
    this.#pending = [];
    this.#onChange();
  }

  /** Lets nothing start until `release`. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    void this.#advance();
  }

  list(): { readonly queue_running: readonly QueueItem[]; readonly queue_pending: readonly QueueItem[] } {
    return { queue_running: this.#running ? [this.#running] : [], queue_pending: this.#pending };
  }

  history(promptId?: string): Readonly<Record<string, unknown>> {
    const entries = [...this.#history].filter(([id]) => promptId === undefined || id === promptId);
    return Object.fromEntries(entries);
  }

  forgetHistory(promptId?: string): void {
    if (promptId === undefined) this.#history.clear();
    else this.#history.delete(promptId);
  }

  async #advance(): Promise<void> {
    if (this.#running || this.#isHeld) return;
    const item = this.#pending.shift();
    if (!item) return;
    this.#running = item;
    this.#onChange();
    const result = await this.#run(item);
    this.#running = undefined;
    this.#history.set(item[1], { prompt: item, ...result });
    this.#onChange();
    void this.#advance();
  }
}
