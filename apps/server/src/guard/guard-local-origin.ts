import { BacklotError } from '@backlot/film';
import type { MiddlewareHandler } from 'hono';

const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Answers only what was addressed to this machine by name (so that a foreign name bound to 127.0.0.1 gets nothing) and
 * lets no other site's page change anything. Programs without a browser send neither `Origin` nor `Sec-Fetch-Site`.
 * @throws BacklotError `ORIGIN_REFUSED`
 */
export function guardLocalOrigin(): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!LOCAL_HOST.test(host)) throw refused(`Host: expected localhost, got ${JSON.stringify(host.slice(0, 100))}`);
    const origin = context.req.header('origin');
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
      throw refused(`Origin: expected http://${host}, got ${JSON.stringify(origin.slice(0, 100))}`);
    }
    const site = context.req.header('sec-fetch-site');
    if (!SAFE_METHODS.has(context.req.method) && site !== undefined && site !== 'same-origin' && site !== 'none') {
      throw refused(`Request: expected one from the studio's own pages, got one from a ${site} page`);
    }
    await next();
  };
}

function refused(message: string): BacklotError {
  return new BacklotError('ORIGIN_REFUSED', message, { hint: 'Open the studio at http://localhost and its port.' });
}
