import { accessActionSchema, shotCodeSchema, slugSchema, variantPickSchema } from '@backlot/film';
import type { AccessActor } from '@backlot/policy';
import { z } from '@hono/zod-openapi';
import { chooseDeliveryFolder } from '../deliveries/choose-delivery-folder.ts';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import {
  anywhere,
  rolesAskedFor,
  type TakeInDoor,
  theTake,
  theTakeToApprove,
  toTakeToApprove,
} from '../door/resources.ts';
import { listVisibleTakes } from '../door/visible-takes.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { explanationWire } from '../wire/rights-wire.ts';
import { takeDetailWire, takeParams, takeSummaryWire } from '../wire/take-wire.ts';
import { showDetail, showSummary, toTakeDetail } from './take-wiring.ts';

const detail = answers('The take', takeDetailWire);

const list = defineRoute({
  method: 'get',
  path: '/takes',
  access: { action: 'list-productions', resource: anywhere },
  summary: 'Takes, newest first',
  request: {
    query: z.object({
      production: slugSchema.optional(),
      shot: shotCodeSchema.optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      before: takeParams.shape.take.optional(),
    }),
  },
  responses: answers('Takes', z.array(takeSummaryWire)),
});

const get = defineRoute({
  method: 'get',
  path: '/takes/{take}',
  access: { action: 'view-take', resource: theTake },
  summary: 'A take',
  request: { params: takeParams },
  responses: detail,
});

const rights = defineRoute({
  method: 'get',
  path: '/takes/{take}/rights',
  summary: 'What the asker may do with a take',
  access: { action: 'view-take', resource: theTake },
  request: { params: takeParams },
  responses: answers('Actions', z.array(accessActionSchema)),
});

const cancel = defineRoute({
  method: 'post',
  path: '/takes/{take}/cancel',
  access: { action: 'cancel-take', resource: theTake },
  summary: 'End a take that is not finished',
  request: { params: takeParams },
  responses: detail,
});

const approveUse = defineRoute({
  method: 'post',
  path: '/takes/{take}/approve-use',
  access: { action: 'approve-use', resource: theTakeToApprove, actAs: rolesAskedFor },
  summary: 'A yes to the use, of a role that its decision asks for, bound to the recipe',
  request: {
    params: takeParams,
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ text: z.string().max(2000).optional() }) } },
    },
  },
  responses: detail,
});

const pick = defineRoute({
  method: 'post',
  path: '/takes/{take}/pick',
  access: { action: 'pick-variant', resource: theTake },
  summary: 'Pick the variant that is gone on with, for everyone',
  request: {
    params: takeParams,
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ file: variantPickSchema.unwrap().shape.file }) } },
    },
  },
  responses: detail,
});

const explain = defineRoute({
  method: 'get',
  path: '/takes/{take}/explanation',
  access: { action: 'explain-policy', resource: theTake },
  summary: 'What policy says of the use now, and what would change the answer',
  request: { params: takeParams },
  responses: answers('The explanation', explanationWire),
});

const deliver = defineRoute({
  method: 'post',
  path: '/takes/{take}/deliver',
  access: { action: 'deliver-take', resource: theTake },
  summary: 'The gate once more, then a folder for the post house',
  request: {
    params: takeParams,
    body: {
      required: false,
      // Puts the take's mark into ProRes masters too.
      content: { 'application/json': { schema: z.strictObject({ marksMasters: z.boolean().optional() }) } },
    },
  },
  responses: answers(
    'Delivered, or refused by policy',
    z.object({
      outcome: z.enum(['delivered', 'refused']),
      folder: z.string().nullable(),
      /** What policy said of this delivery, where it refused. */
      decision: takeDetailWire.shape.decision,
      take: takeDetailWire,
    }),
  ),
});

/** Takes: list, look, and what moves them along. */
export function createTakeRoutes(server: ServerContext) {
  const { studio, deliveriesDir } = server;
  return new DoorRouter(server)
    .openapi(list, async (context) => {
      const { production, shot, limit, before } = context.req.valid('query');
      const takes = await listVisibleTakes(studio, context.get('access'), {
        limit,
        ...(production === undefined ? {} : { production }),
        ...(shot === undefined ? {} : { shot }),
        ...(before === undefined ? {} : { before }),
      });
      const { actor } = context.get('access');
      return context.json(
        takes.map((take) => showSummary(actor, take)),
        200,
      );
    })
    .openapi(get, (context) => {
      const { actor, resource } = context.get('access');
      return context.json(showDetail(actor, resource.record), 200);
    })
    .openapi(rights, async (context) => {
      const { actor, may, resource } = context.get('access');
      const actions = accessActionSchema.options.filter((action) => may(action, resource));
      const isAsked = !actions.includes('approve-use') || (await isAskedToApprove(server, actor, resource));
      return context.json(isAsked ? actions : actions.filter((action) => action !== 'approve-use'), 200);
    })
    .openapi(cancel, async (context) => {
      const { by } = context.get('access');
      return context.json(toTakeDetail(await studio.cancelTake(context.req.valid('param').take, by)), 200);
    })
    .openapi(approveUse, async (context) => {
      const { text } = context.req.valid('json');
      const approval = { by: context.get('access').by, ...(text === undefined ? {} : { text }) };
      return context.json(toTakeDetail(await studio.approveUse(context.req.valid('param').take, approval)), 200);
    })
    .openapi(pick, async (context) => {
      const choice = { file: context.req.valid('json').file, by: context.get('access').by };
      return context.json(toTakeDetail(await studio.pickVariant(context.req.valid('param').take, choice)), 200);
    })
    .openapi(explain, async (context) => {
      const { decision, whatIf } = await studio.explainUse(context.req.valid('param').take);
      return context.json({ decision, whatIf: [...whatIf] }, 200);
    })
    .openapi(deliver, async (context) => {
      const { take: id } = context.req.valid('param');
      const { by, resource } = context.get('access');
      const folder = await chooseDeliveryFolder(deliveriesDir, resource.record);
      const { marksMasters = false } = context.req.valid('json');
      const delivery = await studio.deliverTake(id, { by, folder, marksMasters });
      const take = toTakeDetail(await studio.getTake(id));
      const [delivered, decision] =
        delivery.outcome === 'delivered' ? [delivery.folder, null] : [null, delivery.decision];
      return context.json({ outcome: delivery.outcome, folder: delivered, decision, take }, 200);
    }).app;
}

/** Whether the actor would approve in a role that the decision asks for; to somebody else's yes the answer is no. */
async function isAskedToApprove({ gate, studio }: ServerContext, actor: AccessActor, take: TakeInDoor) {
  const resource = await toTakeToApprove(studio, take.record);
  const asked = rolesAskedFor(resource);
  const role = gate.actAs({ actor, action: 'approve-use', resource }, asked)?.role;
  return role !== undefined && (asked.length === 0 || asked.includes(role));
}
