import type { RawData, WebSocket } from 'ws';
import { type ConnectionTrouble, explainConnectionError } from './connection-error.ts';

/** The server is held back while so many messages wait to be read. */
const MAX_WAITING = 64;

/**
 * Messages of a socket in the order in which they came, kept from the first on. Ends when the other side closes; throws
 * when the connection breaks, and the signal's reason when that was aborted. For one reader.
 */
export function readMessages(socket: WebSocket, trouble: ConnectionTrouble): AsyncIterable<string | Uint8Array> {
  const waiting: (string | Uint8Array)[] = [];
  let ended: { readonly error?: unknown } | undefined;
  let wake = (): void => {};
  const end = (error?: unknown): void => {
    ended ??= error === undefined ? {} : { error: explainConnectionError(error, { ...trouble, isAnswering: true }) };
    wake();
  };
  socket.on('message', (data, isBinary) => {
    waiting.push(readMessage(data, isBinary));
    if (waiting.length >= MAX_WAITING) socket.pause();
    wake();
  });
  socket.once('error', end);
  // 1006: it broke without a word of farewell.
  socket.once('close', (code) => end(trouble.signal?.aborted || code === 1006 ? new Error('closed') : undefined));

  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const message = waiting.shift();
        if (message !== undefined) {
          if (socket.isPaused && waiting.length < MAX_WAITING / 2) socket.resume();
          yield message;
        } else if (!ended) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        } else if ('error' in ended) throw ended.error;
        else return;
      }
    },
  };
}

function readMessage(data: RawData, isBinary: boolean): string | Uint8Array {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
  return isBinary ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes.toString('utf8');
}
