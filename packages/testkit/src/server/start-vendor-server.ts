import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { type Fault, faultInWords, type Phase, placeOfFault } from './faults.ts';
import { matchRoute, readRequest } from './read-request.ts';
import type { ResultFiles } from './results.ts';
import { type FaultOptions, sendAnswer, sendFault } from './send-answer.ts';
import { type Job, openStage, type Stage } from './stage.ts';
import type { VendorProtocol, VendorRequest, VendorRoute } from './vendor-protocol.ts';

/** How a vendor's server is started. */
export interface VendorServerOptions {
  readonly protocol: VendorProtocol;
  /** 0, the default: any that is free. */
  readonly port?: number;
  /** The one key that it takes; default: any. */
  readonly key?: string;
  readonly results?: ResultFiles;
  /** Looks until a job is done; default 2. */
  readonly looks?: number;
  /** How long a job takes at least; default 0. */
  readonly jobMs?: number;
}

/** A request that reached the server. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly phases: readonly Phase[];
  readonly key: string | undefined;
  readonly body: Buffer;
}

/** A server that speaks a vendor's protocol at 127.0.0.1. */
export interface VendorServer {
  readonly address: string;
  readonly requests: readonly LoggedRequest[];
  /** Every job that was started, and so paid, in order. */
  readonly paid: () => readonly Job[];
  /** Ids of jobs that were cancelled while they ran. */
  readonly cancelled: ReadonlySet<string>;
  readonly connections: () => number;
  /** Asks for a fault; `times` defaults to once, `Infinity` for ever. */
  readonly fail: (fault: Fault, options?: { readonly times?: number; readonly phase?: Phase }) => void;
  /** No more faults. */
  readonly heal: () => void;
  readonly close: () => Promise<void>;
}

interface AskedFault {
  readonly fault: Fault;
  readonly place: Phase | 'job';
  times: number;
}

/** Starts a server for one vendor's protocol. */
export async function startVendorServer(options: VendorServerOptions): Promise<VendorServer> {
  const { protocol } = options;
  const requests: LoggedRequest[] = [];
  const asked: AskedFault[] = [];
  const takeFault = (places: readonly string[]): Fault | undefined => {
    const next = asked.find(({ place, times }) => places.includes(place) && times > 0);
    if (next) next.times -= 1;
    return next?.fault;
  };
  let connections = 0;
  let stage: ReturnType<typeof openStage>;

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    const [route, params] = findRoute([...protocol.routes, RESULT_ROUTE], request);
    const key = protocol.keyOf(request);
    requests.push({ method: request.method, path: request.path, phases: route?.phases ?? [], key, body: request.body });
    const isKnown = !protocol.needsKey || (key !== undefined && key === (options.key ?? key));
    if (!route?.isOpen && !isKnown) return refuseKey(response, { protocol, key });
    if (!route) return sendAnswer(response, { status: 404, json: protocol.sayError(404, 'Not found') });
    const fault = takeFault(route.phases) ?? faultOfRoute(route, { ...request, params }, stage);
    // Whoever answers a start with the result has been paid when the result breaks.
    if (fault && placeOfFault(fault) === 'result' && route.phases.includes('start'))
      await route.answer({ ...request, params }, stage);
    if (fault) return sendFault(response, fault, { protocol, key });
    sendAnswer(response, await route.answer({ ...request, params }, stage));
  };
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      sendAnswer(response, { status: 500, json: protocol.sayError(500, String(error)) });
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (incoming, socket, head) => {
    if (!protocol.onSocket) return socket.destroy();
    sockets.handleUpgrade(incoming, socket, head, (opened) => protocol.onSocket?.(opened, incoming, stage));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stage = openStage({
    address,
    results: options.results ?? {},
    looks: options.looks ?? 2,
    jobMs: options.jobMs ?? 0,
    takeJobFault: () => takeFault(['job']),
  });
  return {
    address,
    requests,
    paid: stage.list,
    cancelled: stage.cancelled,
    connections: () => connections,
    fail: (fault, { times = 1, phase } = {}) => void asked.push({ fault, place: phase ?? placeOfFault(fault), times }),
    heal: () => void asked.splice(0),
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function refuseKey(response: ServerResponse, options: FaultOptions): Promise<void> | void {
  const answer = options.protocol.refuseKey?.();
  return answer ? sendAnswer(response, answer) : sendFault(response, 'status-401', options);
}

/** Where results lie that a vendor serves from a store of its own. */
const RESULT_ROUTE: VendorRoute = {
  method: 'GET',
  path: '/results/:id',
  phases: ['result'],
  isOpen: true,
  answer({ params }, stage) {
    const job = stage.find(params.id ?? '');
    return job ? stage.result(job) : { status: 404, json: {} };
  },
};

function findRoute(
  routes: readonly VendorRoute[],
  request: VendorRequest,
): readonly [VendorRoute | undefined, Record<string, string>] {
  for (const route of routes) {
    const params = matchRoute(route, request);
    if (params) return [route, params];
  }
  return [undefined, {}];
}

/** A fault that the words asked for: at the start those of a start, later those of the result. */
function faultOfRoute(route: VendorRoute, request: VendorRequest, stage: Stage): Fault | undefined {
  const job = stage.find(request.params.id ?? '');
  const words = job ? job.request.prompt : request.body.toString('utf8');
  const fault = route.phases.length > 0 ? faultInWords(words) : undefined;
  return fault && (route.phases as readonly string[]).includes(placeOfFault(fault)) ? fault : undefined;
}
