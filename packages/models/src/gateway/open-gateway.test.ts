import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GatewayOptions, OutboundRecord } from './gateway-options.ts';
import { type Gateway, openGateway } from './open-gateway.ts';
import { type Origin, openOrigin } from './testing/open-origin.ts';

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const each of opened.splice(0)) await each.close();
});

async function origin(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Origin> {
  const server = await openOrigin(answer);
  opened.push(server);
  return server;
}

function gateway(options: Partial<GatewayOptions>): Gateway {
  const made = openGateway({ isOffline: () => false, ...options });
  opened.push(made);
  return made;
}

const echo = (request: IncomingMessage, response: ServerResponse): void => {
  request.pipe(response);
};
const publicName = async () => [{ address: '127.0.0.1', family: 4 }];

describe('the way out', () => {
  it('reaches an own back end at its declared host and port', async () => {
    const server = await origin(echo);
    const response = await gateway({ ownAddress: server.address }).fetch(`${server.address}/x`, {
      method: 'POST',
      body: 'words',
    });
    expect(await response.text()).toBe('words');
  });

  it('reaches no other port of the same machine', async () => {
    const server = await origin(echo);
    const { fetch } = gateway({ ownAddress: 'http://127.0.0.1:9' });
    await expect(fetch(server.address)).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED' });
    expect(server.connections()).toBe(0);
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://[::1]:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://2130706433:1/',
    'http://0x7f.1:1/',
  ])('opens no socket to %s for a hosted service', async (address) => {
    await expect(gateway({}).fetch(address)).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED' });
  });

  it.each(['http://169.254.169.254:80/', 'http://[fe80::1]:80/', 'http://[::ffff:169.254.169.254]:80/'])(
    'opens no socket to %s for an own back end either',
    async (address) => {
      await expect(gateway({ ownAddress: address }).fetch(address)).rejects.toMatchObject({
        code: 'OUTBOUND_ADDRESS_REFUSED',
        message: expect.stringContaining('link-local'),
      });
    },
  );

  it.each(['http://127.0.0.1:6000', 'http://127.0.0.1:25'])(
    'says of %s that the port is one that web clients do not connect to',
    async (ownAddress) => {
      await expect(gateway({ ownAddress }).fetch(ownAddress)).rejects.toMatchObject({
        code: 'MODEL_UNREACHABLE',
        message: expect.stringContaining('port'),
        hint: expect.stringContaining('listen at another'),
        details: { wasSent: false },
      });
    },
  );

  it('refuses an own back end whose name leads to a link-local address', async () => {
    const ownAddress = 'http://render-1:8188';
    const resolve = async () => [{ address: '169.254.169.254', family: 4 }];
    await expect(gateway({ ownAddress, resolve }).fetch(ownAddress)).rejects.toMatchObject({
      code: 'OUTBOUND_ADDRESS_REFUSED',
      message: expect.stringContaining('render-1 (169.254.169.254)'),
    });
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'data:text/plain,x'])('refuses %s', async (address) => {
    await expect(gateway({}).fetch(address)).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED' });
  });

  it('checks the address that it connects to, and asks for it once', async () => {
    const server = await origin(echo);
    const resolve = vi.fn(publicName);
    const { fetch } = gateway({ resolve });
    const { port } = new URL(server.address);
    await expect(fetch(`http://models.example:${port}/`)).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED' });
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(server.connections()).toBe(0);
  });

  it('refuses a name of which one address of several is private', async () => {
    const addresses = [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ];
    const { fetch } = gateway({ resolve: async () => addresses });
    await expect(fetch('http://models.example:8188/')).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED' });
  });

  it('sends a platform form with its files', async () => {
    const server = await origin(echo);
    const form = new FormData();
    form.append('prompt', 'a street');
    form.append('image', new Blob(['pixels'], { type: 'image/png' }), 'plate.png');
    const response = await gateway({ ownAddress: server.address }).fetch(server.address, {
      method: 'POST',
      body: form,
    });
    expect(await response.text()).toMatch(
      /name="image"; filename="plate.png"\r\nContent-Type: image\/png\r\n\r\npixels/,
    );
    expect(server.requests[0]!.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('stops with its signal, and says why', async () => {
    const server = await origin(() => {});
    const stop = new AbortController();
    const waiting = gateway({ ownAddress: server.address }).fetch(server.address, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('cancelled by a person')), 50);
    await expect(waiting).rejects.toThrow('cancelled by a person');
  });
});

describe('offline', () => {
  it.each(['the production', 'the building'])('%s sends nothing: no socket is opened', async (who) => {
    const server = await origin(echo);
    if (who === 'the building') vi.stubEnv('BACKLOT_OFFLINE', '1');
    const { fetch, download, webSocket } = gateway({
      ownAddress: server.address,
      isOffline: () => who === 'the production',
    });
    const { signal } = new AbortController();
    await expect(fetch(server.address)).rejects.toMatchObject({ code: 'OFFLINE' });
    await expect(webSocket(server.address, { signal })).rejects.toMatchObject({ code: 'OFFLINE' });
    await expect(download(server.address, { to: '/nowhere', maxBytes: 1, signal })).rejects.toMatchObject({
      code: 'OFFLINE',
    });
    expect(server.connections()).toBe(0);
  });

  it('holds from the next request on, open connections included', async () => {
    const server = await origin(echo);
    let isOffline = false;
    const { fetch } = gateway({ ownAddress: server.address, isOffline: async () => isOffline });
    await (await fetch(server.address)).text();
    isOffline = true;
    await expect(fetch(server.address)).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('redirects', () => {
  const to =
    (location: string, status = 302) =>
    (request: IncomingMessage, response: ServerResponse) => {
      if (request.url === '/end') response.end('here');
      else response.writeHead(status, { location }).end();
    };

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:1/',
    'http://[fd00::1]/',
    'file:///etc/passwd',
  ])('to %s is refused, without advice to add it', async (location) => {
    const server = await origin(to(location));
    await expect(gateway({ ownAddress: server.address }).fetch(server.address)).rejects.toMatchObject({
      code: 'OUTBOUND_ADDRESS_REFUSED',
      message: expect.stringContaining(`The back end at ${new URL(server.address).host} redirected there`),
      hint: expect.not.stringContaining('add it'),
    });
  });

  it('is followed within the origin, key included', async () => {
    const server = await origin(to('/end', 307));
    const response = await gateway({ ownAddress: server.address }).fetch(`${server.address}/start`, {
      headers: { 'xi-api-key': 'secret' },
    });
    expect(await response.text()).toBe('here');
    expect(server.requests.map(({ headers }) => headers['xi-api-key'])).toEqual(['secret', 'secret']);
  });

  it('becomes a GET without its body after a 303', async () => {
    const server = await origin(to('/end', 303));
    await gateway({ ownAddress: server.address }).fetch(server.address, { method: 'POST', body: 'x' });
    expect(server.requests[1]).toMatchObject({ line: 'GET /end' });
    expect(server.requests[1]!.headers).not.toHaveProperty('content-type');
  });

  it('ends after five', async () => {
    const server = await origin(to('/again'));
    await expect(gateway({ ownAddress: server.address }).fetch(server.address)).rejects.toMatchObject({
      code: 'OUTBOUND_ADDRESS_REFUSED',
    });
    expect(server.requests).toHaveLength(6);
  });
});

describe('trouble on the way', () => {
  it('tells a server that is not there', async () => {
    const gone = await openOrigin(echo);
    await gone.close();
    await expect(gateway({ ownAddress: gone.address }).fetch(gone.address)).rejects.toMatchObject({
      code: 'MODEL_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
      details: { wasSent: false },
    });
  });

  it.each([
    ['headers', () => {}],
    ['body', (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('a')],
  ] as const)('tells a server that hangs before its %s end', async (phase, hang) => {
    const server = await origin(hang);
    const { fetch } = gateway({ ownAddress: server.address, timeouts: { headersMs: 200, bodyIdleMs: 200 } });
    const reading = fetch(server.address).then((response) => response.text());
    await expect(reading).rejects.toMatchObject({ code: 'MODEL_TIMEOUT', details: { phase } });
  });

  it('tells an answer that was cut', async () => {
    const server = await origin((_, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half', () => response.destroy());
    });
    const { fetch } = gateway({ ownAddress: server.address });
    await expect(fetch(server.address).then((r) => r.text())).rejects.toMatchObject({ code: 'MODEL_ANSWER_CUT' });
  });

  it.each([true, false])('refuses a body beyond 64 MiB, announced: %s', async (isAnnounced) => {
    const server = await origin((_, response) => {
      response.writeHead(200, isAnnounced ? { 'content-length': String(4e9) } : {});
      const chunk = Buffer.alloc(1 << 20);
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    const { fetch } = gateway({ ownAddress: server.address });
    await expect(fetch(server.address).then((r) => r.arrayBuffer())).rejects.toMatchObject({
      code: 'MODEL_ANSWER_TOO_LARGE',
    });
  });
});

it('records host, method and sizes of each hop, and nothing of what stood in them', async () => {
  const server = await origin((request, response) => {
    if (request.url === '/start') response.writeHead(307, { location: '/end' }).end('see there');
    else request.pipe(response);
  });
  const records: OutboundRecord[] = [];
  const { fetch } = gateway({ ownAddress: server.address, onRequest: (record) => records.push(record) });
  await (await fetch(`${server.address}/start`, { method: 'POST', body: 'wörds' })).text();
  const { host } = new URL(server.address);
  expect(records).toEqual([
    { host, method: 'POST', bytesOut: 6, bytesIn: 0, status: 307 },
    { host, method: 'POST', bytesOut: 6, bytesIn: 6, status: 200 },
  ]);
});
