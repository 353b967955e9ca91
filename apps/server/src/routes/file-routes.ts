import { BacklotError, isViewingFile, parseRelativePath, type TakeFile } from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theTakesFiles } from '../door/resources.ts';
import { answerFile } from '../files/answer-file.ts';
import type { ServerContext } from '../server-context.ts';
import { type Pass, passWire, takeParams } from '../wire/take-wire.ts';

const file = defineRoute({
  method: 'get',
  path: '/takes/{take}/files/:name{.+}',
  hide: true,
  access: { action: 'download-file', resource: theTakesFiles },
  request: { params: takeParams.extend({ name: z.string().max(1000) }) },
  responses: { 200: { description: 'The bytes, or a range of them' } },
});

const frame = defineRoute({
  method: 'get',
  path: '/takes/{take}/frames/:pass/:frame{\\d{1,8}\\.png}',
  hide: true,
  access: { action: 'download-file', resource: theTakesFiles },
  request: { params: takeParams.extend({ pass: z.string().max(40), frame: z.string().max(20) }) },
  responses: { 200: { description: 'A PNG for the screen' } },
});

const preview = defineRoute({
  method: 'get',
  path: '/takes/{take}/preview',
  hide: true,
  access: { action: 'download-file', resource: theTakesFiles },
  request: { params: takeParams },
  responses: { 200: { description: 'A PNG for the screen' }, 204: { description: 'Nothing to be seen now' } },
});

/** Far more than vendors show of a state in between, and little to decode. */
const MAX_PREVIEW_PIXELS = 2_097_152;

/** Bytes: a take's files as they are, and its frames as PNG for the screen. Not JSON, so not part of the typed client. */
export function createFileRoutes(server: ServerContext) {
  const { studio, frames } = server;
  return new DoorRouter(server)
    .openapi(file, async (context) => {
      const { resource, recheck } = context.get('access');
      const { record: take } = resource;
      const name = parseRelativePath(context.req.valid('param').name);
      const found = filesToLookAt(take).find((each) => each.name === name) ?? noSuchFile(name);
      return answerFile({
        path: await studio.pathOfFile(take.id, found.name),
        sha256: found.sha256,
        mediaType: found.mediaType,
        downloadName: downloadNameOf(take, found),
        asAttachment: context.req.query('download') !== undefined,
        requestHeaders: context.req.raw.headers,
        recheck,
      });
    })
    .openapi(frame, async (context) => {
      const { record: take } = context.get('access').resource;
      const params = context.req.valid('param');
      const pass = parsePass(params.pass);
      const { name, sha256, mediaType } =
        pass === 'plate' ? plateOf(take) : fileOfFrame(take, pass, Number.parseInt(params.frame, 10));
      const etag = `"${sha256}-${pass}"`;
      const headers = { etag, 'content-type': 'image/png', 'cache-control': 'private, no-cache' };
      // Asked before anything is answered, a 304 too: what was withdrawn is not shown again out of a browser's cache.
      const path = await studio.pathOfFile(take.id, name);
      if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers);
      const png = await frames.render(etag, { path, mediaType, pass });
      return context.body(new Uint8Array(png), 200, headers);
    })
    .openapi(preview, async (context) => {
      const { record: take } = context.get('access').resource;
      const path = await studio.findPreview(take.id);
      const png = path && (await renderPreview(server, take.id, path));
      const headers = { 'content-type': 'image/png', 'cache-control': 'no-store' };
      return png ? context.body(new Uint8Array(png), 200, headers) : context.body(null, 204);
    }).app;
}

/** As pixels of our own: whatever else a vendor put into the file stays behind. Nothing where it is no whole picture. */
function renderPreview({ frames }: ServerContext, takeId: string, path: string): Promise<Uint8Array | undefined> {
  const job = { path, mediaType: 'image/png', pass: 'plate', maxPixels: MAX_PREVIEW_PIXELS, isPassing: true } as const;
  return frames.render(`preview-${takeId}`, job).catch((error: unknown) => {
    if (error instanceof BacklotError) return undefined;
    throw error;
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
  const role = pass === 'composite' || pass === 'mask' ? pass : 'passes';
  // A held take is not sealed yet: who has to answer for what was seen in it looks at the engine's own frames.
  const files = take.state === 'held' ? take.outputs : take.files;
  const sequence = files.filter((file) => file.role === role && file.frame !== undefined);
  sequence.sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
  return sequence[frame] ?? noSuchFile(`${pass} of frame ${frame}`);
}

/** Of a held take, which is not sealed yet, what is made for looking and no more: unsealed work does not leave by this way. */
function filesToLookAt({ state, outputs, files }: TakeRecord): readonly TakeFile[] {
  if (state !== 'held') return files;
  return outputs.filter((file) => isViewingFile(file) || (file.role === 'variant' && file.mediaType === 'image/png'));
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
