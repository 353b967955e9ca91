import { setTimeout as sleep } from 'node:timers/promises';
import { makePicture } from '../results/make-picture.ts';
import type { RunFault } from './faults.ts';
import type { ObjectInfo } from './object-info.ts';
import { isLink, orderUpstream, type PromptGraph } from './prompt-graph.ts';
import type { QueueItem, RunResult } from './prompt-queue.ts';

/** What a run needs of its server. */
export interface RunContext {
  readonly info: ObjectInfo;
  readonly stepMs: number;
  readonly fault: RunFault | undefined;
  readonly isInterrupted: () => boolean;
  readonly send: (type: string, data: Readonly<Record<string, unknown>>) => void;
  readonly sendPreview: (picture: Buffer, node: string) => void;
  /** Makes and keeps what a saving node saves; what it returns stands in the history. */
  readonly save: (node: string) => Promise<Readonly<Record<string, unknown>>>;
}

type Message = readonly [string, Readonly<Record<string, unknown>>];
type NodeState = { value: number; max: number; state: 'running' | 'finished'; node_id: string; prompt_id: string };

/** Runs a prompt as `PromptExecutor` does: node after node, telling of each, to a success, an error or an interruption. */
export async function runPrompt([, promptId, graph, , targets]: QueueItem, context: RunContext): Promise<RunResult> {
  const messages: Message[] = [];
  const tell = (type: string, data: Readonly<Record<string, unknown>>) => {
    const message = { ...data, prompt_id: promptId, timestamp: Date.now() };
    messages.push([type, message]);
    context.send(type, message);
  };
  const outputs: Record<string, unknown> = {};
  const states: Record<string, NodeState> = {};
  const order = orderUpstream(graph, targets);
  tell('execution_start', {});
  tell('execution_cached', { nodes: [] });
  for (const node of order) {
    const failure = await runNode({ promptId, graph, node, states, context });
    if (failure) {
      const node_type = graph[node]?.class_type;
      tell(failure[0], { node_id: node, node_type, executed: Object.keys(outputs), ...failure[1] });
      return { outputs, status: { status_str: 'error', completed: false, messages } };
    }
    if (!context.info[graph[node]?.class_type ?? '']?.output_node) continue;
    outputs[node] = await context.save(node);
    context.send('executed', { node, display_node: node, output: outputs[node], prompt_id: promptId });
  }
  tell('execution_success', {});
  return { outputs, status: { status_str: 'success', completed: true, messages } };
}

interface NodeRun {
  readonly promptId: string;
  readonly graph: PromptGraph;
  readonly node: string;
  readonly states: Record<string, NodeState>;
  readonly context: RunContext;
}

async function runNode(run: NodeRun): Promise<Message | undefined> {
  const { promptId, graph, node, states, context } = run;
  const max = stepsOf(graph, node);
  const state: NodeState = { value: 0, max, state: 'running', node_id: node, prompt_id: promptId };
  states[node] = state;
  const tellStates = () => context.send('progress_state', { prompt_id: promptId, nodes: structuredClone(states) });
  tellStates();
  context.send('executing', { node, display_node: node, prompt_id: promptId });
  while (state.value < max) {
    await sleep(context.stepMs);
    if (context.isInterrupted()) return ['execution_interrupted', {}];
    const failure = max > 1 ? failureOf(context.fault) : undefined;
    if (failure) return failure;
    if (context.fault === 'never-ending' && max > 1) continue;
    state.value += 1;
    if (max > 1) tellStep(run, state);
    tellStates();
  }
  state.state = 'finished';
  tellStates();
  return undefined;
}

function tellStep({ promptId, node, context }: NodeRun, { value, max }: NodeState): void {
  context.send('progress', { value, max, prompt_id: promptId, node });
  context.sendPreview(makePicture({ prompt: `${promptId} ${value}`, widthPx: 16, heightPx: 16 }), node);
}

/** Samplers take steps: their own number, or one less than the noise levels that they are given. */
function stepsOf(graph: PromptGraph, node: string): number {
  const inputs = graph[node]?.inputs ?? {};
  if (typeof inputs.steps === 'number') return inputs.steps;
  const sigmas = isLink(inputs.sigmas) ? graph[inputs.sigmas[0]]?.inputs.sigmas : undefined;
  return typeof sigmas === 'string' ? Math.max(1, sigmas.split(',').length - 1) : 1;
}

function failureOf(fault: RunFault | undefined): Message | undefined {
  const error = (exception_type: string, exception_message: string): Message => [
    'execution_error',
    { exception_type, exception_message, traceback: [], current_inputs: {}, current_outputs: [] },
  ];
  if (fault === 'out-of-memory') {
    const tips = 'This error means you ran out of memory on your GPU.\n\nTIPS: try a smaller batch_size.';
    return error(
      'torch.OutOfMemoryError',
      `Allocation on device 0 would exceed allowed memory. (out of memory)\n${tips}`,
    );
  }
  if (fault === 'job-failed')
    return error('RuntimeError', 'mat1 and mat2 shapes cannot be multiplied (77x768 and 4096x3072)\n');
  if (fault === 'missing-model') {
    return error('FileNotFoundError', "Model in folder 'vae' with filename 'ae.safetensors' not found.\n");
  }
  return undefined;
}
