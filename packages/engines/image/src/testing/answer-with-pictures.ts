import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelCaller, ModelJob } from '@backlot/engine';
import { type Picture, writePng } from '@backlot/media';
import { afterAll } from 'vitest';

/** A picture whose colours follow the seed, with a slope across. */
export function drawSeeded(seed: number, { widthPx, heightPx }: { widthPx: number; heightPx: number }): Picture {
  const data = new Float32Array(widthPx * heightPx * 3);
  for (let at = 0; at < data.length; at++) {
    const x = Math.floor(at / 3) % widthPx;
    data[at] = 0.1 + ((seed >>> ((at % 3) * 8)) & 255) / 600 + x / widthPx / 4;
  }
  return { widthPx, heightPx, channels: 3, data };
}

const answersFolder = mkdtemp(join(tmpdir(), 'backlot-answer-'));
afterAll(async () => rm(await answersFolder, { recursive: true, force: true }));

/** A caller that draws what is asked for as real PNG files, tells its progress, and keeps the jobs it was given. */
export function answerWithPictures(
  draw = (job: Omit<ModelJob, 'model'>): Picture => drawSeeded(job.seed, sizeOf(job)),
) {
  const jobs: Omit<ModelJob, 'model'>[] = [];
  const caller: ModelCaller = {
    call: async ({ name, job, report }) => {
      jobs.push(job);
      const folder = await mkdtemp(join(await answersFolder, 'call-'));
      for (const fraction of [0.25, 0.5, 0.75]) {
        await sleep(5);
        report?.({ stage: 'running', fraction });
      }
      const path = join(folder, `${name}.png`);
      await writePng(path, draw(job));
      return { outputs: [{ name: `${name}.png`, path, mediaType: 'image/png' }] };
    },
  };
  return { caller, jobs };
}

function sizeOf({ widthPx = 0, heightPx = 0 }: Pick<ModelJob, 'widthPx' | 'heightPx'>) {
  return { widthPx, heightPx };
}
