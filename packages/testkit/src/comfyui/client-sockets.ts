import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ComfyuiFaults } from './faults.ts';

const PREVIEW_IMAGE = 1;
const PREVIEW_IMAGE_WITH_METADATA = 4;
const PNG = 2;

/** The sockets of a server's clients, by the id that each came with. */
export class ClientSockets {
  readonly #sockets = new Map<string, { readonly socket: WebSocket; takesMetadata: boolean }>();
  readonly #server = new WebSocketServer({ noServer: true });
  #opened = 0;

  /** Sockets that were ever opened. */
  get opened(): number {
    return this.#opened;
  }

  /** Takes `/ws` of `server`; `greet` is what each new client is told, as `status`. */
  attach(server: Server, faults: ComfyuiFaults, greet: () => Readonly<Record<string, unknown>>): void {
    server.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const fault = faults.takeRoute('ws');
      if (fault?.kind === 'hang') return;
      if (fault || !/^(\/api)?\/ws$/.test(url.pathname)) {
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (opened) =>
        this.#keep(url.searchParams.get('clientId') || crypto.randomUUID().replaceAll('-', ''), opened, greet()),
      );
    });
  }

  /** To one client, or to all where none is named. */
  send(type: string, data: Readonly<Record<string, unknown>>, clientId?: string): void {
    for (const { socket } of this.#of(clientId)) socket.send(JSON.stringify({ type, data }));
  }

  /** A PNG, with what it is of for clients that said they understand that. */
  sendPreview(picture: Buffer, about: Readonly<Record<string, unknown>>, clientId: string): void {
    for (const { socket, takesMetadata } of this.#of(clientId)) {
      const metadata = Buffer.from(JSON.stringify({ ...about, image_type: 'image/png' }));
      const head = takesMetadata
        ? [uint32(PREVIEW_IMAGE_WITH_METADATA), uint32(metadata.byteLength), metadata]
        : [uint32(PREVIEW_IMAGE), uint32(PNG)];
      socket.send(Buffer.concat([...head, picture]));
    }
  }

  close(): void {
    for (const { socket } of this.#sockets.values()) socket.terminate();
    this.#server.close();
  }

  #of(clientId: string | undefined) {
    return [...this.#sockets].filter(([id]) => clientId === undefined || id === clientId).map(([, client]) => client);
  }

  #keep(id: string, socket: WebSocket, status: Readonly<Record<string, unknown>>): void {
    const client = { socket, takesMetadata: false };
    this.#opened += 1;
    this.#sockets.set(id, client);
    socket.on('error', () => {});
    // As in server.py: whoever leaves takes the id along, even where another socket has it by now.
    socket.on('close', () => this.#sockets.delete(id));
    socket.once('message', (data) => {
      client.takesMetadata = String(data).includes('"supports_preview_metadata":true');
    });
    socket.send(JSON.stringify({ type: 'status', data: { status, sid: id } }));
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
