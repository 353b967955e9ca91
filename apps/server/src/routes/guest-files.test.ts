import type { TakeFile } from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MARA, openTestServer, type TestServer } from '../testing/open-test-server.ts';

let server: TestServer;
let take: TakeRecord;
beforeEach(async () => {
  server = await openTestServer();
  take = await server.makeTake();
  server.visitor.actor = {
    ...MARA,
    id: 'link:g',
    name: 'Gus',
    roles: { 'night-harbour': ['guest'] },
    guest: { production: 'night-harbour', shots: [], takes: [], mayNote: true },
  };
});
afterEach(() => server.close());

/** The take as if it stood so, and had these files besides. */
function stand(state: TakeRecord['state'], more: readonly TakeFile[] = []): void {
  const stands = { ...take, state, files: [...take.files, ...more] };
  Object.assign(server.studio, {
    getTake: async () => stands,
    listTakes: async () => [stands],
    pathOfFile: () => server.studio.pathOfInput(take.id, 'plate'),
  });
}

const statusOf = async (path: string): Promise<number> => (await server.request(`/api/takes/${take.id}${path}`)).status;
const copyAs = (role: string, name: string, mediaType: string): TakeFile => ({
  role,
  name,
  mediaType,
  sha256: 'a'.repeat(64),
  byteLength: 5,
});
const FILES = [
  copyAs('video', 'take.mp4', 'video/mp4'),
  copyAs('poster', 'poster.png', 'image/png'),
  copyAs('prores', 'take.mov', 'video/quicktime'),
  copyAs('passes', 'passes/passes.0001.exr', 'image/x-exr'),
];

describe('a guest', () => {
  it('gets the film and the poster of a take that is sealed, frame by frame too, and no master, pass, plate or manifest', async () => {
    stand('in-review', FILES);
    expect(await Promise.all(['/files/take.mp4', '/files/poster.png?download'].map(statusOf))).toEqual([200, 200]);
    const others = [...take.files, ...FILES.slice(2)].map(({ name }) => `/files/${name}`);
    expect(others.length).toBeGreaterThan(3);
    const closed = [...others, '/files/take.mp4/../take.mov', '/frames/depth/0.png', '/frames/plate/0.png'];
    // These files are named like an engine's and hold none of its pictures: let in, and nothing to show.
    expect(await statusOf('/frames/composite/0.png')).toBe(422);
    for (const path of closed) expect([path, await statusOf(path)]).toEqual([path, 403]);
  });

  it('gets the sheet of a picture’s variants, which carries the mark, and no variant', async () => {
    const variants = [copyAs('variant', 'variants/variant-1.png', 'image/png')];
    stand('in-review', [...FILES.slice(1, 2), copyAs('contact-sheet', 'contact-sheet.png', 'image/png'), ...variants]);
    expect(await statusOf('/files/contact-sheet.png')).toBe(200);
    expect(await statusOf('/files/variants/variant-1.png')).toBe(403);
    const { files } = (await (await server.request(`/api/takes/${take.id}`)).json()) as { files: TakeFile[] };
    expect(files.map(({ role }) => role)).toEqual(['poster', 'contact-sheet']);
  });

  it('learns nothing of a take that is not sealed yet or held', async () => {
    for (const state of ['running', 'sealing', 'held', 'awaiting-approval', 'failed', 'quarantined'] as const) {
      stand(state, FILES);
      const paths = ['', '/reviews', '/files/take.mp4', '/frames/composite/0.png'];
      for (const path of paths) expect([state, path, await statusOf(path)]).toEqual([state, path, 404]);
      expect(await (await server.request('/api/takes')).json()).toEqual([]);
    }
  });

  it('is told what a take looks like, and not how it was made or judged', async () => {
    stand('in-review', FILES);
    const seen = await (await server.request(`/api/takes/${take.id}`)).json();
    expect(seen).toMatchObject({ id: take.id, video: 'take.mp4', poster: 'poster.png', plate: null });
    expect(seen).toMatchObject({ recipe: null, decision: null, seal: null, licences: {}, approvals: [] });
    expect((seen as { passes: string[] }).passes.filter((pass) => pass !== 'composite')).toEqual([]);
    expect((seen as { files: TakeFile[] }).files.map(({ name }) => name)).toEqual(['take.mp4', 'poster.png']);
    for (const path of ['/recipe', '/ledger', '/verification', '/explanation'])
      expect([path, await statusOf(path)]).toEqual([path, 403]);
  });
});
