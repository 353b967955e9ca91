import type { DigitalSourceType, EngineProgress, ExpectedPicture } from '@backlot/engine';
import type { Person, Take, TakeFile, TakeState } from '@backlot/film';

/** Names what a call looks like so far; the picture itself is asked for apart. */
export interface PreviewMark {
  /** The call's name. */
  readonly call: string;
  readonly sha256: string;
}

/** How far a take's run has come, and what can be seen of it. */
export interface TakeProgress extends EngineProgress {
  readonly preview?: PreviewMark;
}

/** A take as the studio keeps it: the film's take and what the steps need besides. */
export interface TakeRecord extends Take {
  /** What the picture has to be, as the engine promised at the request. */
  readonly picture: ExpectedPicture;
  /** The engine's own files, unsealed: what a rerun is compared with. `files` are what people get. */
  readonly outputs: readonly TakeFile[];
  readonly digitalSourceType?: DigitalSourceType;
  /** Last progress of a run under way. */
  readonly progress?: TakeProgress;
  /** How many reviews a person has left on it. */
  readonly reviewCount: number;
}

/** A shot and how many takes it has. */
export interface ShotRecord {
  readonly production: string;
  /** `sq010/sh0040` */
  readonly code: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly takeCount: number;
}

/** Who acts where no person does. */
export const STUDIO_ITSELF: Person = { name: 'studio', role: 'system' };

/** States in which a worker still has something to do. */
export const UNFINISHED_STATES = [
  'requested',
  'queued',
  'running',
  'inspecting',
  'sealing',
] as const satisfies TakeState[];
