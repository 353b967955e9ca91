import type { FrameRate, ModelTask } from '@backlot/film';

/** What a file is to a model; back ends say which of them they take. */
export type ModelSlot =
  /** The picture to start from, or the first frame. */
  | 'image'
  | 'last-image'
  /** White where the model may paint, black where it must not. */
  | 'mask'
  /** A picture whose look is wanted, not its content. */
  | 'reference'
  | 'video'
  | 'video-mask'
  | 'depth'
  | 'normal'
  | 'flow'
  /** White lines where surfaces end. */
  | 'edge'
  /** One flat colour for each object. */
  | 'segmentation'
  | 'sketch'
  | 'sound';

/** A file that a model is given. */
export interface ModelFile {
  readonly slot: ModelSlot;
  readonly name: string;
  readonly path: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly byteLength: number;
}

/** One piece of work for a model, in no vendor's words. What is absent is left to the model. */
export interface ModelJob {
  readonly task: ModelTask;
  /** Its name at the back end: a vendor's model id, the name of a workflow, a file. */
  readonly model: string;
  readonly prompt: string;
  readonly negativePrompt?: string;
  readonly seed: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly durationFrames?: number;
  readonly frameRate?: FrameRate;
  /** Video only: sound is wanted with the picture. */
  readonly withSound?: boolean;
  /** Speech only: the vendor's name of the voice. */
  readonly voice?: string;
  /** Speech only: BCP 47. */
  readonly language?: string;
  readonly files: readonly ModelFile[];
  /** Whatever else this model or workflow knows by name. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** A file that a model made, where it lies for the moment. */
export interface ModelOutput {
  readonly name: string;
  readonly path: string;
  readonly mediaType: string;
}
