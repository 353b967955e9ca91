import type { AccessGate } from '@backlot/policy';
import type { Crew, Studio } from '@backlot/studio';
import type { Logger } from 'pino';
import type { ActorSource } from './door/actor-source.ts';
import type { FrameRenderer } from './frames/frame-renderer.ts';
import type { SignIn } from './sign-in/open-sign-in.ts';

/** What the routes work with. */
export interface ServerContext {
  readonly studio: Studio;
  readonly log: Logger;
  /** Judges who may do what. */
  readonly gate: AccessGate;
  /** Says who came in. */
  readonly actors: ActorSource;
  /** The studio's own people. */
  readonly crew: Crew;
  readonly signIn: SignIn;
  /** Where browsers find the studio: `http://localhost:4600`; known once it listens. */
  readonly baseUrl: () => string;
  /** The address under which a proxy offers the studio to others; without it only this machine is answered. */
  readonly publicUrl?: string;
  /** Whether browsers come over https, so that cookies are for https alone. */
  readonly isSecure: boolean;
  readonly frames: FrameRenderer;
  /** Folder below which delivered takes are written. */
  readonly deliveriesDir: string;
}
