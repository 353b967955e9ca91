import type { AccessGate } from '@backlot/policy';
import type { Studio } from '@backlot/studio';
import type { Logger } from 'pino';
import type { ActorSource } from './door/actor-source.ts';
import type { FrameRenderer } from './frames/frame-renderer.ts';

/** What the routes work with. */
export interface ServerContext {
  readonly studio: Studio;
  readonly log: Logger;
  /** Judges who may do what. */
  readonly gate: AccessGate;
  /** Says who came in. */
  readonly actors: ActorSource;
  readonly frames: FrameRenderer;
  /** Folder below which delivered takes are written. */
  readonly deliveriesDir: string;
}
