import { fileURLToPath } from 'node:url';
import { addressOfKey, type RunningServer, startServer } from '@backlot/server';
import { JOB_ACCESS } from '@backlot/studio';
import type { Command } from 'commander';
import { enter } from '../door/enter.ts';
import { EXAMPLE_CREW, EXAMPLE_PRODUCTION, ensureExampleTake } from '../example-take.ts';
import { printJson } from '../finish.ts';
import { type SharedOptions, threadsOf, wholeNumber } from '../options.ts';
import { untilStopped } from '../until-stopped.ts';
import { CLONE_ROOT, type EnteredStudio, withStudio } from '../with-studio.ts';

interface ServeOptions extends SharedOptions {
  readonly port: string;
  readonly host?: string;
  readonly publicUrl?: string;
  readonly worker?: boolean;
  readonly once?: boolean;
}

const WEB_DIR = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** `backlot serve`: the studio in the browser and, unless `--no-worker`, a worker. */
export async function runServe(options: ServeOptions, command: Command): Promise<void> {
  const port = wholeNumber('--port', options.port, 0, 65_535);
  await withStudio({ command, options, threads: threadsOf(options) }, async (entered) => {
    const { studio, door } = entered;
    door.demandInStudio(JOB_ACCESS.takes);
    const server = await serve(entered, port, options);
    const worker = options.worker === false ? undefined : await studio.startWorker({ onError: logError });
    const ownerLink = await makeOwnerLink(entered, server);
    if (options.json) printJson({ url: server.publicUrl, ...(ownerLink === undefined ? {} : { ownerLink }) });
    else process.stdout.write(describeServer(server, ownerLink));
    await untilStopped();
    await server.close();
    await worker?.stop();
  });
}

/** What `npm start` does: example production and take, then serve; `--once` stops after the take. */
export async function runStart(options: ServeOptions, command: Command): Promise<void> {
  const port = wholeNumber('--port', options.port, 0, 65_535);
  await withStudio({ command, options, threads: threadsOf(options) }, async (entered) => {
    const { studio, door } = entered;
    door.demandInStudio(JOB_ACCESS.takes);
    const server = options.once ? undefined : await serve(entered, port, options);
    const crew = await enter(entered, { action: 'request-take', role: EXAMPLE_CREW.role }, { by: EXAMPLE_CREW.name });
    const example = await ensureExampleTake(studio, CLONE_ROOT, crew.demandOnProduction(EXAMPLE_PRODUCTION));
    process.stdout.write(example);
    if (!server) return;
    const worker = await studio.startWorker({ onError: logError });
    process.stdout.write(describeServer(server, await makeOwnerLink(entered, server)));
    await untilStopped();
    await server.close();
    await worker.stop();
  });
}

function serve(entered: EnteredStudio, port: number, { host, publicUrl }: ServeOptions): Promise<RunningServer> {
  return startServer({
    ...entered,
    port,
    webDir: WEB_DIR,
    ...(host === undefined ? {} : { host }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
}

/** The one-time link that makes the first owner; a new one at each start until there is one. */
async function makeOwnerLink({ crew }: EnteredStudio, server: RunningServer): Promise<string | undefined> {
  if (await crew.hasOwner()) return undefined;
  const { key, secret } = await crew.makeOwnerLink();
  return addressOfKey(server.publicUrl, key, secret);
}

function describeServer({ publicUrl }: RunningServer, ownerLink: string | undefined): string {
  const serving = `The studio is on ${publicUrl} (Ctrl-C ends).\n`;
  if (ownerLink === undefined) return serving;
  return `${serving}It has no owner yet. This link makes you one; it works once, within a day:\n  ${ownerLink}\n`;
}

function logError(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
