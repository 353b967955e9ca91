import { workSchema } from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theProduction, theWork } from '../door/resources.ts';
import { answerFile } from '../files/answer-file.ts';
import type { ServerContext } from '../server-context.ts';
import { parseJsonField } from '../uploads/receive-take-request.ts';
import { receiveUpload } from '../uploads/receive-upload.ts';
import { answers } from '../wire/answers.ts';
import { fileField } from '../wire/file-field.ts';
import { productionParams, workParams } from '../wire/rights-wire.ts';

/** A photograph of a painting, a frame of a film. */
const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;

const addWork = defineRoute({
  method: 'post',
  path: '/productions/{production}/works',
  access: { action: 'edit-register', resource: theProduction },
  maxBodyBytes: MAX_UPLOAD_BYTES,
  summary: 'Put somebody’s picture on file: what models make is compared with it',
  request: {
    params: productionParams,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            work: z.string().min(1).max(100_000).openapi({ description: 'JSON: title, owner, reason, licenceId' }),
            picture: fileField,
          }),
        },
      },
    },
  },
  responses: answers('The work', workSchema),
});

const licenseWork = defineRoute({
  method: 'put',
  path: '/works/{work}/licence',
  access: { action: 'edit-register', resource: theWork },
  summary: 'Say which licence of the register covers a work',
  request: {
    params: workParams,
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ licenceId: z.string().min(1).max(100) }) } },
    },
  },
  responses: answers('The work', workSchema),
});

const workPicture = defineRoute({
  method: 'get',
  path: '/works/{work}/picture',
  hide: true,
  access: { action: 'view-register', resource: theWork },
  request: { params: workParams },
  responses: { 200: { description: 'The picture' } },
});

/** Works on file that nobody licensed, and their pictures. */
export function createWorkRoutes(server: ServerContext) {
  const { rights } = server.studio;
  return new DoorRouter(server)
    .openapi(addWork, async (context) => {
      const { work, picture } = context.req.valid('form');
      const { production } = context.req.valid('param');
      const request = parseJsonField(work, 'Work');
      const answer = await receiveUpload(picture, (path, name) =>
        rights.registerWork(production, request, { path, name, by: context.get('access').by }),
      );
      return context.json(answer, 200);
    })
    .openapi(licenseWork, async (context) => {
      const { licenceId } = context.req.valid('json');
      const { work } = context.req.valid('param');
      return context.json(await rights.licenseWork(work, { licenceId, by: context.get('access').by }), 200);
    })
    .openapi(workPicture, async (context) => {
      const { picture } = await rights.getWork(context.req.valid('param').work);
      return answerFile({
        path: await rights.pathOfDocument(picture),
        sha256: picture.sha256,
        mediaType: picture.mediaType,
        downloadName: picture.name,
        asAttachment: context.req.query('download') !== undefined,
        requestHeaders: context.req.raw.headers,
        recheck: context.get('access').recheck,
      });
    }).app;
}
