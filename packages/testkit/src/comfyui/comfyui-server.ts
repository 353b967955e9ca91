import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeAnswer } from './answer-request.ts';
import { ClientSockets } from './client-sockets.ts';
import { ComfyuiFaults, type ComfyuiRoute } from './faults.ts';
import { FileShelf } from './file-shelf.ts';
import { answerRoute } from './routes.ts';
import { ServerState, type TakenPrompt, type WorkOptions } from './server-state.ts';

/** How a server is to be. */
export interface ComfyuiServerOptions extends WorkOptions {
  /** Any free one by default. */
  readonly port?: number;
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
  const shelf = await FileShelf.open();
  const state = new ServerState(options, { faults, sockets, shelf });
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
  sockets.attach(server, faults, () => state.queueInfo);
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
      await shelf.remove();
    },
  };
}

function routeOf(request: IncomingMessage): ComfyuiRoute {
  const [first = ''] = (request.url ?? '/').replace(/^\/(api\/)?/, '').split(/[/?]/);
  return request.method === 'HEAD' ? 'upload' : (first as ComfyuiRoute);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
