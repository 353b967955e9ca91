import { shotCodeSchema, slugSchema } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { chooseDeliveryFolder } from '../deliveries/choose-delivery-folder.ts';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { explanationWire } from '../wire/rights-wire.ts';
import { takeDetailWire, takeParams, takeSummaryWire } from '../wire/take-wire.ts';
import { toTakeDetail, toTakeSummary } from './take-wiring.ts';

const detail = answers('The take', takeDetailWire);

const list = createRoute({
  method: 'get',
  path: '/takes',
  summary: 'Takes, newest first',
  request: {
    query: z.object({
      production: slugSchema.optional(),
      shot: shotCodeSchema.optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      before: z.string().max(100).optional(),
    }),
  },
  responses: answers('Takes', z.array(takeSummaryWire)),
});

const get = createRoute({
  method: 'get',
  path: '/takes/{take}',
  summary: 'A take',
  request: { params: takeParams },
  responses: detail,
});

const cancel = createRoute({
  method: 'post',
  path: '/takes/{take}/cancel',
  summary: 'End a take that is not finished',
  request: { params: takeParams },
  responses: detail,
});

const approveUse = createRoute({
  method: 'post',
  path: '/takes/{take}/approve-use',
  summary: 'A supervisor’s yes to the use, bound to the recipe',
  request: {
    params: takeParams,
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ text: z.string().max(2000).optional() }) } },
    },
  },
  responses: detail,
});

const explain = createRoute({
  method: 'get',
  path: '/takes/{take}/explanation',
  summary: 'What policy says of the use now, and what would change the answer',
  request: { params: takeParams },
  responses: answers('The explanation', explanationWire),
});

const deliver = createRoute({
  method: 'post',
  path: '/takes/{take}/deliver',
  summary: 'The gate once more, then a folder for the post house',
  request: { params: takeParams },
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
export function createTakeRoutes({ studio, person, deliveriesDir }: ServerContext) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      const { production, shot, limit, before } = context.req.valid('query');
      const takes = await studio.listTakes({
        limit,
        ...(production === undefined ? {} : { production }),
        ...(shot === undefined ? {} : { shot }),
        ...(before === undefined ? {} : { before }),
      });
      return context.json(takes.map(toTakeSummary), 200);
    })
    .openapi(get, async (context) =>
      context.json(toTakeDetail(await studio.getTake(context.req.valid('param').take)), 200),
    )
    .openapi(cancel, async (context) => {
      const take = await studio.cancelTake(context.req.valid('param').take, person);
      return context.json(toTakeDetail(take), 200);
    })
    .openapi(approveUse, async (context) => {
      const { text } = context.req.valid('json');
      const approval = { by: person, ...(text === undefined ? {} : { text }) };
      return context.json(toTakeDetail(await studio.approveUse(context.req.valid('param').take, approval)), 200);
    })
    .openapi(explain, async (context) => {
      const { decision, whatIf } = await studio.explainUse(context.req.valid('param').take);
      return context.json({ decision, whatIf: [...whatIf] }, 200);
    })
    .openapi(deliver, async (context) => {
      const { take: id } = context.req.valid('param');
      const folder = await chooseDeliveryFolder(deliveriesDir, await studio.getTake(id));
      const delivery = await studio.deliverTake(id, { by: person, folder });
      const take = toTakeDetail(await studio.getTake(id));
      const [delivered, decision] =
        delivery.outcome === 'delivered' ? [delivery.folder, null] : [null, delivery.decision];
      return context.json({ outcome: delivery.outcome, folder: delivered, decision, take }, 200);
    });
}
