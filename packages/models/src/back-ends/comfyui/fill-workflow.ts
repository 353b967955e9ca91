import type { ModelJob, ModelSlot } from '@backlot/engine';
import { isLink } from './find-workflow-problems.ts';
import { isFileSlot, valueOfSlot } from './slots.ts';
import type { Workflow, WorkflowGraph } from './workflow.ts';

/**
 * The graph of `workflow` with the job's words, numbers and files in their slots; `fileNames` are those that the server
 * gave the uploads. Parts whose optional file is absent are gone, with every link to them.
 */
export function fillWorkflow(
  workflow: Workflow,
  job: ModelJob,
  fileNames: ReadonlyMap<ModelSlot, string>,
): WorkflowGraph {
  const graph = structuredClone(workflow.graph);
  for (const [slot, targets] of Object.entries(workflow.slots)) {
    const value = isFileSlot(slot) ? fileNames.get(slot) : valueOfSlot(slot, job);
    if (value === undefined) continue;
    for (const { node, input } of targets) setInput(graph, node, input, value);
  }
  return withoutNodes(graph, nodesToDrop(workflow, fileNames));
}

function setInput(graph: WorkflowGraph, node: string, input: string, value: unknown): void {
  const inputs = graph[node]?.inputs;
  if (inputs) inputs[input] = value;
}

function nodesToDrop(workflow: Workflow, fileNames: ReadonlyMap<ModelSlot, string>): ReadonlySet<string> {
  const empty = Object.entries(workflow.optional).filter(([slot]) => isFileSlot(slot) && !fileNames.has(slot));
  return new Set(empty.flatMap(([, nodes]) => nodes ?? []));
}

function withoutNodes(graph: WorkflowGraph, dropped: ReadonlySet<string>): WorkflowGraph {
  const kept = Object.entries(graph).filter(([id]) => !dropped.has(id));
  return Object.fromEntries(kept.map(([id, node]) => [id, { ...node, inputs: withoutLinks(node.inputs, dropped) }]));
}

function withoutLinks(inputs: Record<string, unknown>, dropped: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => !(isLink(value) && dropped.has(value[0]))));
}
