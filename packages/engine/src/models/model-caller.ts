import type { EngineProgress } from '../engine-progress.ts';
import type { ModelJob, ModelOutput } from './model-job.ts';

/** A call as an engine makes it. */
export interface ModelCallRequest {
  /** One of those that `planCalls` has named: the same call of a resumed run gets the same answer, and is paid once. */
  readonly name: string;
  /** Id of the model's card; it says which back end and which model. */
  readonly card: string;
  readonly job: Omit<ModelJob, 'model'>;
  /** Told of the call's own progress; `fraction` 0..1 of this call. */
  readonly report?: (progress: EngineProgress) => void;
}

/** What came back. The files are read-only and stay until the run ends. */
export interface ModelAnswer {
  readonly outputs: readonly ModelOutput[];
}

/**
 * The only way from an engine to a model. Durable: a call that was started is taken up again after a crash and never
 * started a second time; what was sent and what came back are kept as evidence.
 */
export interface ModelCaller {
  /** @throws BacklotError with the vendor's refusal or failure in our codes, or the reason of the run's signal */
  readonly call: (request: ModelCallRequest) => Promise<ModelAnswer>;
}

/** A call that a run would make, as an engine knows it beforehand. */
export interface CallPlan {
  readonly name: string;
  readonly card: string;
  readonly task: ModelJob['task'];
  /** All that is said: prompt, voice, language, each setting as `setting NAME`. */
  readonly words: readonly { readonly where: string; readonly text: string }[];
  /** Which inputs are sent, or are made into something that is sent. */
  readonly sources: readonly {
    readonly slot: string;
    /** Role of the input. */
    readonly role: string;
    /** Which of the role's files; absent: all of them. */
    readonly sha256?: string;
    /** What is made of it first, in a few words; absent where it is sent as it is. */
    readonly madeInto?: string;
  }[];
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly durationFrames?: number;
  readonly frameRate?: ModelJob['frameRate'];
  readonly withSound?: boolean;
  /** As they go out; each is among `words` as text. Absent: none. */
  readonly settings?: ModelJob['settings'];
  /** Speech only: one of `words` names the vendor's voice; default false. */
  readonly hasVoice?: boolean;
}
