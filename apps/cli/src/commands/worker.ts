import { JOB_ACCESS } from '@backlot/studio';
import type { Command } from 'commander';
import { printJson } from '../finish.ts';
import { type SharedOptions, threadsOf } from '../options.ts';
import { untilStopped } from '../until-stopped.ts';
import { withStudio } from '../with-studio.ts';

/** `backlot worker`: works off queued takes until Ctrl-C; what runs then is put down and resumes later. */
export async function runWorker(options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options, threads: threadsOf(options) }, async ({ studio, door }) => {
    door.demandInStudio(JOB_ACCESS.takes);
    const worker = await studio.startWorker({ onError: (error) => process.stderr.write(`${String(error)}\n`) });
    if (options.json) printJson({ worker: 'ready' });
    else process.stdout.write('Working off queued takes; Ctrl-C ends.\n');
    await untilStopped();
    await worker.stop();
  });
}
