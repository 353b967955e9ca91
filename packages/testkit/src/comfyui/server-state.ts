import { posix } from 'node:path';
import type { ResultFiles } from '../server/results.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { ComfyuiFaults, RouteFault, RunFault } from './faults.ts';
import type { FileShelf } from './file-shelf.ts';
import { MODEL_FILES } from './model-files.ts';
import { describeNodes } from './node-catalogue.ts';
import type { ModelFiles, ObjectInfo } from './object-info.ts';
import type { PromptGraph } from './prompt-graph.ts';
import { PromptQueue, type QueueItem, type RunResult } from './prompt-queue.ts';
import { describeRender, type RenderedFile, type RenderRequest, renderResult } from './render-result.ts';
import { runPrompt } from './run-prompt.ts';

/** A prompt that was taken on, and how its work is to go. */
export interface TakenPrompt {
  readonly id: string;
  readonly graph: PromptGraph;
  readonly fault?: RunFault;
  /** What goes wrong with fetching its results. */
  readonly resultFault?: RouteFault;
}

/** How the work of a server goes. */
export interface WorkOptions {
  /** How long each step of work takes; default 2. */
  readonly stepMs?: number;
  /** Model files that it has; those of current open models by default. */
  readonly files?: ModelFiles;
  /** Node classes that it lacks. */
  readonly without?: readonly string[];
  /** Gives prompts ids of its own, as servers did that knew no `prompt_id`. */
  readonly isOld?: boolean;
  /** Paths of files to give as results. */
  readonly results?: ResultFiles;
  /** Makes a result; where it makes none, `results` has it or a simple one is drawn. */
  readonly render?: (request: RenderRequest) => Promise<RenderedFile | undefined>;
}

/** What a server is made of. */
export interface ServerParts {
  readonly faults: ComfyuiFaults;
  readonly sockets: ClientSockets;
  readonly shelf: FileShelf;
}

/** All that one server knows: its queue runs prompts and tells the clients. */
export class ServerState {
  readonly info: ObjectInfo;
  readonly prompts: TakenPrompt[] = [];
  /** Ids of prompts that were taken off the queue or interrupted. */
  readonly cancelled = new Set<string>();
  readonly uploads: string[] = [];
  /** What goes wrong with fetching results, by their names. */
  readonly resultFaults = new Map<string, RouteFault>();
  readonly options: WorkOptions;
  readonly parts: ServerParts;
  queue: PromptQueue;
  #interruption = new AbortController();

  constructor(options: WorkOptions, parts: ServerParts) {
    const nodes = Object.entries(describeNodes(options.files ?? MODEL_FILES));
    this.info = Object.fromEntries(nodes.filter(([name]) => !options.without?.includes(name)));
    this.options = options;
    this.parts = parts;
    this.queue = this.#openQueue();
  }

  /** What `GET /prompt` and `status` messages tell. */
  get queueInfo(): Readonly<Record<string, unknown>> {
    return { exec_info: { queue_remaining: this.queue.remaining } };
  }

  interrupt(): void {
    this.#interruption.abort();
  }

  /** As a restart does it: what runs ends unseen, queue and history are forgotten. */
  restart(): void {
    this.interrupt();
    this.queue = this.#openQueue();
  }

  #openQueue(): PromptQueue {
    const tell = (): void => this.parts.sockets.send('status', { status: this.queueInfo });
    return new PromptQueue((item) => this.#run(item), tell);
  }

  #run(item: QueueItem): Promise<RunResult> {
    const [, id, graph, extra] = item;
    const { sockets } = this.parts;
    const clientId = String(extra.client_id ?? '');
    const taken = this.prompts.findLast((prompt) => prompt.id === id) ?? { id, graph };
    const interruption = new AbortController();
    this.#interruption = interruption;
    return runPrompt(item, {
      info: this.info,
      stepMs: this.options.stepMs ?? 2,
      fault: taken.fault,
      isInterrupted: () => interruption.signal.aborted,
      send: (type, data) => sockets.send(type, data, clientId),
      sendPreview: (picture, node) => sockets.sendPreview(picture, { node_id: node, prompt_id: id }, clientId),
      save: (node) => this.#save(taken, node),
    });
  }

  async #save({ graph, fault, resultFault }: TakenPrompt, node: string): Promise<Readonly<Record<string, unknown>>> {
    if (fault === 'no-file') return {};
    const { shelf } = this.parts;
    const { render, results = {} } = this.options;
    const request = describeRender(graph, node, await shelf.readUploads(), fault);
    const { bytes, extension } = (await render?.(request)) ?? renderResult(request, results, fault);
    const file = await shelf.save(String(graph[node]?.inputs.filename_prefix ?? 'ComfyUI'), extension, bytes);
    if (resultFault) this.resultFaults.set(posix.join(file.subfolder, file.filename), resultFault);
    return request.kind === 'clip' ? { images: [file], animated: [true] } : { images: [file] };
  }
}
