import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { BacklotError } from '@backlot/film';
import { createAccessGate } from '@backlot/policy';
import type { Studio } from '@backlot/studio';
import { createAdaptorServer } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { createApp } from './create-app.ts';
import type { ActorSource } from './door/actor-source.ts';
import { createFrameRenderer } from './frames/frame-renderer.ts';

export interface ServerOptions {
  readonly studio: Studio;
  /** 0 takes any free one. */
  readonly port: number;
  /** Only this machine's own addresses, since there is no sign-in yet. */
  readonly host: '127.0.0.1';
  /** The built pages: `apps/web/dist`. */
  readonly webDir: string;
  /** Where delivered takes go; default `deliveries` beside the takes' folder. */
  readonly deliveriesDir?: string;
  /** Says who came in. */
  readonly actors: ActorSource;
  /** Default: warnings and errors to stderr. */
  readonly log?: Logger;
}

/** A listening server. */
export interface RunningServer {
  /** `http://localhost:4600` */
  readonly url: string;
  /** Ends all connections and stops listening. */
  readonly close: () => Promise<void>;
}

/**
 * Serves the studio over HTTP on this machine only.
 * @throws BacklotError `PORT_TAKEN`
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = options.log ?? pino({ level: 'warn' }, pino.destination(2));
  const frames = createFrameRenderer();
  const context = {
    studio: options.studio,
    log,
    frames,
    gate: createAccessGate(),
    actors: options.actors,
    deliveriesDir: options.deliveriesDir ?? join(dirname(options.studio.folderOfTake('x')), '..', 'deliveries'),
  };
  const app = createApp(context, options.webDir);
  const server = createAdaptorServer({ fetch: app.fetch });
  const port = await listen(server, options.port, options.host);
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await frames.close();
    },
  };
}

async function listen(server: ReturnType<typeof createAdaptorServer>, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'EADDRINUSE') throw cause;
    throw new BacklotError('PORT_TAKEN', `Port ${port} is taken by another program.`, {
      hint: `Stop it, or choose another port: npx backlot serve --port ${port + 1}`,
      cause,
    });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
