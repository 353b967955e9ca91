import { BacklotError } from '@backlot/film';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addSecurityHeaders, type NonceVariables } from './guard/add-security-headers.ts';
import { answerProblem } from './guard/answer-problem.ts';
import { guardOrigin } from './guard/guard-origin.ts';
import { createBriefRoutes } from './routes/brief-routes.ts';
import { createCardRoutes } from './routes/card-routes.ts';
import { createDisclosureRoutes } from './routes/disclosure-routes.ts';
import { createDocumentRoutes } from './routes/document-routes.ts';
import { createEventRoutes } from './routes/event-routes.ts';
import { createEvidenceRoutes } from './routes/evidence-routes.ts';
import { createFileRoutes } from './routes/file-routes.ts';
import { createHandOutRoutes } from './routes/hand-out-routes.ts';
import { createKeyRoutes } from './routes/key-routes.ts';
import { createMemberRoutes } from './routes/member-routes.ts';
import { createMineRoutes } from './routes/mine-routes.ts';
import { createModelRoutes } from './routes/model-routes.ts';
import { createPageRoutes } from './routes/page-routes.ts';
import { createPlateRoutes } from './routes/plate-routes.ts';
import { createProductionRoutes } from './routes/production-routes.ts';
import { createRegisterRoutes } from './routes/register-routes.ts';
import { createReviewRoutes } from './routes/review-routes.ts';
import { createSignInRoutes } from './routes/sign-in-routes.ts';
import { createTakeRequestRoutes } from './routes/take-request-routes.ts';
import { createTakeRoutes } from './routes/take-routes.ts';
import { createWelcomeRoutes } from './routes/welcome-routes.ts';
import { createWorkRoutes } from './routes/work-routes.ts';
import type { ServerContext } from './server-context.ts';

/** The whole server without a port: what `startServer` listens with and tests call. */
export function createApp(context: ServerContext, webDir: string) {
  const app = new OpenAPIHono<NonceVariables>();
  app.onError((error, request) => answerProblem(error, request, context.log));
  app.use(addSecurityHeaders());
  app.use(guardOrigin(context.publicUrl));
  app.route('/api', createApi(context));
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Backlot',
      version: '1',
      description: 'The studio over HTTP. Signed in by cookie, or by token: "Authorization: Bearer …".',
    },
  });
  app.all('/api/*', refuseAddress);
  app.route('/', createPageRoutes(webDir));
  app.notFound((request) => answerProblem(addressNotFound(request), request, context.log));
  return app;
}

/** The routes below `/api`, with the types that the client is made of. */
function createApi(context: ServerContext) {
  return new OpenAPIHono()
    .route('/', createProductionRoutes(context))
    .route('/', createTakeRoutes(context))
    .route('/', createTakeRequestRoutes(context))
    .route('/', createReviewRoutes(context))
    .route('/', createRegisterRoutes(context))
    .route('/', createDocumentRoutes(context))
    .route('/', createWorkRoutes(context))
    .route('/', createDisclosureRoutes(context))
    .route('/', createCardRoutes(context))
    .route('/', createModelRoutes(context))
    .route('/', createBriefRoutes(context))
    .route('/', createPlateRoutes(context))
    .route('/', createMineRoutes(context))
    .route('/', createEvidenceRoutes(context))
    .route('/', createFileRoutes(context))
    .route('/', createEventRoutes(context))
    .route('/', createSignInRoutes(context))
    .route('/', createWelcomeRoutes(context))
    .route('/', createMemberRoutes(context))
    .route('/', createHandOutRoutes(context))
    .route('/', createKeyRoutes(context));
}

function refuseAddress(request: Context): never {
  throw addressNotFound(request);
}

function addressNotFound({ req }: Context): BacklotError {
  const message = `Address: expected one of the studio's, got ${req.method} ${req.path.slice(0, 200)}`;
  return new BacklotError('ROUTE_NOT_FOUND', message, { hint: 'See /api/openapi.json.' });
}

/** What `hc<StudioApi>('/api')` needs. */
export type StudioApi = ReturnType<typeof createApi>;
