import { choicesOf, type ObjectInfo } from './object-info.ts';
import { isFileSlot } from './slots.ts';
import type { Workflow, WorkflowGraph } from './workflow.ts';

/** Classes of all nodes of a graph. */
export function classesOf(graph: WorkflowGraph): ReadonlySet<string> {
  return new Set(Object.values(graph).map((node) => node.class_type));
}

/** What a server lacks for `graph`, a filled or unfilled graph of `workflow`, in words; empty where it can run. */
export function findMissing(workflow: Workflow, graph: WorkflowGraph, info: ObjectInfo): readonly string[] {
  const nodes = [...classesOf(graph)].filter((name) => !Object.hasOwn(info, name));
  const uploads = uploadsOf(workflow);
  const choices = Object.entries(graph).flatMap(([id, node]) =>
    Object.entries(node.inputs)
      .filter(([input]) => !uploads.has(`${id}.${input}`))
      .filter(([input, value]) => isUnknownChoice(value, choicesOf(info, node.class_type, input)))
      .map(([input, value]) => describeChoice(workflow, `${node.class_type}.${input}`, value)),
  );
  return [...nodes.map((name) => describeNode(workflow, name)), ...new Set(choices)];
}

/** Inputs that take the names of our uploads; no list of the server has those yet. */
function uploadsOf(workflow: Workflow): ReadonlySet<string> {
  const targets = Object.entries(workflow.slots).filter(([slot]) => isFileSlot(slot));
  return new Set(targets.flatMap(([, inputs]) => inputs.map(({ node, input }) => `${node}.${input}`)));
}

function isUnknownChoice(value: unknown, choices: readonly unknown[] | undefined): boolean {
  return choices !== undefined && !Array.isArray(value) && !choices.includes(value);
}

function describeNode(workflow: Workflow, name: string): string {
  const pack = workflow.needs.nodes[name];
  return pack ? `node ${name} (install ${pack})` : `node ${name} (update ComfyUI)`;
}

function describeChoice(workflow: Workflow, input: string, value: unknown): string {
  const file = workflow.needs.files.find(({ name }) => name === value);
  if (file) return `file ${file.name} (from ${file.from} into models/${file.folder})`;
  return `${input} "${String(value)}"`;
}
