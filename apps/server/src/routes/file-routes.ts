import { BacklotError, parseRelativePath, type TakeFile } from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';
import { OpenAPIHono } from '@hono/zod-openapi';
import { answerFile } from '../files/answer-file.ts';
import type { ServerContext } from '../server-context.ts';
import { type Pass, passWire } from '../wire/take-wire.ts';

/** Bytes: a take's files as they are, and its frames as PNG for the screen. Not JSON, so not part of the typed client. */
export function createFileRoutes({ studio, frames }: ServerContext) {
  return new OpenAPIHono()
    .get('/takes/:take/files/:name{.+}', async (context) => {
      const take = await studio.getTake(context.req.param('take'));
      const name = parseRelativePath(context.req.param('name'));
      const file = take.files.find((each) => each.name === name) ?? noSuchFile(name);
      return answerFile({
        path: await studio.pathOfFile(take.id, file.name),
        sha256: file.sha256,
        mediaType: file.mediaType,
        downloadName: downloadNameOf(take, file),
        asAttachment: context.req.query('download') !== undefined,
        requestHeaders: context.req.raw.headers,
      });
    })
    .get('/takes/:take/frames/:pass/:frame{\\d{1,8}\\.png}', async (context) => {
      const take = await studio.getTake(context.req.param('take'));
      const pass = parsePass(context.req.param('pass'));
      const frame = Number.parseInt(context.req.param('frame'), 10);
      const { name, sha256, mediaType } = pass === 'plate' ? plateOf(take) : fileOfFrame(take, pass, frame);
      const etag = `"${sha256}-${pass}"`;
      const headers = { etag, 'content-type': 'image/png', 'cache-control': 'private, no-cache' };
      // Asked before anything is answered, a 304 too: what was withdrawn is not shown again out of a browser's cache.
      const path = await studio.pathOfFile(take.id, name);
      if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers);
      const png = await frames.render(etag, { path, mediaType, pass });
      return context.body(new Uint8Array(png), 200, headers);
    });
}

function parsePass(text: string): Pass {
  const parsed = passWire.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new BacklotError(
    'REQUEST_INVALID',
    `Pass: expected one of ${passWire.options.join(', ')}, got "${text.slice(0, 40)}"`,
  );
}

function plateOf(take: TakeRecord): { name: string; sha256: string; mediaType: string } {
  const plate = take.recipe.inputs.find((input) => input.role === 'plate') ?? noSuchFile('plate');
  return { name: 'plate', sha256: plate.sha256, mediaType: plate.mediaType };
}

/** `frame` counts from 0, whatever number the file of the first frame carries. */
function fileOfFrame(take: TakeRecord, pass: Pass, frame: number): TakeFile {
  const role = pass === 'composite' ? 'composite' : 'passes';
  // A held take is not sealed yet: who has to answer for its faces looks at the engine's own frames.
  const files = take.state === 'held' ? take.outputs : take.files;
  const sequence = files.filter((file) => file.role === role && file.frame !== undefined);
  sequence.sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
  return sequence[frame] ?? noSuchFile(`${pass} of frame ${frame}`);
}

function noSuchFile(what: string): never {
  throw new BacklotError('FILE_NOT_FOUND', `Take: expected one of its files, got "${what}"`, {
    hint: 'The take lists its files; an unfinished take has none yet.',
  });
}

function downloadNameOf(take: TakeRecord, file: TakeFile): string {
  const prefix = `${take.production}_${take.shot.replace('/', '_')}_v${String(take.version).padStart(3, '0')}`;
  return `${prefix}_${file.name.split('/').at(-1) ?? file.name}`;
}
