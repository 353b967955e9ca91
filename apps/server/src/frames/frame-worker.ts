import { parentPort } from 'node:worker_threads';
import { BacklotError } from '@backlot/film';
import type { FrameAnswer, FrameJob } from './frame-job.ts';
import { renderFrame } from './render-frame.ts';

parentPort?.on('message', async ({ index, job }: { index: number; job: FrameJob }) => {
  const answer = await answerTo(index, job);
  parentPort?.postMessage(answer);
});

async function answerTo(index: number, job: FrameJob): Promise<FrameAnswer> {
  try {
    return { index, png: await renderFrame(job) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof BacklotError)) return { index, message };
    return { index, code: error.code, message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  }
}
