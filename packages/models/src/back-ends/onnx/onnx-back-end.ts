import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BackEndAdapter, BackEndReport, CallStatus, ModelJob, OfferedModel } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { checkJob } from '../shared/check-job.ts';
import { askOnnxChild } from './ask-onnx-child.ts';
import { findOnnxRuntime, onnxNotInstalled } from './find-onnx-runtime.ts';
import { hashModelFile } from './hash-model-file.ts';
import type { OnnxDescription } from './onnx-description.ts';
import type { OnnxTask } from './onnx-task.ts';
import type { OnnxModels } from './read-onnx-models.ts';
import { createTurns } from './take-turns.ts';

/**
 * ONNX files on this machine, picture to picture: upscalers, mattes, depth, colour. Each runs in a process of its own, one at a
 * time, and nothing is sent anywhere.
 */
export function createOnnxBackEnd({ folder, models, problems }: OnnxModels): BackEndAdapter {
  const takeTurn = createTurns();
  const offered = models.map((model) => offerOf(model));
  const title = 'ONNX on this machine';
  return {
    kind: 'onnx',
    title,
    tasks: ['image'],
    needsAddress: false,
    needsKey: false,
    isLocal: true,
    models: offered,
    // Nothing is paid, and the same pictures come out.
    restart: 'idempotent',
    pollEveryMs: 1000,
    headers: () => ({}),
    leavesOut: () => ['negativePrompt', 'seed'],

    async inspect(_, signal) {
      await ask(folder, { kind: 'probe', runtimePath: findOnnxRuntime(folder) }, signal);
      return inspectModels({ folder, models, problems });
    },

    check(job) {
      demandModel(models, job);
      checkJob({ title, tasks: ['image'], models: offered }, job);
      demandNoSettings(job);
    },

    async checkThere(_, job) {
      findOnnxRuntime(folder);
      await hashModelFile(folder, demandModel(models, job));
    },

    start: (_, job, { workDir, signal }) =>
      takeTurn(() => startCall({ folder, description: demandModel(models, job), job, workDir }, signal), signal),

    async poll() {
      throw new BacklotError('MODEL_FAILED', 'What the model on this machine made is no longer there', {
        hint: 'Request a new take; it costs nothing.',
      });
    },

    async cancel() {
      // A call is over when its start is; until then its signal ends it.
    },
  };
}

interface OnnxCall {
  readonly folder: string;
  readonly description: OnnxDescription;
  readonly job: ModelJob;
  readonly workDir: string;
}

async function startCall({ folder, description, job, workDir }: OnnxCall, signal: AbortSignal): Promise<CallStatus> {
  const runtimePath = findOnnxRuntime(folder);
  const modelSha256 = await hashModelFile(folder, description);
  const { widthPx, heightPx, files } = job;
  const task: OnnxTask = {
    kind: 'run',
    runtimePath,
    modelPath: join(folder, description.file),
    description,
    files: files.map(({ slot, path, name }) => ({ slot, path, name })),
    ...(widthPx === undefined || heightPx === undefined ? {} : { size: { widthPx, heightPx } }),
    // One core stays for the studio.
    threads: Math.max(1, availableParallelism() - 1),
    outDir: workDir,
  };
  const made = await ask(folder, task, signal);
  const outputs = made.map(({ name, path }) => ({ name, path, mediaType: 'image/png' }));
  return { state: 'done', handle: { modelSha256 }, remote: [], outputs };
}

async function ask(folder: string, task: OnnxTask, signal: AbortSignal): ReturnType<typeof askOnnxChild> {
  try {
    return await askOnnxChild(task, signal);
  } catch (error) {
    if (error instanceof BacklotError && error.code === 'ONNX_NOT_INSTALLED')
      throw onnxNotInstalled(folder, `it is there and cannot be loaded: ${error.message}`);
    throw error;
  }
}

async function inspectModels({ folder, models, problems }: OnnxModels): Promise<BackEndReport> {
  const found: OfferedModel[] = [];
  const missing = [...problems];
  for (const model of models) {
    try {
      found.push(offerOf(model, await hashModelFile(folder, model)));
    } catch (error) {
      if (!(error instanceof BacklotError)) throw error;
      missing.push(error.message);
    }
  }
  return { about: `onnxruntime on this machine, models in ${folder}`, models: found, missing };
}

function offerOf({ name, title, task, about, inputs }: OnnxDescription, sha256?: string): OfferedModel {
  const words = [about, sha256 && `SHA-256 ${sha256}`, 'Takes no words.'].filter(Boolean);
  const slots = inputs.map(({ slot }) => ({ slot, isRequired: true }));
  return { name, title, task, about: words.join('\n'), slots };
}

function demandModel(models: readonly OnnxDescription[], { model }: ModelJob): OnnxDescription {
  const found = models.find(({ name }) => name === model);
  if (found) return found;
  const names = models.map(({ name }) => name).join(', ');
  throw new BacklotError('MODEL_NOT_FOUND', `There is no ONNX model "${model}" on this machine`, {
    hint: `There are: ${names || 'none; put a model file and its description into the models folder and start anew'}.`,
  });
}

/** Said rather than passed over: nobody should wonder why they change nothing. */
function demandNoSettings({ model, settings }: ModelJob): void {
  const [setting] = Object.keys(settings);
  if (setting === undefined) return;
  throw new BacklotError('MODEL_REQUEST_INVALID', `Model "${model}" has no setting "${setting}"`, {
    hint: 'ONNX models take pictures and nothing else: leave the settings out.',
  });
}
