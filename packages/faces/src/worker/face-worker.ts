// The thread that holds the models: one job at a time, in the order in which they came.
import { parentPort } from 'node:worker_threads';
import { BacklotError } from '@backlot/film';
import { runFaceInspection } from '../inspection/run-face-inspection.ts';
import { findFaces } from '../model/find-faces.ts';
import { type HumanModels, loadHuman } from '../model/load-human.ts';
import type { FaceAnswer, FaceJobKind, FaceJobs, FaceRequest } from './face-messages.ts';

const port = parentPort;
if (!port) throw new Error('face-worker.js must run in a worker thread');

const controllers = new Map<number, AbortController>();
let models: Promise<HumanModels> | undefined;
let last: Promise<void> = Promise.resolve();

port.on('message', (request: FaceRequest) => {
  if ('isAborted' in request) {
    controllers.get(request.id)?.abort();
    return;
  }
  const controller = new AbortController();
  controllers.set(request.id, controller);
  last = last.then(() => answer(request.id, request.job, controller.signal));
});

async function answer(id: number, job: FaceJobs[FaceJobKind]['job'], signal: AbortSignal): Promise<void> {
  try {
    signal.throwIfAborted();
    say({ id, result: await perform(id, job, signal) });
  } catch (error) {
    say({ id, error: describeError(error) });
  } finally {
    controllers.delete(id);
  }
}

async function perform(
  id: number,
  job: FaceJobs[FaceJobKind]['job'],
  signal: AbortSignal,
): Promise<FaceJobs[FaceJobKind]['result']> {
  models ??= loadHuman();
  const loaded = await models;
  if (job.kind === 'load') return loaded.tensorCount();
  if (job.kind === 'find') return findFaces(loaded, job.picture, signal);
  return runFaceInspection(job.task, {
    find: (picture) => findFaces(loaded, picture, signal),
    signal,
    onProgress: (progress) => say({ id, progress }),
  });
}

function say(message: FaceAnswer): void {
  port?.postMessage(message);
}

function describeError(error: unknown): { message: string; code?: string; hint?: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof BacklotError)) return { message };
  return { message, code: error.code, ...(error.hint === undefined ? {} : { hint: error.hint }) };
}
