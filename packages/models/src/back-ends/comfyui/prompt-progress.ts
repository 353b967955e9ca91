import { z } from 'zod';
import type { PromptHandle } from './call-handle.ts';

const nodeStateSchema = z.object({ state: z.string(), value: z.number(), max: z.number() });

const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress_state'),
    data: z.object({ prompt_id: z.string(), nodes: z.record(z.string(), nodeStateSchema) }),
  }),
  z.object({
    type: z.literal('progress'),
    data: z.object({ prompt_id: z.string(), node: z.string().nullable(), value: z.number(), max: z.number() }),
  }),
  z.object({
    type: z.enum(['execution_success', 'execution_error', 'execution_interrupted']),
    data: z.object({ prompt_id: z.string() }),
  }),
]);

/** What a message means for one prompt. */
export type PromptNews = { readonly isOver: true } | { readonly isOver: false; readonly fraction: number };

/** Reads a text message of the server; undefined where it is of another kind or about another prompt. */
export function readNews(text: string, handle: PromptHandle): PromptNews | undefined {
  const message = messageSchema.safeParse(parseJson(text));
  if (!message.success || message.data.data.prompt_id !== handle.promptId) return undefined;
  const { type, data } = message.data;
  if (type === 'progress_state') return { isOver: false, fraction: fractionOfStates(handle, data.nodes) };
  if (type === 'progress') return { isOver: false, fraction: fractionAt(handle, data.node, shareOf(data)) };
  return { isOver: true };
}

type NodeStates = Readonly<Record<string, z.infer<typeof nodeStateSchema>>>;

function fractionOfStates(handle: PromptHandle, states: NodeStates): number {
  return fractionOf(handle, ([id]) => {
    const node = states[id];
    if (!node) return 0;
    return node.state === 'finished' ? 1 : shareOf(node);
  });
}

/** Older servers tell of the node at work alone: what runs before it is done. */
function fractionAt(handle: PromptHandle, node: string | null, share: number): number {
  const at = handle.nodes.findIndex(([id]) => id === node);
  return fractionOf(handle, (_, index) => {
    if (index < at) return 1;
    return index === at ? share : 0;
  });
}

function fractionOf(
  handle: PromptHandle,
  doneOf: (node: PromptHandle['nodes'][number], index: number) => number,
): number {
  const total = handle.nodes.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return 0;
  return handle.nodes.reduce((sum, node, index) => sum + node[1] * doneOf(node, index), 0) / total;
}

function shareOf({ value, max }: { readonly value: number; readonly max: number }): number {
  return max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
