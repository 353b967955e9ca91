import { BacklotError, licenceSchema, performerSchema } from '@backlot/film';
import type { Rights } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theConsent, theLicence, thePerformer, theProduction } from '../door/resources.ts';
import { answerFile } from '../files/answer-file.ts';
import type { ServerContext } from '../server-context.ts';
import { parseJsonField } from '../uploads/receive-take-request.ts';
import { receiveUpload } from '../uploads/receive-upload.ts';
import { answers } from '../wire/answers.ts';
import { fileField } from '../wire/file-field.ts';
import { consentParams, consentWire, licenceParams, performerParams, productionParams } from '../wire/rights-wire.ts';
import { toConsentView } from './register-routes.ts';

/** A scanned contract, or a portrait. */
const MAX_UPLOAD_BYTES = 32 * 1024 * 1024;

const form = <Shape extends z.ZodRawShape>(shape: Shape) => ({
  body: { required: true, content: { 'multipart/form-data': { schema: z.object(shape) } } },
});

const addReference = defineRoute({
  method: 'post',
  path: '/performers/{performer}/references',
  access: { action: 'add-reference', resource: thePerformer },
  maxBodyBytes: MAX_UPLOAD_BYTES,
  summary: 'Put a reference picture on file: kept encrypted, used for checks only',
  request: { params: performerParams, ...form({ picture: fileField }) },
  responses: answers('The performer', performerSchema),
});

const attachDocument = defineRoute({
  method: 'post',
  path: '/consents/{consent}/document',
  access: { action: 'record-consent', resource: theConsent },
  maxBodyBytes: MAX_UPLOAD_BYTES,
  summary: 'Put the signed document beside a draft',
  request: { params: consentParams, ...form({ document: fileField }) },
  responses: answers('The consent', consentWire),
});

const addLicence = defineRoute({
  method: 'post',
  path: '/productions/{production}/licences',
  access: { action: 'edit-register', resource: theProduction },
  maxBodyBytes: MAX_UPLOAD_BYTES,
  summary: 'Register a licence, with its document where there is one',
  request: {
    params: productionParams,
    ...form({
      licence: z.string().min(1).max(100_000).openapi({ description: 'JSON: title, owner, terms, allowedUses, …' }),
      document: fileField.optional(),
    }),
  },
  responses: answers('The licence', licenceSchema),
});

const consentDocument = defineRoute({
  method: 'get',
  path: '/consents/{consent}/document',
  hide: true,
  access: { action: 'view-consent', resource: theConsent },
  request: { params: consentParams },
  responses: { 200: { description: 'The signed document' } },
});

const licenceDocument = defineRoute({
  method: 'get',
  path: '/licences/{licence}/document',
  hide: true,
  access: { action: 'view-register', resource: theLicence },
  request: { params: licenceParams },
  responses: { 200: { description: 'The agreement' } },
});

/** What comes with a file, and the documents themselves. */
export function createDocumentRoutes(server: ServerContext) {
  const { studio } = server;
  const { rights } = studio;
  return new DoorRouter(server)
    .openapi(addReference, async (context) => {
      const { picture } = context.req.valid('form');
      const { performer } = context.req.valid('param');
      const answer = await receiveUpload(picture, (path) =>
        rights.addReference(performer, { path, by: context.get('access').by }),
      );
      return context.json(answer, 200);
    })
    .openapi(attachDocument, async (context) => {
      const { document } = context.req.valid('form');
      const { consent } = context.req.valid('param');
      const attached = await receiveUpload(document, (path, name) =>
        rights.attachConsentDocument(consent, { path, name, by: context.get('access').by }),
      );
      return context.json(toConsentView(attached), 200);
    })
    .openapi(addLicence, async (context) => {
      const { licence, document } = context.req.valid('form');
      const { production } = context.req.valid('param');
      const request = parseJsonField(licence, 'Licence');
      const answer = document
        ? await receiveUpload(document, (path, name) =>
            rights.registerLicence(production, request, { by: context.get('access').by, document: { path, name } }),
          )
        : await rights.registerLicence(production, request, { by: context.get('access').by });
      return context.json(answer, 200);
    })
    .openapi(consentDocument, async (context) => {
      const { document } = await rights.getConsent(context.req.valid('param').consent);
      return answerDocument(rights, context.get('access').recheck, context.req.raw.headers, document);
    })
    .openapi(licenceDocument, async (context) => {
      const { document } = await rights.getLicence(context.req.valid('param').licence);
      return answerDocument(rights, context.get('access').recheck, context.req.raw.headers, document);
    }).app;
}

async function answerDocument(
  rights: Rights,
  recheck: () => Promise<unknown>,
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
    recheck,
  });
}
