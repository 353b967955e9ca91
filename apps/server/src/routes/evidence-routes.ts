import { recipeSchema } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { ledgerEntryWire, ledgerReportWire, verificationWire } from '../wire/evidence-wire.ts';
import { takeParams } from '../wire/take-wire.ts';

const page = z.object({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const verify = createRoute({
  method: 'get',
  path: '/takes/{take}/verification',
  summary: 'Whether a take’s seals and ledger rows hold, checked now',
  request: { params: takeParams },
  responses: answers('What was found', verificationWire),
});

const recipe = createRoute({
  method: 'get',
  path: '/takes/{take}/recipe',
  summary: 'All that decides the bytes of a take',
  request: { params: takeParams },
  responses: answers('The recipe', recipeSchema),
});

const ledger = createRoute({
  method: 'get',
  path: '/ledger',
  summary: 'Ledger entries in order, from index `from`',
  request: { query: page },
  responses: answers('Entries', z.array(ledgerEntryWire)),
});

const verifyLedger = createRoute({
  method: 'get',
  path: '/ledger/verification',
  summary: 'Whether the hash chain holds, checked now',
  responses: answers('What was found', ledgerReportWire),
});

const ledgerOfTake = createRoute({
  method: 'get',
  path: '/takes/{take}/ledger',
  summary: 'The ledger entries of a take',
  request: { params: takeParams },
  responses: answers('Entries', z.array(ledgerEntryWire)),
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
