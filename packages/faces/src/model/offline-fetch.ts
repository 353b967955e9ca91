import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A `fetch` that reads files of one folder and refuses everything else: the libraries load their models with `fetch`,
 * which in Node knows no `file:` addresses, and a picture of a performer must have no way out.
 */
export function offlineFetch(folder: string): typeof fetch {
  return async (input) => {
    const address = input instanceof Request ? input.url : String(input);
    const path = address.startsWith('file:') ? fileURLToPath(address) : undefined;
    if (!path?.startsWith(folder + sep)) throw new Error(`Faces: nothing is fetched from ${address}`);
    return new Response(await readFile(path));
  };
}
