import { productionRequestSchema, productionSchema, slugSchema } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { productionWire, shotWire } from '../wire/production-wire.ts';
import { toTakeSummary } from './take-wiring.ts';

const list = createRoute({
  method: 'get',
  path: '/productions',
  summary: 'All productions',
  responses: answers('Productions', z.array(productionWire)),
});

const create = createRoute({
  method: 'post',
  path: '/productions',
  summary: 'Make a production',
  request: { body: { required: true, content: { 'application/json': { schema: productionRequestSchema } } } },
  responses: answers('The production', productionSchema),
});

const listShots = createRoute({
  method: 'get',
  path: '/productions/{production}/shots',
  summary: 'The shots of a production, each with its newest take',
  request: { params: z.object({ production: slugSchema }) },
  responses: answers('Shots', z.array(shotWire)),
});

/** Productions and their shots. */
export function createProductionRoutes({ studio, person }: ServerContext) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      const productions = await studio.listProductions();
      const overviews = productions.map(async (production) => {
        const shots = await studio.listShots(production.slug);
        const takes = await studio.listTakes({ production: production.slug, limit: 200 });
        const summaries = takes.map(toTakeSummary);
        return { ...production, shotCount: shots.length, takeCount: sum(shots), latestTakes: newestOfShots(summaries) };
      });
      return context.json(await Promise.all(overviews), 200);
    })
    .openapi(create, async (context) => {
      const production = await studio.createProduction({ ...context.req.valid('json'), by: person });
      return context.json(production, 200);
    })
    .openapi(listShots, async (context) => {
      const { production } = context.req.valid('param');
      await studio.getProduction(production);
      const shots = await studio.listShots(production);
      const withTakes = shots.map(async (shot) => {
        const [latest] = await studio.listTakes({ production, shot: shot.code, limit: 1 });
        return { ...shot, latestTake: latest ? toTakeSummary(latest) : null };
      });
      return context.json(await Promise.all(withTakes), 200);
    });
}

function sum(shots: readonly { readonly takeCount: number }[]): number {
  return shots.reduce((total, shot) => total + shot.takeCount, 0);
}

const MAX_OVERVIEW_TAKES = 24;

/** The newest take of each shot. */
function newestOfShots<T extends { readonly shot: string }>(takes: readonly T[]): T[] {
  const seen = new Set<string>();
  return takes.filter((take) => !seen.has(take.shot) && seen.add(take.shot)).slice(0, MAX_OVERVIEW_TAKES);
}
