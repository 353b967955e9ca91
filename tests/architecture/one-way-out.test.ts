import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listTrackedFiles, root } from './tracked-files.ts';

const GATEWAY = 'packages/models/src/gateway/';

/** Sources outside the gateway that hold a connection, and why it is none to a model. */
const OTHER_CONNECTIONS: Readonly<Record<string, string>> = {
  'apps/server/src/start-server.ts': 'the HTTP server, which is called and calls nobody',
  'apps/web/src/client/use-studio-events.ts': 'the browser hears the studio that it came from',
  'apps/web/src/player/picture-cache.ts': 'the browser fetches pictures of the studio that it came from',
  'apps/web/src/player/use-wipe.ts': 'the browser fetches pictures of the studio that it came from',
  'packages/faces/src/model/load-human.ts':
    'puts a reader of files in the place of fetch, so that its library opens none',
  'packages/store/src/postgres/connection.ts': 'the database',
  'packages/store/src/postgres/database.ts': 'the database',
  'packages/store/src/postgres/keeper-client.ts': 'a Unix socket to the process that keeps the database',
  'packages/store/src/postgres/keeper.ts': 'the process that keeps the database listens on a Unix socket',
};

/** The product; what measures or tests it opens connections to what it started itself. */
const PRODUCT = /^(packages|apps|examples)\/(?!testkit\/|kernels\/assembly\/).+(?<!\.test)\.(ts|tsx|mjs)$/;
const TESTING = /\/testing\//;

const MODULES =
  /(?:from|import|require)\s*\(?\s*['"](?:node:)?(?:net|tls|https?|http2|dgram|undici|ws|pg|@hono\/node-server)(?:\/[^'"]*)?['"]/;
const GLOBALS =
  /(?<![.\w$]|function )fetch\s*\(|\b(?:globalThis|window|self)\s*\.\s*(?:fetch|WebSocket|EventSource)\b|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b|\bsendBeacon\(/;
/** Kinds of type and checks of addresses that open nothing. */
const HARMLESS = /import (?:type )?\{[^}]*\} from 'node:net';/g;
const ONLY_ADDRESSES =
  /^import (?:type )?\{(?:\s*(?:type )?(?:BlockList|isIP|isIPv4|isIPv6|LookupFunction|AddressInfo)\s*,?)+\s*\} from 'node:net';$/;

function opensConnections(code: string): boolean {
  const text = code
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/typeof globalThis\.fetch/g, '')
    .replace(HARMLESS, (line) => (ONLY_ADDRESSES.test(line) ? '' : line));
  return MODULES.test(text) || GLOBALS.test(text);
}

describe('one way out', () => {
  const sources = listTrackedFiles().filter((path) => PRODUCT.test(path) && !TESTING.test(path));
  const opening = sources.filter((path) => opensConnections(readFileSync(join(root, path), 'utf8')));

  it('leads through the gateway: nothing else opens a connection, but for a short list', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(opening.filter((path) => !path.startsWith(GATEWAY))).toEqual(Object.keys(OTHER_CONNECTIONS).sort());
  });

  it('is the gateway indeed', () => {
    expect(opening.filter((path) => path.startsWith(GATEWAY)).length).toBeGreaterThan(2);
  });

  it.each([
    "import { connect } from 'node:net';",
    "import { request } from 'https';",
    "const { createSocket } = await import('node:dgram');",
    "import { fetch } from 'undici';",
    "import WebSocket from 'ws';",
    "await fetch('https://example.com')",
    'const send = globalThis.fetch;',
    "new EventSource('/x')",
  ])('sees %s', (code) => expect(opensConnections(code)).toBe(true));

  it.each([
    'await connection.outbound.fetch(address)',
    "import { isIP, type LookupFunction } from 'node:net';",
    'readonly fetch: typeof globalThis.fetch;',
    '// await fetch(this)',
  ])('lets %s be', (code) => expect(opensConnections(code)).toBe(false));
});
