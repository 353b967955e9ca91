import type { FrameRate, Operation } from '@backlot/film';
import type { z } from 'zod';
import type { EngineProgress } from './engine-progress.ts';
import type { CallPlan, ModelCaller } from './models/model-caller.ts';

/** An input file that policy has let through; read-only, named by its content. */
export interface EngineInput {
  readonly role: string;
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly mediaType: string;
}

/** What the studio gives an engine for one run. */
export interface EngineRunContext<Parameters> {
  readonly parameters: Parameters;
  readonly seed: number;
  readonly inputs: readonly EngineInput[];
  /** Scratch that outlives a crash: an engine may find its own finished frames here and carry on. */
  readonly workDir: string;
  /** Finished files go below this folder, each written to a temporary name and renamed. */
  readonly outDir: string;
  readonly threads: number;
  /** Aborted on cancel; the engine stops within a second and throws `signal.reason`. */
  readonly signal: AbortSignal;
  readonly report: (progress: EngineProgress) => void;
  /** The way to models. Only engines with `planCalls` use it. */
  readonly models: ModelCaller;
}

/** A finished file below `outDir`. */
export interface EngineOutput {
  readonly role: string;
  readonly name: string;
  readonly mediaType: string;
  readonly frame?: number;
}

/** What inspection expects of the outputs. */
export interface ExpectedPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationFrames: number;
  readonly frameRate: FrameRate;
  /** Frames at the start in which nothing moves yet, so that inspection does not call them frozen; default 0. */
  readonly stillFrames?: number;
  /**
   * `sequence` (default): finished EXR frames `composite`. `film`: the film `video` is all there is. `stills`: pictures that
   * are no film, of role `variant` (or `waveform`, which shows a sound), numbered by `frame` from 0 to `durationFrames` - 1.
   */
  readonly form?: 'sequence' | 'film' | 'stills';
  /** Files of role `sound`, and the length of each where it is known beforehand; absent where the take makes none. */
  readonly sounds?: {
    readonly count: number;
    readonly durationS?: number;
    /** Silence throughout is then a warning, not an error. */
    readonly mayBeSilent?: boolean;
  };
}

/** IPTC digital source type of what an engine makes, as Content Credentials name it. */
export type DigitalSourceType =
  | 'algorithmicMedia'
  | 'compositeSynthetic'
  | 'compositeCapture'
  | 'algorithmicallyEnhanced'
  | 'trainedAlgorithmicMedia'
  | 'compositeWithTrainedAlgorithmicMedia';

export interface EngineResult {
  readonly outputs: readonly EngineOutput[];
  readonly digitalSourceType: DigitalSourceType;
  /** Figures for the bench and the take page: stage times, counts. Not part of the evidence. */
  readonly figures: Readonly<Record<string, number>>;
}

/** A take of which inputs are files: what it was asked for, and what its picture is. */
export interface SourceTake {
  readonly engine: string;
  readonly parameters: unknown;
  readonly picture: ExpectedPicture;
}

export interface EngineInputRole {
  readonly role: string;
  readonly required: boolean;
  readonly description: string;
}

/** A performer whom parameters name, and what is done: one of `operations` has to be declared, in this language where it is said. */
export interface UsedByEngine {
  /** Id in the production's register. */
  readonly performer: string;
  readonly operations: readonly Operation[];
  /** BCP 47. */
  readonly language?: string;
}

/**
 * One kind of work the studio can do. Same recipe, same bytes: `run` reads nothing but its context, no clock, no
 * host transcendental functions, no randomness but `seed`. Where it has `planCalls`, the same bytes come of the same
 * answers of its models, and what they answer nobody can promise.
 */
export interface Engine<Parameters = unknown> {
  /** kebab-case, stable for ever: it is in every recipe. */
  readonly id: string;
  /** Raised with each change that changes bytes. */
  readonly version: string;
  readonly title: string;
  /** Parses the `parameters` of a set-up file; strict about unknown fields, units in names. */
  readonly parametersSchema: z.ZodType<Parameters>;
  readonly inputRoles: readonly EngineInputRole[];
  /** Fills in what follows from the takes that inputs come from, by role; what is given stays. It becomes part of the recipe. */
  readonly completeParameters?: (
    given: Readonly<Record<string, unknown>>,
    sources: Readonly<Record<string, SourceTake>>,
  ) => Readonly<Record<string, unknown>>;
  /** Versions of all parts that can change a byte. */
  readonly builds: () => Promise<Readonly<Record<string, string>>>;
  readonly expect: (parameters: Parameters) => ExpectedPicture;
  /** What people wrote in the parameters: prompts, briefs, script lines. The studio looks for people in it first. */
  readonly words?: (parameters: Parameters) => readonly { readonly where: string; readonly text: string }[];
  /** Performers whom the parameters name. The studio refuses a request whose declared use leaves one out. */
  readonly people?: (parameters: Parameters) => readonly UsedByEngine[];
  /**
   * Reads the inputs and refuses what cannot work (building outside the picture, plate unreadable) before anything is queued.
   * @throws BacklotError with a hint
   */
  readonly check: (parameters: Parameters, inputs: readonly EngineInput[]) => Promise<void>;
  /** Every call of a model that a run would make: what is sent to whom, for estimate, policy and manifest. */
  readonly planCalls?: (parameters: Parameters, inputs: readonly EngineInput[]) => readonly CallPlan[];
  readonly run: (context: EngineRunContext<Parameters>) => Promise<EngineResult>;
}
