import { BacklotError } from '@backlot/film';
import { z } from 'zod';
import type { HistoryEntry } from './locate-prompt.ts';

const causeSchema = z.object({ type: z.string(), message: z.string(), details: z.string().default('') });
const errorSchema = causeSchema.extend({
  extra_info: z.object({ class_type: z.string().nullish() }).catch({}).default({}),
});

/** The body of a refused `POST /prompt`. */
export const refusalSchema = z.object({
  error: errorSchema,
  node_errors: z.union([
    z.record(z.string(), z.object({ class_type: z.string(), errors: z.array(causeSchema) })),
    z.array(z.unknown()).transform(() => ({})),
  ]),
});

/** What the server found wrong with a graph. */
export type Refusal = z.infer<typeof refusalSchema>;
/** Faults by node id. */
export type NodeErrors = Refusal['node_errors'];

/** A refused graph in our words: missing parts, or inputs that do not fit. */
export function toRefusal(refusal: Refusal): BacklotError {
  const { error } = refusal;
  if (error.type === 'missing_node_type' || /node .* (does not exist|not found)/i.test(error.message)) {
    return partsMissing([`node ${error.extra_info.class_type ?? error.message}`]);
  }
  return toNodeRefusal(refusal.node_errors) ?? invalid(`${error.message} ${error.details}`.trim());
}

/** Faults of single nodes in our words; undefined where there are none. */
export function toNodeRefusal(nodeErrors: NodeErrors): BacklotError | undefined {
  const faults = Object.entries(nodeErrors).flatMap(([id, { class_type, errors }]) =>
    errors.map((cause) => ({ ...cause, where: `node ${id} (${class_type})` })),
  );
  if (faults.length === 0) return undefined;
  const missing = faults.filter(({ type }) => type === 'value_not_in_list');
  if (missing.length > 0) return partsMissing(missing.map(({ where, details }) => `${where}: ${details}`));
  return invalid(faults.map(({ where, message, details }) => `${where}: ${message}: ${details}`).join('; '));
}

/** What the server lacks. */
export function partsMissing(missing: readonly string[]): BacklotError {
  return new BacklotError('MODEL_PARTS_MISSING', `ComfyUI lacks: ${missing.join('; ')}`, {
    hint: 'Put what is missing on that server, restart it, and try again.',
    details: { missing },
  });
}

const executionErrorSchema = z.object({
  node_type: z.string().default('unknown'),
  exception_message: z.string().default(''),
  exception_type: z.string().default(''),
});

/** How a prompt that is over failed; undefined where it did not. */
export function failureOf(entry: HistoryEntry): BacklotError | undefined {
  if (entry.status?.status_str !== 'error') return undefined;
  const messages = new Map(entry.status.messages);
  if (messages.has('execution_interrupted')) {
    return new BacklotError('MODEL_FAILED', 'ComfyUI: the work was interrupted at the server', {
      hint: 'Somebody pressed Interrupt there, or another program did. Start it again.',
      details: { reason: 'interrupted' },
    });
  }
  return toExecutionFailure(executionErrorSchema.parse(messages.get('execution_error') ?? {}));
}

function toExecutionFailure(error: z.infer<typeof executionErrorSchema>): BacklotError {
  // ComfyUI appends its own tips after a blank line.
  const message = error.exception_message.split('\n', 1)[0]?.slice(0, 500) || error.exception_type || 'no reason given';
  const where = `ComfyUI: ${error.node_type} failed: ${message}`;
  const details = { nodeType: error.node_type, exceptionType: error.exception_type };
  if (isOutOfMemory(error.exception_type, error.exception_message)) {
    return new BacklotError('MODEL_FAILED', where, {
      hint: "The server's graphics card ran out of memory: ask for a smaller size or fewer frames, or take a smaller model.",
      details: { ...details, reason: 'out-of-memory' },
    });
  }
  if (/^FileNotFoundError$/.test(error.exception_type) || /model in folder .* not found/i.test(message)) {
    return partsMissing([`${error.node_type}: ${message}`]);
  }
  return new BacklotError('MODEL_FAILED', where, { hint: "Look at the server's log for that node.", details });
}

function isOutOfMemory(type: string, message: string): boolean {
  return /OutOfMemory/i.test(type) || /out of memory|allocation on device/i.test(message);
}

function invalid(what: string): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', `ComfyUI refused the workflow: ${what}`, {
    hint: 'Correct the inputs named above, or the workflow file.',
  });
}
