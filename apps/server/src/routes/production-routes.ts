import { type Production, productionRequestSchema, productionSchema, slugSchema } from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere, theProduction, theStudio, toTakeResource } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { type ProductionOverview, productionWire, shotWire } from '../wire/production-wire.ts';
import { toTakeSummary } from './take-wiring.ts';

const list = defineRoute({
  method: 'get',
  path: '/productions',
  access: { action: 'list-productions', resource: anywhere },
  summary: 'All productions',
  responses: answers('Productions', z.array(productionWire)),
});

const create = defineRoute({
  method: 'post',
  path: '/productions',
  access: { action: 'create-production', resource: theStudio },
  summary: 'Make a production',
  request: { body: { required: true, content: { 'application/json': { schema: productionRequestSchema } } } },
  responses: answers('The production', productionSchema),
});

const listShots = defineRoute({
  method: 'get',
  path: '/productions/{production}/shots',
  access: { action: 'view-production', resource: theProduction },
  summary: 'The shots of a production, each with its newest take',
  request: { params: z.object({ production: slugSchema }) },
  responses: answers('Shots', z.array(shotWire)),
});

/** Productions and their shots. */
export function createProductionRoutes(server: ServerContext) {
  const { studio } = server;
  return new DoorRouter(server)
    .openapi(list, async (context) => {
      const access = context.get('access');
      const productions = (await studio.listProductions()).filter(({ slug }) =>
        access.may('view-production', { kind: 'production', production: slug }),
      );
      const overviews = productions.map(async (production) => {
        const shots = await studio.listShots(production.slug);
        const takes = await studio.listTakes({ production: production.slug, limit: 200 });
        const summaries = takes.filter((take) => access.may('view-take', toTakeResource(take))).map(toTakeSummary);
        const counts = { shotCount: shots.length, takeCount: sum(shots), latestTakes: newestOfShots(summaries) };
        return { ...production, offline: offlineOf(production, studio.models.isOffline), ...counts };
      });
      return context.json(await Promise.all(overviews), 200);
    })
    .openapi(create, async (context) => {
      const production = await studio.createProduction({ ...context.req.valid('json'), by: context.get('access').by });
      return context.json(production, 200);
    })
    .openapi(listShots, async (context) => {
      const { production } = context.req.valid('param');
      await studio.getProduction(production);
      const shots = await studio.listShots(production);
      const withTakes = shots.map(async (shot) => {
        const takes = await studio.listTakes({ production, shot: shot.code, limit: NEWEST });
        const latest = takes.find((take) => context.get('access').may('view-take', toTakeResource(take)));
        return { ...shot, latestTake: latest ? toTakeSummary(latest) : null };
      });
      return context.json(await Promise.all(withTakes), 200);
    }).app;
}

/** Among these the newest that the actor may see; those of a quarantined take are seldom many. */
const NEWEST = 5;

function sum(shots: readonly { readonly takeCount: number }[]): number {
  return shots.reduce((total, shot) => total + shot.takeCount, 0);
}

const MAX_OVERVIEW_TAKES = 24;

/** The newest take of each shot. */
function newestOfShots<T extends { readonly shot: string }>(takes: readonly T[]): T[] {
  const seen = new Set<string>();
  return takes.filter((take) => !seen.has(take.shot) && seen.add(take.shot)).slice(0, MAX_OVERVIEW_TAKES);
}

function offlineOf({ models }: Production, isStudioOffline: boolean): ProductionOverview['offline'] {
  if (isStudioOffline) return 'studio';
  return models.isOffline ? 'production' : null;
}
