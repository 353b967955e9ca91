import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { posix } from 'node:path';
import type { ResultFiles } from '../server/results.ts';
import { writeAnswer } from './answer-request.ts';
import { ClientSockets } from './client-sockets.ts';
import { ComfyuiFaults, type ComfyuiRoute, type RouteFault } from './faults.ts';
import { FileShelf } from './file-shelf.ts';
import { MODEL_FILES } from './model-files.ts';
import { describeNodes } from './node-catalogue.ts';
import type { ModelFiles } from './object-info.ts';
import { PromptQueue, type QueueItem, type RunResult } from './prompt-queue.ts';
import { describeRender, type RenderedFile, type RenderRequest, renderResult } from './render-result.ts';
import { answerRoute, type ComfyuiState, type TakenPrompt } from './routes.ts';
import { runPrompt } from './run-prompt.ts';

/** How a server is to be. */
export interface ComfyuiServerOptions {
  /** Any free one by default. */
  readonly port?: number;
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

/** A request that reached the server. */
export interface ComfyuiRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: Buffer;
}

/** A server that behaves as ComfyUI does, on this machine, and what a test may see and do behind its back. */
export interface ComfyuiServer {
  readonly address: string;
  readonly faults: ComfyuiFaults;
  /** Every prompt that it ever took on, in their order. */
  readonly prompts: readonly TakenPrompt[];
  /** Ids of prompts that were taken off the queue or interrupted. */
  readonly cancelled: ReadonlySet<string>;
  /** Every upload that it took, by name; one name twice where it was sent twice. */
  readonly uploads: readonly string[];
  /** Every request that came, in their order. */
  readonly requests: readonly ComfyuiRequest[];
  readonly connections: () => number;
  /** The same as `prompts`, by the name that all vendors' servers have for it. */
  readonly paid: () => readonly TakenPrompt[];
  /** Asks for a fault that all vendors' servers know; `times` defaults to once. */
  readonly fail: ComfyuiFaults['fail'];
  /** Sockets that were ever opened. */
  readonly socketsOpened: () => number;
  /** Lets no prompt start until `release`. */
  readonly hold: () => void;
  readonly release: () => void;
  /** As a restart does it: queue and history are forgotten, files stay. */
  readonly restart: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Opens a ComfyUI of ours at 127.0.0.1, written from ComfyUI's `server.py`, `execution.py` and
 * `comfy_execution/progress.py`: its routes, checks, messages and history, and no models.
 */
export async function openComfyuiServer(options: ComfyuiServerOptions = {}): Promise<ComfyuiServer> {
  const faults = new ComfyuiFaults();
  const sockets = new ClientSockets();
  const requests: ComfyuiRequest[] = [];
  let connections = 0;
  const state = await openState(options, faults, sockets);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fault = faults.takeRoute(routeOf(request));
    const body = await readBody(request);
    requests.push({ method: request.method ?? '', path: request.url ?? '', body });
    // A fault stands before the work, but for those that show in its answer.
    const isBefore = fault && fault.kind !== 'cut' && fault.kind !== 'no-answer';
    const answer = isBefore ? { status: 200 } : await answerRoute(request, body, state);
    await writeAnswer(request, response, answer, fault);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('connection', () => {
    connections += 1;
  });
  sockets.attach(server, faults, () => ({ exec_info: { queue_remaining: state.queue.remaining } }));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    prompts: state.prompts,
    cancelled: state.cancelled,
    uploads: state.uploads,
    requests,
    connections: () => connections,
    paid: () => state.prompts,
    fail: (fault, options) => faults.fail(fault, options),
    socketsOpened: () => sockets.opened,
    hold: () => state.queue.hold(),
    release: () => state.queue.release(),
    restart: () => state.restart(),
    close: async () => {
      state.queue.hold();
      state.restart();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await state.shelf.remove();
    },
  };
}

function routeOf(request: IncomingMessage): ComfyuiRoute {
  const [first = ''] = (request.url ?? '/').replace(/^\/(api\/)?/, '').split(/[/?]/);
  return request.method === 'HEAD' ? 'upload' : (first as ComfyuiRoute);
}

async function openState(
  options: ComfyuiServerOptions,
  faults: ComfyuiFaults,
  sockets: ClientSockets,
): Promise<ComfyuiState & { readonly restart: () => void }> {
  const shelf = await FileShelf.open();
  const nodes = Object.entries(describeNodes(options.files ?? MODEL_FILES));
  const info = Object.fromEntries(nodes.filter(([name]) => !options.without?.includes(name)));
  const resultFaults = new Map<string, RouteFault>();
  let isInterrupted = false;

  const save = async ({ graph, fault, resultFault }: TakenPrompt, node: string) => {
    if (fault === 'no-file') return {};
    const request = describeRender(graph, node, await shelf.readUploads(), fault);
    const { bytes, extension } =
      (await options.render?.(request)) ?? renderResult(request, options.results ?? {}, fault);
    const file = await shelf.save(String(graph[node]?.inputs.filename_prefix ?? 'ComfyUI'), extension, bytes);
    if (resultFault) resultFaults.set(posix.join(file.subfolder, file.filename), resultFault);
    return request.kind === 'clip' ? { images: [file], animated: [true] } : { images: [file] };
  };
  const run = (item: QueueItem): Promise<RunResult> => {
    isInterrupted = false;
    const clientId = String(item[3].client_id ?? '');
    const [, id, graph] = item;
    const taken = state.prompts.findLast((prompt) => prompt.id === id) ?? {
      id,
      graph,
      fault: undefined,
      resultFault: undefined,
    };
    return runPrompt(item, {
      info,
      stepMs: options.stepMs ?? 2,
      fault: taken.fault,
      isInterrupted: () => isInterrupted,
      send: (type, data) => sockets.send(type, data, clientId),
      sendPreview: (picture, node) => sockets.sendPreview(picture, { node_id: node, prompt_id: id }, clientId),
      save: (node) => save(taken, node),
    });
  };
  const tellQueue = () => sockets.send('status', { status: { exec_info: { queue_remaining: state.queue.remaining } } });
  const state = {
    info,
    isOld: options.isOld ?? false,
    shelf,
    queue: new PromptQueue(run, tellQueue),
    faults,
    prompts: [] as TakenPrompt[],
    cancelled: new Set<string>(),
    uploads: [],
    resultFaults,
    interrupt: () => {
      isInterrupted = true;
    },
    restart: () => {
      isInterrupted = true;
      state.queue = new PromptQueue(run, tellQueue);
    },
  } satisfies ComfyuiState & { restart: () => void };
  return state;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
