/** How far a run has come. `fraction` covers the whole run (0..1, never falls); `remainingMs` is absent until it can be estimated. */
export interface EngineProgress {
  readonly stage: string;
  readonly fraction: number;
  readonly remainingMs?: number;
  readonly message?: string;
  /** Of a call of a model: how many are before it at its vendor; 0 once it is at work. */
  readonly queuePosition?: number;
}
