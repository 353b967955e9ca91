import { fileURLToPath } from 'node:url';
import { type OpenedStudio, type RunningServer, startServer } from '@backlot/server';
import { ensureExampleTake } from '../example-take.ts';
import { printJson } from '../finish.ts';
import { type SharedOptions, threadsOf, wholeNumber } from '../options.ts';
import { untilStopped } from '../until-stopped.ts';
import { CLONE_ROOT, withStudio } from '../with-studio.ts';

interface ServeOptions extends SharedOptions {
  readonly port: string;
  readonly worker?: boolean;
  readonly once?: boolean;
}

const WEB_DIR = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** `backlot serve`: the studio in the browser and, unless `--no-worker`, a worker. */
export async function runServe(options: ServeOptions): Promise<void> {
  const port = wholeNumber('--port', options.port, 0, 65_535);
  await withStudio({ threads: threadsOf(options) }, async (opened) => {
    const { studio } = opened;
    const server = await serve(opened, port);
    const worker = options.worker === false ? undefined : await studio.startWorker({ onError: logError });
    if (options.json) printJson({ url: server.url });
    else process.stdout.write(`The studio is on ${server.url} (Ctrl-C ends).\n`);
    await untilStopped();
    await server.close();
    await worker?.stop();
  });
}

/** What `npm start` does: example production and take, then serve; `--once` stops after the take. */
export async function runStart(options: ServeOptions): Promise<void> {
  const port = wholeNumber('--port', options.port, 0, 65_535);
  await withStudio({ threads: threadsOf(options) }, async (opened) => {
    const { studio } = opened;
    const server = options.once ? undefined : await serve(opened, port);
    const example = await ensureExampleTake(studio, CLONE_ROOT);
    process.stdout.write(example);
    if (!server) return;
    const worker = await studio.startWorker({ onError: logError });
    process.stdout.write(`The studio is on ${server.url} (Ctrl-C ends).\n`);
    await untilStopped();
    await server.close();
    await worker.stop();
  });
}

function serve({ studio, crew, gate, signIn }: OpenedStudio, port: number): Promise<RunningServer> {
  return startServer({ studio, crew, gate, signIn, port, host: '127.0.0.1', webDir: WEB_DIR });
}

function logError(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
