import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere } from '../door/resources.ts';
import { onlyVisibleTakes } from '../door/visible-takes.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { mineWire } from '../wire/rights-wire.ts';
import { toConsentView } from './register-routes.ts';
import { toTakeUse } from './take-wiring.ts';

const mine = defineRoute({
  method: 'get',
  path: '/mine',
  access: { action: 'view-own-uses', resource: anywhere },
  summary: 'What a performer sees: their records, their consents, every take that uses them',
  responses: answers('Records, consents, takes', mineWire),
});

/** The performer's own page. It tells of the performers whom the one who asks stands or speaks for, and of nobody else. */
export function createMineRoutes(server: ServerContext) {
  const { studio } = server;
  const { rights } = studio;
  return new DoorRouter(server).openapi(mine, async (context) => {
    const access = context.get('access');
    const known = await Promise.all(access.actor.performers.map((id) => rights.getPerformer(id)));
    // What a link or account says counts only where the role is held: not in another production's register.
    const performers = known.filter(({ id, production }) =>
      access.may('view-own-uses', { kind: 'performer', production, performer: id }),
    );
    const ids = performers.map(({ id }) => id);
    const slugs = [...new Set(performers.map(({ production }) => production))];
    const productions = await Promise.all(slugs.map((slug) => studio.getProduction(slug)));
    const registers = await Promise.all(slugs.map((slug) => rights.register(slug)));
    const consents = registers.flatMap((register) => register.consents);
    const takes = onlyVisibleTakes(access, await rights.usesOfPerformers(ids));
    const answer = {
      performers,
      consents: consents.filter(({ performer }) => ids.includes(performer)).map(toConsentView),
      takes: takes.map((take) => toTakeUse(take, ids)),
      productions: productions.map(({ slug, title }) => ({ slug, title })),
    };
    return context.json(answer, 200);
  }).app;
}
