import { recipeSchema } from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere, theTake } from '../door/resources.ts';
import { onlyVisible } from '../door/visible-takes.ts';
import { rememberTakes } from '../events/remember-takes.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { ledgerEntryWire, ledgerReportWire, verificationWire } from '../wire/evidence-wire.ts';
import { takeParams } from '../wire/take-wire.ts';

const page = z.object({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const verify = defineRoute({
  method: 'get',
  path: '/takes/{take}/verification',
  access: { action: 'verify-evidence', resource: theTake },
  summary: 'Whether a take’s seals and ledger rows hold, checked now',
  request: { params: takeParams },
  responses: answers('What was found', verificationWire),
});

const recipe = defineRoute({
  method: 'get',
  path: '/takes/{take}/recipe',
  access: { action: 'verify-evidence', resource: theTake },
  summary: 'All that decides the bytes of a take',
  request: { params: takeParams },
  responses: answers('The recipe', recipeSchema),
});

const ledger = defineRoute({
  method: 'get',
  path: '/ledger',
  access: { action: 'read-ledger', resource: anywhere },
  summary: 'Ledger entries in order, from index `from`',
  request: { query: page },
  responses: answers('Entries', z.array(ledgerEntryWire)),
});

const verifyLedger = defineRoute({
  method: 'get',
  path: '/ledger/verification',
  access: { action: 'verify-evidence', resource: anywhere },
  summary: 'Whether the hash chain holds, checked now',
  responses: answers('What was found', ledgerReportWire),
});

const ledgerOfTake = defineRoute({
  method: 'get',
  path: '/takes/{take}/ledger',
  access: { action: 'read-ledger', resource: theTake },
  summary: 'The ledger entries of a take',
  request: { params: takeParams },
  responses: answers('Entries', z.array(ledgerEntryWire)),
});

/** What proves where a take comes from. */
export function createEvidenceRoutes(server: ServerContext) {
  const { studio } = server;
  const takeOf = rememberTakes(studio);
  return new DoorRouter(server)
    .openapi(verify, async (context) => context.json(await studio.verifyTake(context.req.valid('param').take), 200))
    .openapi(recipe, (context) => context.json(context.get('access').resource.record.recipe, 200))
    .openapi(ledgerOfTake, async (context) => {
      const { take } = context.req.valid('param');
      return context.json([...(await studio.ledgerOfTake(take))], 200);
    })
    .openapi(verifyLedger, async (context) => context.json(await studio.verifyLedger(), 200))
    .openapi(ledger, async (context) => {
      const { from, limit } = context.req.valid('query');
      const entries = await studio.readLedger(from, limit);
      return context.json(await onlyVisible(takeOf, context.get('access'), entries), 200);
    }).app;
}
