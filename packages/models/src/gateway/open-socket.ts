import { once } from 'node:events';
import type { OutboundSocket } from '@backlot/engine';
import { WebSocket } from 'ws';
import { explainConnectionError, timedOut } from './connection-error.ts';
import type { GatewayTimeouts } from './gateway-options.ts';
import { type Guard, hostOf } from './guard.ts';
import { readMessages } from './socket-messages.ts';

const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** What a socket is opened under. */
export interface SocketOptions {
  readonly guard: Guard;
  readonly timeouts: GatewayTimeouts;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Opens a web socket under the same guard as every request; it follows no redirect.
 * @throws BacklotError `OFFLINE`, `OUTBOUND_ADDRESS_REFUSED`, `MODEL_UNREACHABLE`, `MODEL_TIMEOUT`, or the signal's reason
 */
export async function openSocket(url: URL, options: SocketOptions): Promise<OutboundSocket> {
  const { guard, timeouts, signal, headers = {} } = options;
  signal.throwIfAborted();
  await guard.admit(url);
  const trouble = { host: url.host, signal };
  const socket = new WebSocket(url, {
    lookup: guard.lookupFor(hostOf(url)),
    handshakeTimeout: timeouts.connectMs,
    maxPayload: MAX_MESSAGE_BYTES,
    followRedirects: false,
    headers,
  });
  // Listens before it is open: servers greet with the first packet.
  const messages = readMessages(socket, trouble);
  try {
    await once(socket, 'open', { signal });
  } catch (error) {
    socket.once('error', () => {});
    socket.terminate();
    throw explainHandshake(error, trouble);
  }
  keepAlive(socket, { everyMs: timeouts.pingEveryMs, signal });
  return { messages, send: (text) => socket.send(text), close: () => socket.close() };
}

function explainHandshake(error: unknown, trouble: { host: string; signal: AbortSignal }): unknown {
  const isLate = error instanceof Error && error.message === 'Opening handshake has timed out';
  return isLate ? timedOut(trouble.host, 'headers', error) : explainConnectionError(error, trouble);
}

/** Ends the socket with its signal, and when the other side has fallen silent: a dead machine closes nothing. */
function keepAlive(socket: WebSocket, { everyMs, signal }: { everyMs: number; signal: AbortSignal }): void {
  let isAnswered = true;
  const timer = setInterval(() => {
    if (!isAnswered) return socket.emit('error', Object.assign(new Error('No pong'), { code: 'UND_ERR_BODY_TIMEOUT' }));
    isAnswered = false;
    socket.ping();
  }, everyMs);
  const onAbort = (): void => socket.terminate();
  signal.addEventListener('abort', onAbort, { once: true });
  socket.on('pong', () => {
    isAnswered = true;
  });
  socket.on('error', () => socket.terminate());
  socket.once('close', () => {
    clearInterval(timer);
    signal.removeEventListener('abort', onAbort);
  });
}
