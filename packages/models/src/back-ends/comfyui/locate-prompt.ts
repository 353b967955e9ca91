import type { BackEndConnection } from '@backlot/engine';
import { z } from 'zod';
import { askServer } from './ask-server.ts';
import { nodeSchema, type WorkflowGraph } from './workflow.ts';

/** `[number, prompt id, graph, extra data, outputs]`; the smallest number is next. */
const queueItemSchema = z.tuple([z.number(), z.string(), z.record(z.string(), nodeSchema)]).rest(z.unknown());
const queueSchema = z.object({ queue_running: z.array(queueItemSchema), queue_pending: z.array(queueItemSchema) });

const historyEntrySchema = z.object({
  prompt: queueItemSchema,
  outputs: z.record(z.string(), z.unknown()),
  status: z
    .object({ status_str: z.string(), messages: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())])) })
    .nullish(),
});
const historySchema = z.record(z.string(), historyEntrySchema);

/** What the server keeps of a prompt that is over. */
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Where a prompt is. */
export type PromptPlace = { readonly graph: WorkflowGraph } & (
  | { readonly at: 'waiting'; readonly position: number }
  | { readonly at: 'running' }
  | { readonly at: 'over'; readonly entry: HistoryEntry }
);

/**
 * Finds a prompt in the server's queue or history; undefined where it has neither. The queue is asked first: a prompt
 * goes from it into the history and never back, so it cannot slip through between the two questions.
 */
export async function locatePrompt(
  connection: BackEndConnection,
  promptId: string,
  signal: AbortSignal,
): Promise<PromptPlace | undefined> {
  const { queue_running, queue_pending } = await askServer(connection, 'queue', { schema: queueSchema, signal });
  const running = queue_running.find(([, id]) => id === promptId);
  if (running) return { at: 'running', graph: running[2] };
  const own = queue_pending.find(([, id]) => id === promptId);
  if (own) {
    const before = queue_pending.filter(([number]) => number < own[0]).length;
    return { at: 'waiting', position: queue_running.length + before, graph: own[2] };
  }
  const history = await askServer(connection, `history/${promptId}`, { schema: historySchema, signal });
  const entry = history[promptId];
  return entry && { at: 'over', entry, graph: entry.prompt[2] };
}
