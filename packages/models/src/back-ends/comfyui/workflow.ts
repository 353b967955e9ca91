import { BacklotError, modelTaskSchema, parseOrExplain } from '@backlot/film';
import { z } from 'zod';
import { findWorkflowProblems } from './find-workflow-problems.ts';
import { FILE_SLOTS } from './slots.ts';

/** A node as the API format has it. */
export const nodeSchema = z.object({
  class_type: z.string().min(1),
  inputs: z.record(z.string(), z.unknown()),
});

const targetSchema = z.strictObject({ node: z.string().min(1), input: z.string().min(1) });
const slotNameSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a name such as last-image');

const partsSchema = z.strictObject({
  /** Which pack brings a node that is not ComfyUI's own, by class. */
  nodes: z.record(z.string(), z.string().min(1)).default({}),
  /** Where the model files of the graph come from; `folder` below ComfyUI's `models`. */
  files: z
    .array(z.strictObject({ name: z.string().min(1), folder: z.string().min(1), from: z.url({ protocol: /^https$/ }) }))
    .default([]),
});

/**
 * A graph in ComfyUI's API format and where our words and files go into it. Slots that are neither files nor one of the
 * known values (`prompt`, `negative-prompt`, `seed`, `width`, `height`, `frames`, `fps`, `voice`, `language`) are settings.
 */
const workflowSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower case words joined by hyphens'),
    title: z.string().min(1).max(200),
    /** Models, their source and licence, for who has to fill in a model card. */
    about: z.string().default(''),
    task: modelTaskSchema.exclude(['words']),
    graph: z.record(z.string(), nodeSchema),
    slots: z.record(slotNameSchema, z.array(targetSchema).min(1)),
    /** File slots one may leave empty, each with the nodes that then leave the graph, and every link to them. */
    optional: z.partialRecord(z.enum(FILE_SLOTS), z.array(z.string()).min(1)).default({}),
    /** Groups of file slots of which exactly one is filled. */
    oneOf: z.array(z.array(z.enum(FILE_SLOTS)).min(2)).default([]),
    /** Frame counts are this × n + 1. */
    frameStep: z.int().positive().exactOptional(),
    /** Width and height are multiples of this. */
    sizeStep: z.int().positive().exactOptional(),
    /** The clip comes with sound. */
    makesSound: z.boolean().default(false),
    needs: partsSchema.default({ nodes: {}, files: [] }),
  })
  .superRefine((workflow, context) => {
    for (const { path, message } of findWorkflowProblems(workflow)) context.addIssue({ code: 'custom', path, message });
  });

/** A workflow that a job can name. */
export type Workflow = z.infer<typeof workflowSchema>;

/** Nodes by id, as `POST /prompt` takes them. */
export type WorkflowGraph = Workflow['graph'];

/**
 * Reads a workflow file's content; `what` names the file in messages.
 * @throws BacklotError `SET_UP_INVALID`
 */
export function parseWorkflow(value: unknown, what: string): Workflow {
  refuseCanvasFormat(value, what);
  return parseOrExplain(workflowSchema, value, { what });
}

/** ComfyUI saves two formats, and the one that people find first cannot be queued. */
function refuseCanvasFormat(value: unknown, what: string): void {
  const graph = typeof value === 'object' && value !== null && 'graph' in value ? value.graph : value;
  if (typeof graph !== 'object' || graph === null || !('nodes' in graph) || !Array.isArray(graph.nodes)) return;
  throw new BacklotError(
    'SET_UP_INVALID',
    `${what}: this is a workflow as the canvas saves it, expected the API format`,
    {
      hint: 'In ComfyUI choose Workflow → Export (API) and put that file under "graph".',
    },
  );
}
