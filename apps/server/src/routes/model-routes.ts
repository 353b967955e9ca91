import type { OfferedModel } from '@backlot/engine';
import {
  backEndChangeSchema,
  backEndRequestSchema,
  backEndSchema,
  modelCallSchema,
  modelTermsChangeSchema,
  productionSchema,
} from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere, theBackEnd, theProduction, theTake } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import {
  backEndKindsWire,
  backEndParams,
  backEndReportWire,
  modelsWire,
  type OfferedModelView,
  wordsWire,
} from '../wire/model-wire.ts';
import { productionParams } from '../wire/rights-wire.ts';
import { takeParams } from '../wire/take-wire.ts';

const MAX_CALLS = 500;

const json = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

const kinds = defineRoute({
  method: 'get',
  path: '/back-end-kinds',
  access: { action: 'list-productions', resource: anywhere },
  summary: 'Kinds of back ends that this studio speaks with',
  responses: answers('Kinds', backEndKindsWire),
});

const models = defineRoute({
  method: 'get',
  path: '/productions/{production}/models',
  access: { action: 'view-models', resource: theProduction },
  summary: 'Back ends, model cards, terms, and the account of what was sent and what it cost',
  request: { params: productionParams },
  responses: answers('Models', modelsWire),
});

const addBackEnd = defineRoute({
  method: 'post',
  path: '/productions/{production}/back-ends',
  access: { action: 'manage-models', resource: theProduction },
  summary: 'Add a back end; its key is encrypted at once and never given out',
  request: { params: productionParams, ...json(backEndRequestSchema) },
  responses: answers('The back end', backEndSchema),
});

const changeBackEnd = defineRoute({
  method: 'patch',
  path: '/back-ends/{backEnd}',
  access: { action: 'manage-models', resource: theBackEnd },
  summary: 'Correct a back end’s title, address (null: the vendor’s own) or key, switch it off or on',
  request: { params: backEndParams, ...json(backEndChangeSchema) },
  responses: answers('The back end', backEndSchema),
});

const removeBackEnd = defineRoute({
  method: 'delete',
  path: '/back-ends/{backEnd}',
  access: { action: 'manage-models', resource: theBackEnd },
  summary: 'Remove a back end and its key; refused while calls of it are open. What was done by it stays on record',
  request: { params: backEndParams },
  responses: answers('The back end as it was', backEndSchema),
});

const testBackEnd = defineRoute({
  method: 'post',
  path: '/back-ends/{backEnd}/test',
  access: { action: 'manage-models', resource: theBackEnd },
  summary: 'Speak with a back end: what is there, what is missing. Sends no material, costs nothing',
  request: { params: backEndParams },
  responses: answers('What is there', backEndReportWire),
});

const changeTerms = defineRoute({
  method: 'patch',
  path: '/productions/{production}/model-terms',
  access: { action: 'manage-models', resource: theProduction },
  summary: 'Switch a production offline, or set what its models may cost (null: no limit); what is not named stays',
  request: { params: productionParams, ...json(modelTermsChangeSchema) },
  responses: answers('The production', productionSchema),
});

const checkWords = defineRoute({
  method: 'post',
  path: '/productions/{production}/words',
  access: { action: 'request-take', resource: theProduction },
  summary: 'People that words point to, as one types',
  request: {
    params: productionParams,
    ...json(z.strictObject({ text: z.string().max(20_000), people: z.array(z.string().max(100)).max(50).default([]) })),
  },
  responses: answers('People found', wordsWire),
});

const callsOfTake = defineRoute({
  method: 'get',
  path: '/takes/{take}/calls',
  access: { action: 'view-models', resource: theTake },
  summary: 'What a take sent to models, what came back and what it cost',
  request: { params: takeParams },
  responses: answers('Calls', z.array(modelCallSchema)),
});

/** Models: where they run, what they are sent, what they cost. */
export function createModelRoutes(server: ServerContext) {
  const { studio } = server;
  return new DoorRouter(server)
    .openapi(kinds, (context) => {
      const offered = studio.models.kinds().map((kind) => ({
        ...kind,
        tasks: [...kind.tasks],
        models: kind.models.map(toOfferedModel),
      }));
      return context.json({ isOffline: studio.models.isOffline, kinds: offered }, 200);
    })
    .openapi(models, async (context) => {
      const { production } = context.req.valid('param');
      const [backEnds, removedBackEnds, register, spend] = await Promise.all([
        studio.models.backEnds(production),
        studio.models.removedBackEnds(production),
        studio.rights.register(production),
        studio.models.reportSpend(production, MAX_CALLS),
      ]);
      const { terms, spentUsdMicros, uncertainUsdMicros, shots, calls } = spend;
      const account = {
        terms,
        spentUsdMicros,
        uncertainUsdMicros,
        shots: [...shots],
        calls: [...calls],
      };
      const there = { backEnds: [...backEnds], removedBackEnds: [...removedBackEnds], cards: [...register.models] };
      return context.json({ ...there, ...account }, 200);
    })
    .openapi(addBackEnd, async (context) => {
      const { production } = context.req.valid('param');
      const { by } = context.get('access');
      return context.json(await studio.models.addBackEnd(production, context.req.valid('json'), by), 200);
    })
    .openapi(changeBackEnd, async (context) => {
      const { backEnd } = context.req.valid('param');
      const { by } = context.get('access');
      return context.json(await studio.models.changeBackEnd(backEnd, context.req.valid('json'), by), 200);
    })
    .openapi(removeBackEnd, async (context) => {
      const { backEnd } = context.req.valid('param');
      return context.json(await studio.models.removeBackEnd(backEnd, context.get('access').by), 200);
    })
    .openapi(testBackEnd, async (context) => {
      const { about, models: there, missing } = await studio.models.testBackEnd(context.req.valid('param').backEnd);
      return context.json({ about, models: there.map(toOfferedModel), missing: [...missing] }, 200);
    })
    .openapi(changeTerms, async (context) => {
      const { production } = context.req.valid('param');
      const change = { models: context.req.valid('json') };
      return context.json(await studio.rights.changeProduction(production, change, context.get('access').by), 200);
    })
    .openapi(checkWords, async (context) => {
      const { production } = context.req.valid('param');
      const { text, people } = context.req.valid('json');
      return context.json({ found: [...(await studio.rights.checkText(production, text, people))] }, 200);
    })
    .openapi(callsOfTake, async (context) => {
      const calls = await studio.models.callsOfTake(context.req.valid('param').take);
      return context.json([...calls], 200);
    }).app;
}

function toOfferedModel({ slots, ...model }: OfferedModel): OfferedModelView {
  return { ...model, slots: [...slots] };
}
