import { recipeSchema } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import { ledgerEntryWire, ledgerReportWire, verificationWire } from '../wire/evidence-wire.ts';
import { problems } from '../wire/problem-wire.ts';

const params = z.object({ take: z.string().min(1).max(100) });
const page = z.object({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const verify = createRoute({
  method: 'get',
  path: '/takes/{take}/verification',
  summary: 'Whether a take’s seals and ledger rows hold, checked now',
  request: { params },
  responses: {
    200: { description: 'What was found', content: { 'application/json': { schema: verificationWire } } },
    ...problems,
  },
});

const recipe = createRoute({
  method: 'get',
  path: '/takes/{take}/recipe',
  summary: 'All that decides the bytes of a take',
  request: { params },
  responses: {
    200: { description: 'The recipe', content: { 'application/json': { schema: recipeSchema } } },
    ...problems,
  },
});

const ledger = createRoute({
  method: 'get',
  path: '/ledger',
  summary: 'Ledger entries in order, from index `from`',
  request: { query: page },
  responses: {
    200: { description: 'Entries', content: { 'application/json': { schema: z.array(ledgerEntryWire) } } },
    ...problems,
  },
});

const verifyLedger = createRoute({
  method: 'get',
  path: '/ledger/verification',
  summary: 'Whether the hash chain holds, checked now',
  responses: {
    200: { description: 'What was found', content: { 'application/json': { schema: ledgerReportWire } } },
    ...problems,
  },
});

const ledgerOfTake = createRoute({
  method: 'get',
  path: '/takes/{take}/ledger',
  summary: 'The ledger entries of a take',
  request: { params },
  responses: {
    200: { description: 'Entries', content: { 'application/json': { schema: z.array(ledgerEntryWire) } } },
    ...problems,
  },
});

/** What proves where a take comes from. */
export function createEvidenceRoutes({ studio }: ServerContext) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(verify, async (context) => context.json(await studio.verifyTake(context.req.valid('param').take), 200))
    .openapi(recipe, async (context) =>
      context.json((await studio.getTake(context.req.valid('param').take)).recipe, 200),
    )
    .openapi(ledgerOfTake, async (context) => {
      const { take } = context.req.valid('param');
      await studio.getTake(take);
      return context.json([...(await studio.ledgerOfTake(take))], 200);
    })
    .openapi(verifyLedger, async (context) => context.json(await studio.verifyLedger(), 200))
    .openapi(ledger, async (context) => {
      const { from, limit } = context.req.valid('query');
      return context.json([...(await studio.readLedger(from, limit))], 200);
    });
}
