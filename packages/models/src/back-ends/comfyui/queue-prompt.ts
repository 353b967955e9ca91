import type { BackEndConnection } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { z } from 'zod';
import { readAnswer, refuseFailure, sendRequest } from './ask-server.ts';
import { refusalSchema, toNodeRefusal, toRefusal } from './failure.ts';
import { stopPrompt } from './stop-prompt.ts';
import type { WorkflowGraph } from './workflow.ts';

const queuedSchema = z.object({ prompt_id: z.string(), node_errors: refusalSchema.shape.node_errors.default({}) });

/**
 * Queues a graph under an id of ours. Messages about it go to a client of that same name. A graph of which the server
 * would run a part only is taken back.
 * @throws BacklotError `MODEL_PARTS_MISSING`, `MODEL_REQUEST_INVALID`, and those of every request
 */
export async function queuePrompt(
  connection: BackEndConnection,
  promptId: string,
  graph: WorkflowGraph,
  signal: AbortSignal,
): Promise<void> {
  const json = { prompt: graph, prompt_id: promptId, client_id: promptId, extra_data: { preview_method: 'auto' } };
  const response = await sendRequest(connection, 'prompt', { method: 'POST', json, signal });
  if (response.status === 400) throw toRefusal(await readAnswer(response, 'prompt', refusalSchema));
  await refuseFailure(response, 'prompt');
  const queued = await readAnswer(response, 'prompt', queuedSchema);
  const refusal = toNodeRefusal(queued.node_errors) ?? refuseForeignId(queued.prompt_id, promptId);
  if (!refusal) return;
  await stopPrompt(connection, queued.prompt_id, signal);
  throw refusal;
}

/** An old server gives ids of its own: a call that died while it was started could never be found again. */
function refuseForeignId(received: string, expected: string): BacklotError | undefined {
  if (received === expected) return undefined;
  return new BacklotError('MODEL_REQUEST_INVALID', 'ComfyUI: this server is too old to take ids of prompts', {
    hint: 'Update ComfyUI: without ids of ours, work could be started twice.',
    details: { received, expected },
  });
}
