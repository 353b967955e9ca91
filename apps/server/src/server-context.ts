import type { Person } from '@backlot/film';
import type { Studio } from '@backlot/studio';
import type { Logger } from 'pino';
import type { FrameRenderer } from './frames/frame-renderer.ts';

/** What the routes work with. */
export interface ServerContext {
  readonly studio: Studio;
  readonly log: Logger;
  /** Who acts while there is no sign-in: the person at this machine. */
  readonly person: Person;
  /** Ids of the performers whom this person stands or speaks for; default none. */
  readonly performers?: readonly string[];
  readonly frames: FrameRenderer;
  /** Folder below which delivered takes are written. */
  readonly deliveriesDir: string;
}
