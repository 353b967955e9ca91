import { briefRequestSchema } from '@backlot/film';
import type { BriefPlan } from '@backlot/studio';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theProduction } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { type BriefPlanView, briefPlanWire, readBriefWire } from '../wire/model-wire.ts';
import { productionParams } from '../wire/rights-wire.ts';

const request = {
  params: productionParams,
  body: { required: true, content: { 'application/json': { schema: briefRequestSchema } } },
};

const readBrief = defineRoute({
  method: 'post',
  path: '/productions/{production}/brief',
  access: { action: 'request-take', resource: theProduction },
  summary: 'Have a model read a brief into a form; nothing of it is run',
  request,
  responses: answers('What it read', readBriefWire),
});

const planBrief = defineRoute({
  method: 'post',
  path: '/productions/{production}/brief/plan',
  access: { action: 'request-take', resource: theProduction },
  summary: 'What that would send, cost and be told by policy; keeps nothing, sends nothing of it',
  request,
  responses: answers('The plan', briefPlanWire),
});

/** Briefs that a language model reads. */
export function createBriefRoutes(server: ServerContext) {
  const { models } = server.studio;
  return new DoorRouter(server)
    .openapi(readBrief, async (context) => {
      const { production } = context.req.valid('param');
      const { plan, reading } = await models.readBrief(production, context.req.valid('json'), context.get('access').by);
      return context.json({ plan: toBriefPlan(plan), reading }, 200);
    })
    .openapi(planBrief, async (context) => {
      const { production } = context.req.valid('param');
      const plan = await models.planBrief(production, context.req.valid('json'), context.get('access').by);
      return context.json(toBriefPlan(plan), 200);
    }).app;
}

function toBriefPlan({ egress, words, explanation: { decision, whatIf }, refusal }: BriefPlan): BriefPlanView {
  const plan = { egress, words: [...words], explanation: { decision, whatIf: [...whatIf] } };
  return refusal ? { ...plan, refusal } : plan;
}
