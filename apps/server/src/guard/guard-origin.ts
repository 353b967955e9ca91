import { BacklotError } from '@backlot/film';
import type { MiddlewareHandler } from 'hono';

const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Answers only what was addressed to this machine by name, or to `publicUrl` (so that a foreign name bound to this
 * machine's address gets nothing), and lets no other site's page change anything. Programs without a browser send neither
 * `Origin` nor `Sec-Fetch-Site`.
 * @throws BacklotError `ORIGIN_REFUSED`
 */
export function guardOrigin(publicUrl?: string): MiddlewareHandler {
  const outside = publicUrl === undefined ? undefined : new URL(publicUrl);
  return async (context, next) => {
    const host = (context.req.header('host') ?? '').toLowerCase();
    const own = ownOrigin(host, outside);
    if (own === undefined) {
      throw refused(`Host: expected ${outside?.host ?? 'localhost'}, got ${JSON.stringify(host.slice(0, 100))}`);
    }
    const origin = context.req.header('origin');
    if (origin !== undefined && origin.toLowerCase() !== own) {
      throw refused(`Origin: expected ${own}, got ${JSON.stringify(origin.slice(0, 100))}`);
    }
    const site = context.req.header('sec-fetch-site');
    if (!SAFE_METHODS.has(context.req.method) && site !== undefined && site !== 'same-origin' && site !== 'none') {
      throw refused(`Request: expected one from the studio's own pages, got one from a ${site} page`);
    }
    await next();
  };
}

/** The origin that pages of this host have; nothing for a host that is not ours. */
function ownOrigin(host: string, outside: URL | undefined): string | undefined {
  if (outside && host === outside.host) return outside.origin;
  return LOCAL_HOST.test(host) ? `http://${host}` : undefined;
}

function refused(message: string): BacklotError {
  return new BacklotError('ORIGIN_REFUSED', message, {
    hint: 'Open the studio by the address that it printed; --public-url names another one that it may be asked by.',
  });
}
