import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/** Bindings that the page route reads. */
export interface NonceVariables {
  readonly Variables: { cspNonce: string };
}

/** Headers that keep foreign code out of the studio's pages; styles that Mantine writes carry the nonce. */
export function addSecurityHeaders(): MiddlewareHandler<NonceVariables> {
  return async (context, next) => {
    const nonce = randomBytes(16).toString('base64');
    context.set('cspNonce', nonce);
    await next();
    const headers = context.res.headers;
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', policyOf(nonce));
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('x-frame-options', 'DENY');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  };
}

function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
