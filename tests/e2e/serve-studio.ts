import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../architecture/tracked-files.ts';

/** `backlot serve` in a process of its own, as a user starts it. */
export interface ServedStudio {
  readonly url: string;
  /** The one-time link that it printed, where it has no owner yet. */
  readonly ownerLink: string | undefined;
  /** All that it has said so far. */
  readonly said: () => string;
  /** As Ctrl-C does; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

const START_MS = 60_000;

/** Starts the built server on a free port and waits until it says where. */
export function serveStudio(home: string): Promise<ServedStudio> {
  const child = spawn(process.execPath, [join(root, 'apps/cli/bin/backlot.mjs'), 'serve', '--port', '0'], {
    env: { ...process.env, BACKLOT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => reject(new Error(`${why}\n${said}`));
    const timer = setTimeout(() => fail('The studio did not start'), START_MS);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const url = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (url === undefined || !isSaidInFull(said)) return;
      clearTimeout(timer);
      const stop = (): Promise<number | null> => {
        child.kill('SIGINT');
        return exit;
      };
      const ownerLink = /http:\/\/localhost:\d+\/welcome#\S+/.exec(said)?.[0];
      resolve({ url, ownerLink, said: () => said, stop });
    });
    void exit.then((code) => fail(`The studio ended with ${code}`));
  });
}

/** The link stands below the line with the address, where there is one. */
function isSaidInFull(said: string): boolean {
  return said.endsWith('\n') && (!said.includes('no owner yet') || said.includes('#'));
}
