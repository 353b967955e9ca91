import type {
  BackEndAdapter,
  BackEndConnection,
  CallContext,
  CallStatus,
  LeftOutField,
  ModelJob,
  ModelSlot,
} from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { makeHandle, type PromptHandle, readHandle } from './call-handle.ts';
import { checkJob } from './check-job.ts';
import { failureOf, partsMissing } from './failure.ts';
import { fillWorkflow } from './fill-workflow.ts';
import { classesOf, findMissing } from './find-missing.ts';
import { inspectServer, offerOf } from './inspect-server.ts';
import { listResults } from './list-results.ts';
import { locatePrompt, type PromptPlace } from './locate-prompt.ts';
import { readNodes } from './object-info.ts';
import { promptIdOf } from './prompt-id.ts';
import { queuePrompt } from './queue-prompt.ts';
import { headersOf } from './server-address.ts';
import { SLOT_OF_FIELD } from './slots.ts';
import { stopPrompt } from './stop-prompt.ts';
import { uploadFile } from './upload-file.ts';
import { watchPrompt } from './watch-prompt.ts';
import type { Workflow } from './workflow.ts';

/** What a ComfyUI back end is made with. */
export interface ComfyuiOptions {
  /** Every workflow that a job may name, those of `readWorkflows`. */
  readonly workflows: readonly Workflow[];
  /** How long one poll of a running call listens to the server's messages; default 1,000. */
  readonly listenMs?: number;
}

/**
 * ComfyUI servers of one's own, or rented: each workflow is a model. A call stands in the server's queue and history
 * under an id made of its key, so that it is found after a restart of ours. A server that restarts forgets both, and its
 * calls fail.
 */
export function createComfyuiBackEnd({ workflows, listenMs = 1000 }: ComfyuiOptions): BackEndAdapter {
  const find: NonNullable<BackEndAdapter['find']> = async (connection, key, call) => {
    const promptId = promptIdOf(key);
    const place = await locatePrompt(connection, promptId, call.signal);
    return place && statusOf(connection, makeHandle(promptId, place.graph), place);
  };
  return {
    kind: 'comfyui',
    title: 'ComfyUI',
    tasks: ['image', 'video', 'speech', 'sound'],
    needsAddress: true,
    needsKey: false,
    models: workflows.map(offerOf),
    hasAllModels: true,
    restart: 'findable',
    pollEveryMs: 500,
    inspect: (connection, signal) => inspectServer(connection, workflows, signal),
    check: (job) => checkJob(workflowOf(workflows, job), job),
    leavesOut: ({ model }) => unslottedFields(workflows.find(({ name }) => name === model)),
    checkThere: async (connection, job, signal) => checkParts(connection, workflowOf(workflows, job), job, signal),
    start: async (connection, job, call) =>
      (await find(connection, call.key, call)) ?? startCall(connection, workflowOf(workflows, job), job, call),
    find,
    poll: async (connection, handle, call) => pollCall(connection, readHandle(handle), call, listenMs),
    cancel: async (connection, handle, signal) => stopPrompt(connection, readHandle(handle).promptId, signal),
    headers: headersOf,
  };
}

function unslottedFields(workflow: Workflow | undefined): readonly LeftOutField[] {
  if (!workflow) return [];
  return (['negativePrompt', 'seed'] as const).filter((field) => !Object.hasOwn(workflow.slots, SLOT_OF_FIELD[field]));
}

function workflowOf(workflows: readonly Workflow[], job: ModelJob): Workflow {
  const workflow = workflows.find(({ name }) => name === job.model);
  if (workflow) return workflow;
  throw new BacklotError('MODEL_NOT_FOUND', `ComfyUI: there is no workflow "${job.model}"`, {
    hint: `There are: ${workflows.map(({ name }) => name).join(', ') || 'none; add a workflow file'}.`,
  });
}

async function checkParts(
  connection: BackEndConnection,
  workflow: Workflow,
  job: ModelJob,
  signal: AbortSignal,
): Promise<void> {
  const graph = fillWorkflow(workflow, job, new Map(job.files.map(({ slot, name }) => [slot, name])));
  const missing = findMissing(workflow, graph, await readNodes(connection, classesOf(graph), signal));
  if (missing.length > 0) throw partsMissing(missing);
}

async function startCall(
  connection: BackEndConnection,
  workflow: Workflow,
  job: ModelJob,
  call: CallContext & { readonly key: string },
): Promise<CallStatus> {
  checkJob(workflow, job);
  const fileNames = new Map<ModelSlot, string>();
  for (const file of job.files) fileNames.set(file.slot, await uploadFile(connection, file, call.signal));
  const graph = fillWorkflow(workflow, job, fileNames);
  const handle = makeHandle(promptIdOf(call.key), graph);
  await queuePrompt(connection, handle.promptId, graph, call.signal);
  return { state: 'waiting', handle };
}

async function pollCall(
  connection: BackEndConnection,
  handle: PromptHandle,
  call: CallContext,
  listenMs: number,
): Promise<CallStatus> {
  const place = await requirePlace(connection, handle, call);
  if (place.at !== 'running') return statusOf(connection, handle, place);
  const { isOver, ...seen } = await watchPrompt(connection, handle, call, listenMs);
  if (!isOver) return { state: 'running', handle, ...seen };
  return statusOf(connection, handle, await requirePlace(connection, handle, call));
}

async function requirePlace(
  connection: BackEndConnection,
  handle: PromptHandle,
  call: CallContext,
): Promise<PromptPlace> {
  const place = await locatePrompt(connection, handle.promptId, call.signal);
  if (place) return place;
  throw new BacklotError('MODEL_FAILED', 'ComfyUI: the server no longer knows this call', {
    hint: 'It was taken off the queue there, or the server was restarted. Start it again.',
    details: { reason: 'forgotten', promptId: handle.promptId },
  });
}

function statusOf(connection: BackEndConnection, handle: PromptHandle, place: PromptPlace): CallStatus {
  if (place.at === 'waiting') return { state: 'waiting', handle, queuePosition: place.position };
  if (place.at === 'running') return { state: 'running', handle };
  const failure = failureOf(place.entry);
  if (failure) throw failure;
  const remote = listResults(connection, place.entry);
  if (remote.length > 0) return { state: 'done', handle, remote, outputs: [] };
  throw new BacklotError('MODEL_ANSWER_INVALID', 'ComfyUI: the work is done and left no file', {
    hint: 'The workflow needs a node that saves, such as SaveImage or SaveVideo.',
  });
}
