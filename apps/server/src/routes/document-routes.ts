import { BacklotError, licenceSchema, performerSchema } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { answerFile } from '../files/answer-file.ts';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import { parseJsonField } from '../uploads/receive-take-request.ts';
import { receiveUpload } from '../uploads/receive-upload.ts';
import { answers } from '../wire/answers.ts';
import { consentParams, consentWire, performerParams, productionParams } from '../wire/rights-wire.ts';
import { toConsentView } from './register-routes.ts';

/** A scanned contract, or a portrait. */
const MAX_UPLOAD_BYTES = 32 * 1024 * 1024;

const file = z
  .custom<File>((value) => value instanceof File, 'expected a file')
  .openapi({ type: 'string', format: 'binary' });

const form = <Shape extends z.ZodRawShape>(shape: Shape) => ({
  body: { required: true, content: { 'multipart/form-data': { schema: z.object(shape) } } },
});

const addReference = createRoute({
  method: 'post',
  path: '/performers/{performer}/references',
  summary: 'Put a reference picture on file: kept encrypted, used for checks only',
  request: { params: performerParams, ...form({ picture: file }) },
  responses: answers('The performer', performerSchema),
});

const attachDocument = createRoute({
  method: 'post',
  path: '/consents/{consent}/document',
  summary: 'Put the signed document beside a draft',
  request: { params: consentParams, ...form({ document: file }) },
  responses: answers('The consent', consentWire),
});

const addLicence = createRoute({
  method: 'post',
  path: '/productions/{production}/licences',
  summary: 'Register a licence, with its document where there is one',
  request: {
    params: productionParams,
    ...form({
      licence: z.string().min(1).max(100_000).openapi({ description: 'JSON: title, owner, terms, allowedUses, …' }),
      document: file.optional(),
    }),
  },
  responses: answers('The licence', licenceSchema),
});

/** What comes with a file, and the documents themselves. */
export function createDocumentRoutes({ studio, person }: ServerContext) {
  const { rights } = studio;
  const app = new OpenAPIHono({ defaultHook: refuseInvalid });
  const limit = bodyLimit({ maxSize: MAX_UPLOAD_BYTES, onError: refuseLarge });
  for (const path of ['/performers/*', '/consents/*', '/productions/:production/licences']) app.post(path, limit);
  return app
    .openapi(addReference, async (context) => {
      const { picture } = context.req.valid('form');
      const { performer } = context.req.valid('param');
      const answer = await receiveUpload(picture, (path) => rights.addReference(performer, { path, by: person }));
      return context.json(answer, 200);
    })
    .openapi(attachDocument, async (context) => {
      const { document } = context.req.valid('form');
      const { consent } = context.req.valid('param');
      const attached = await receiveUpload(document, (path, name) =>
        rights.attachConsentDocument(consent, { path, name, by: person }),
      );
      return context.json(toConsentView(attached), 200);
    })
    .openapi(addLicence, async (context) => {
      const { licence, document } = context.req.valid('form');
      const { production } = context.req.valid('param');
      const request = parseJsonField(licence, 'Licence');
      const answer = document
        ? await receiveUpload(document, (path, name) =>
            rights.registerLicence(production, request, { by: person, document: { path, name } }),
          )
        : await rights.registerLicence(production, request, { by: person });
      return context.json(answer, 200);
    })
    .get('/consents/:consent/document', async (context) => {
      const { document } = await rights.getConsent(context.req.param('consent'));
      return answerDocument(context.req.raw.headers, document);
    })
    .get('/licences/:licence/document', async (context) => {
      const { document } = await rights.getLicence(context.req.param('licence'));
      return answerDocument(context.req.raw.headers, document);
    });

  async function answerDocument(
    requestHeaders: Headers,
    document: { readonly sha256: string; readonly name: string } | undefined,
  ): Promise<Response> {
    if (!document) throw new BacklotError('FILE_NOT_FOUND', 'Document: none is attached');
    return answerFile({
      path: await rights.pathOfDocument(document),
      sha256: document.sha256,
      mediaType: 'application/octet-stream',
      downloadName: document.name,
      asAttachment: true,
      requestHeaders,
    });
  }
}

function refuseLarge(): never {
  throw new BacklotError('UPLOAD_TOO_LARGE', `Upload: expected at most ${MAX_UPLOAD_BYTES / 1024 / 1024} MiB`, {
    hint: 'Send a smaller scan or picture.',
  });
}
