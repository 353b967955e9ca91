import type { IncomingMessage } from 'node:http';
import type { VendorRequest, VendorRoute } from './vendor-protocol.ts';

/** Reads a whole request. */
export async function readRequest(incoming: IncomingMessage): Promise<VendorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: incoming.headers,
    body,
    params: {},
    json: () => readJson(body),
    form: () => new Response(body, { headers: { 'content-type': incoming.headers['content-type'] ?? '' } }).formData(),
  };
}

/** The values of a route's names where it is meant, otherwise undefined. */
export function matchRoute(route: VendorRoute, { method, path }: VendorRequest): Record<string, string> | undefined {
  if (route.method !== method) return undefined;
  const pattern = route.path
    .replace(/[.+?^$()[\]{}|\\]/g, '\\$&')
    .replace(/(?<=\/):(\w+)(\*?)/g, (_, name: string, star: string) => `(?<${name}>${star ? '.+?' : '[^/]+'})`);
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match ? { ...match.groups } : undefined;
}

function readJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
