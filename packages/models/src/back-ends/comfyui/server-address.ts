import type { BackEndConnection } from '@backlot/engine';
import { BacklotError } from '@backlot/film';

/**
 * The address of a route, below whatever path the server is mounted at.
 * @throws BacklotError `MODEL_REQUEST_INVALID` where the connection has no address
 */
export function addressOf(
  connection: BackEndConnection,
  route: string,
  query: Readonly<Record<string, string>> = {},
): URL {
  if (!connection.address) {
    throw new BacklotError('MODEL_REQUEST_INVALID', 'ComfyUI: no address was given', {
      hint: 'Give the address that its pages open at, such as http://127.0.0.1:8188.',
    });
  }
  const base = connection.address.endsWith('/') ? connection.address : `${connection.address}/`;
  const url = new URL(route, base);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** The address of the server's messages. */
export function socketAddressOf(connection: BackEndConnection, clientId: string): string {
  const url = addressOf(connection, 'ws', { clientId });
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** ComfyUI itself knows no keys; a proxy before it mostly takes a bearer token. */
export function headersOf(connection: BackEndConnection): Readonly<Record<string, string>> {
  return connection.key === undefined ? {} : { authorization: `Bearer ${connection.key}` };
}
