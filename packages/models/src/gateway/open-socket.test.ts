import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Gateway, openGateway } from './open-gateway.ts';

const server = createServer();
const sockets = new WebSocketServer({ server });
let address = '';
let greet = (_: WebSocket): void => {};
let gateway: Gateway;
sockets.on('connection', (socket) => greet(socket));

beforeEach(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  gateway = openGateway({
    ownAddress: `http://${address}`,
    isOffline: () => false,
    timeouts: { connectMs: 300, pingEveryMs: 100 },
  });
});
afterEach(async () => {
  for (const socket of sockets.clients) socket.terminate();
  await gateway.close();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

async function readAll(signal = new AbortController().signal): Promise<(string | Uint8Array)[]> {
  const { messages } = await gateway.webSocket(`ws://${address}/ws`, { signal });
  const all: (string | Uint8Array)[] = [];
  for await (const message of messages) all.push(message);
  return all;
}

it('gives text and binary messages in their order, the greeting included, until the other side closes', async () => {
  greet = (socket) => {
    socket.send('hello');
    socket.send(Buffer.from([1, 2]));
    for (let index = 0; index < 500; index++) socket.send(String(index));
    socket.close();
  };
  const all = await readAll();
  expect(all.slice(0, 3)).toEqual(['hello', new Uint8Array([1, 2]), '0']);
  expect(all).toHaveLength(502);
});

it('opens with the headers that a proxy before the server asks for', async () => {
  const asked = new Promise((resolve) => {
    sockets.once('connection', (_, request) => resolve(request.headers.authorization));
  });
  const { signal } = new AbortController();
  await gateway.webSocket(`ws://${address}/ws`, { signal, headers: { authorization: 'Bearer one' } });
  expect(await asked).toBe('Bearer one');
});

it('ends with its signal', async () => {
  const stop = new AbortController();
  greet = () => setTimeout(() => stop.abort(new Error('cancelled')), 30);
  await expect(readAll(stop.signal)).rejects.toThrow('cancelled');
});

it('tells a connection that broke', async () => {
  greet = (socket) => setTimeout(() => socket.terminate(), 30);
  await expect(readAll()).rejects.toMatchObject({ code: 'MODEL_ANSWER_CUT' });
});

it('tells a machine that fell silent', async () => {
  greet = (socket) => socket.pause();
  await expect(readAll()).rejects.toMatchObject({ code: 'MODEL_TIMEOUT' });
});

it('tells a server that refuses the handshake, and one that is not there', async () => {
  const { signal } = new AbortController();
  const elsewhere = openGateway({ ownAddress: 'http://127.0.0.1:9', isOffline: () => false });
  await expect(elsewhere.webSocket('ws://127.0.0.1:9/', { signal })).rejects.toMatchObject({
    code: 'MODEL_UNREACHABLE',
  });
  await expect(elsewhere.webSocket(`ws://${address}/`, { signal })).rejects.toMatchObject({
    code: 'OUTBOUND_ADDRESS_REFUSED',
  });
});
