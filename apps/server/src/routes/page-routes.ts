import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parseRelativePath } from '@backlot/film';
import { Hono } from 'hono';
import type { NonceVariables } from '../guard/add-security-headers.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.png': 'image/png',
};

/** The studio's pages: built assets by name, `index.html` for every other address. */
export function createPageRoutes(webDir: string) {
  return new Hono<NonceVariables>().get('*', async (context) => {
    const path = context.req.path;
    const mediaType = MEDIA_TYPES[extname(path)];
    if (mediaType !== undefined) {
      const file = join(webDir, parseRelativePath(decodeURIComponent(path.slice(1))));
      if (!(await isFile(file))) return context.text('There is no such file.', 404);
      const isNamedByContent = path.startsWith('/assets/');
      return context.body(new Uint8Array(await readFile(file)), 200, {
        'content-type': mediaType,
        'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    }
    const index = join(webDir, 'index.html');
    if (!(await isFile(index))) return context.text('The studio’s pages are not built yet: run `npm run build`.', 503);
    const html = (await readFile(index, 'utf8')).replace('__CSP_NONCE__', context.get('cspNonce'));
    return context.html(html, 200, { 'cache-control': 'no-store' });
  });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
