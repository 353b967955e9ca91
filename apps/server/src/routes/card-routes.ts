import { type ModelCard, modelCardRequestSchema, modelCardSchema } from '@backlot/film';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theModel, theProduction } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { modelParams, productionParams, registeredCardWire } from '../wire/rights-wire.ts';

const card = { body: { required: true, content: { 'application/json': { schema: modelCardRequestSchema } } } };

const addModel = defineRoute({
  method: 'post',
  path: '/productions/{production}/models',
  access: { action: 'edit-register', resource: theProduction },
  summary: 'Register a model card',
  request: { params: productionParams, ...card },
  responses: answers('The card', registeredCardWire),
});

const correctModel = defineRoute({
  method: 'put',
  path: '/models/{model}',
  access: { action: 'edit-register', resource: theModel },
  summary: 'Correct a model card: another takes its place, and takes go on pointing at the former',
  request: { params: modelParams, ...card },
  responses: answers('The card that took its place', registeredCardWire),
});

const retireModel = defineRoute({
  method: 'post',
  path: '/models/{model}/retire',
  access: { action: 'edit-register', resource: theModel },
  summary: 'Retire a model card: no take may be made with it from now on',
  request: { params: modelParams },
  responses: answers('The card', modelCardSchema),
});

/** Model cards: registered, corrected, retired. */
export function createCardRoutes(server: ServerContext) {
  const { rights, models } = server.studio;
  const registered = async (card: ModelCard) => ({ ...card, nearNames: [...(await models.nearModels(card))] });
  return new DoorRouter(server)
    .openapi(addModel, async (context) => {
      const { production } = context.req.valid('param');
      const card = await rights.registerModel(production, context.req.valid('json'), context.get('access').by);
      return context.json(await registered(card), 200);
    })
    .openapi(correctModel, async (context) => {
      const { model } = context.req.valid('param');
      const card = await rights.correctModel(model, context.req.valid('json'), context.get('access').by);
      return context.json(await registered(card), 200);
    })
    .openapi(retireModel, async (context) => {
      const { model } = context.req.valid('param');
      return context.json(await rights.retireModel(model, context.get('access').by), 200);
    }).app;
}
