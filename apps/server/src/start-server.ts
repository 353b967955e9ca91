import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { BacklotError } from '@backlot/film';
import { createAdaptorServer } from '@hono/node-server';
import type { Logger } from 'pino';
import { createApp } from './create-app.ts';
import { createFrameRenderer } from './frames/frame-renderer.ts';
import { createLog } from './log/create-log.ts';
import type { OpenedStudio } from './open-studio/open-studio.ts';
import type { ServerContext } from './server-context.ts';
import { createActorSource } from './sign-in/create-actor-source.ts';
import { openSignIn } from './sign-in/open-sign-in.ts';

export interface ServerOptions extends Pick<OpenedStudio, 'studio' | 'crew' | 'gate' | 'signIn'> {
  /** 0 takes any free one. */
  readonly port: number;
  /** Address to listen on; default this machine's own, 127.0.0.1. Another one needs `publicUrl`. */
  readonly host?: string;
  /** The https address under which a proxy offers the studio: `https://studio.example`. */
  readonly publicUrl?: string;
  /** The built pages: `apps/web/dist`. */
  readonly webDir: string;
  /** Where delivered takes go; default `deliveries` beside the takes' folder. */
  readonly deliveriesDir?: string;
  /** Default: warnings and errors to stderr, without secrets. */
  readonly log?: Logger;
}

/** A listening server. */
export interface RunningServer {
  /** `http://localhost:4600` */
  readonly url: string;
  /** Where others find it; the same as `url` without a public address. */
  readonly publicUrl: string;
  /** Ends all connections and stops listening. */
  readonly close: () => Promise<void>;
}

const THIS_MACHINE = '127.0.0.1';

/**
 * Serves the studio over HTTP: to this machine alone, or by `publicUrl` also to others, behind a proxy that speaks https.
 * Nobody is answered who is not signed in.
 * @throws BacklotError `PORT_TAKEN`, `OPTION_INVALID` for a host or address that would show the studio without https
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { studio, crew, gate, host = THIS_MACHINE } = options;
  const publicUrl = readPublicUrl(options);
  const frames = createFrameRenderer();
  let url = '';
  const baseUrl = () => publicUrl ?? url;
  const secret = await options.signIn.secret();
  // The library wants an address of its own now; which port it will be matters to nothing that we use of it.
  const signIn = openSignIn({ tables: options.signIn.tables, secret, baseUrl: publicUrl ?? 'http://localhost' });
  const context: ServerContext = {
    studio,
    crew,
    gate,
    signIn,
    actors: createActorSource(crew, signIn),
    log: options.log ?? createLog('warn'),
    frames,
    baseUrl,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    isSecure: publicUrl !== undefined,
    deliveriesDir: options.deliveriesDir ?? join(dirname(studio.folderOfTake('x')), '..', 'deliveries'),
  };
  const app = createApp(context, options.webDir);
  const server = createAdaptorServer({ fetch: app.fetch });
  url = `http://localhost:${await listen(server, options.port, host)}`;
  return {
    url,
    publicUrl: baseUrl(),
    close: async () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await frames.close();
    },
  };
}

/** An address that browsers trust with cookies: https, and nothing behind the host. */
function readPublicUrl({ host = THIS_MACHINE, publicUrl }: ServerOptions): string | undefined {
  if (publicUrl === undefined) {
    if (host === THIS_MACHINE) return undefined;
    throw new BacklotError('OPTION_INVALID', `--host ${host}: others can reach it only by an https address`, {
      hint: 'Name the address under which your proxy offers the studio: --public-url https://studio.example',
    });
  }
  const parsed = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  if (parsed?.protocol === 'https:' && parsed.origin === publicUrl.replace(/\/$/, '')) return parsed.origin;
  throw new BacklotError('OPTION_INVALID', `--public-url: expected https://host, got "${publicUrl}"`, {
    hint: 'A proxy in front of the studio speaks https; cookies are sent over nothing else.',
  });
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
