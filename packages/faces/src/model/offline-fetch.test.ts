import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { offlineFetch } from './offline-fetch.ts';

it('reads files of its folder and refuses every other file and the network', async () => {
  const home = await mkdtemp(join(tmpdir(), 'backlot-fetch-'));
  try {
    await writeFile(join(home, 'model.json'), '{"a":1}');
    const fetchOffline = offlineFetch(home);
    expect(await (await fetchOffline(pathToFileURL(join(home, 'model.json')).href)).json()).toEqual({ a: 1 });
    for (const address of [
      'https://example.com/model.json',
      'data:text/plain,x',
      pathToFileURL('/etc/hostname').href,
      `${pathToFileURL(home).href}/../elsewhere.json`,
      `${pathToFileURL(home).href}-beside/model.json`,
    ]) {
      await expect(fetchOffline(address)).rejects.toThrow('nothing is fetched');
    }
  } finally {
    await rm(home, { recursive: true });
  }
});
