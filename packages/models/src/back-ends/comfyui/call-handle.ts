import type { CallHandle } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { z } from 'zod';
import { isLink } from './find-workflow-problems.ts';
import type { WorkflowGraph } from './workflow.ts';

const handleSchema = z.object({
  promptId: z.uuid(),
  /** Nodes in the order in which they can run, each with its share of the work. */
  nodes: z.array(z.tuple([z.string(), z.number().positive()])),
});

/** What names a call at its server. */
export type PromptHandle = z.infer<typeof handleSchema>;

/** @throws BacklotError `MODEL_REQUEST_INVALID` for what no start of ours gave out */
export function readHandle(handle: CallHandle): PromptHandle {
  const result = handleSchema.safeParse(handle);
  if (result.success) return result.data;
  throw new BacklotError('MODEL_REQUEST_INVALID', 'ComfyUI: this is not the handle of a ComfyUI call', {
    hint: 'Start the call again.',
    cause: result.error,
  });
}

/** The handle of a prompt by the graph that was queued. */
export function makeHandle(promptId: string, graph: WorkflowGraph): PromptHandle {
  return { promptId, nodes: orderOf(graph).map((id) => [id, weightOf(graph, id)]) };
}

function orderOf(graph: WorkflowGraph): readonly string[] {
  const order = new Set<string>();
  const visiting = new Set<string>();
  const visit = (id: string) => {
    if (visiting.has(id)) return;
    visiting.add(id);
    for (const value of Object.values(graph[id]?.inputs ?? {})) if (isLink(value)) visit(value[0]);
    order.add(id);
  };
  for (const id of Object.keys(graph)) visit(id);
  return [...order];
}

/** A sampler's steps are most of the work; all else counts as one step. */
function weightOf(graph: WorkflowGraph, id: string): number {
  const steps = graph[id]?.inputs.steps;
  return typeof steps === 'number' && steps >= 1 ? steps : 1;
}
