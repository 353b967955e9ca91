import { type AccessAction, accessActionSchema, roleGrantSchema, slugSchema } from '@backlot/film';
import type { AccessResource } from '@backlot/policy';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere, namedInBody, placeOf, theProduction, theStudio } from '../door/resources.ts';
import type { RequestAccess } from '../door/route-access.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { accountParams, accountWire } from '../wire/crew-wire.ts';

const done = z.object({ done: z.literal(true) });
const grantBody = { required: true, content: { 'application/json': { schema: roleGrantSchema } } };

const rights = defineRoute({
  method: 'get',
  path: '/rights',
  summary: 'What the asker may do in a production, or in the studio as a whole',
  access: { action: 'list-productions', resource: anywhere },
  request: { query: z.object({ production: slugSchema.optional() }) },
  responses: answers('Actions', z.array(accessActionSchema)),
});

const rightsAnywhere = defineRoute({
  method: 'get',
  path: '/rights/anywhere',
  summary: 'What the asker may do in some production or other',
  access: { action: 'list-productions', resource: anywhere },
  responses: answers('Actions', z.array(accessActionSchema)),
});

const listAll = defineRoute({
  method: 'get',
  path: '/members',
  summary: 'Everybody who has an account',
  access: { action: 'manage-members', resource: theStudio },
  responses: answers('Members', z.array(accountWire)),
});

const list = defineRoute({
  method: 'get',
  path: '/productions/{production}/members',
  summary: 'Who holds a role in a production, also by holding it in all',
  access: { action: 'manage-members', resource: theProduction },
  request: { params: z.object({ production: slugSchema }) },
  responses: answers('Members', z.array(accountWire)),
});

const give = defineRoute({
  method: 'post',
  path: '/members/{account}/roles',
  summary: 'Give somebody a role in a production, or in all',
  access: { action: 'manage-members', resource: namedInBody },
  request: { params: accountParams, body: grantBody },
  responses: answers('Given', done),
});

const take = defineRoute({
  method: 'post',
  path: '/members/{account}/roles/take-back',
  summary: 'Take a role back',
  access: { action: 'manage-members', resource: namedInBody },
  request: { params: accountParams, body: grantBody },
  responses: answers('Taken back', done),
});

const remove = defineRoute({
  method: 'post',
  path: '/members/{account}/remove',
  summary: 'End an account: its sessions, tokens and roles',
  access: { action: 'manage-members', resource: theStudio },
  request: { params: accountParams },
  responses: answers('Removed', done),
});

/** The studio's people and their roles. */
export function createMemberRoutes(server: ServerContext) {
  const { crew, actors } = server;
  return new DoorRouter(server)
    .openapi(rights, (context) => {
      const { production } = context.req.valid('query');
      const place: AccessResource = production === undefined ? { kind: 'studio' } : { kind: 'production', production };
      return context.json(rightsAt(context.get('access'), place), 200);
    })
    .openapi(rightsAnywhere, (context) => context.json(rightsAt(context.get('access'), { kind: 'anywhere' }), 200))
    .openapi(listAll, async (context) => context.json([...(await crew.listAccounts())], 200))
    .openapi(list, async (context) => {
      const { production } = context.req.valid('param');
      await server.studio.getProduction(production);
      const members = (await crew.listAccounts()).map((account) => ({
        ...account,
        roles: account.roles.filter((grant) => grant.production === production || grant.production === '*'),
      }));
      return context.json(
        members.filter((member) => member.isOwner || member.roles.length > 0),
        200,
      );
    })
    .openapi(give, async (context) => {
      const grant = context.req.valid('json');
      const by = context.get('access').demand('manage-members', placeOf(grant.production), ['owner']);
      await crew.giveRole(context.req.valid('param').account, grant, by);
      actors.forget();
      return context.json({ done: true } as const, 200);
    })
    .openapi(take, async (context) => {
      const grant = context.req.valid('json');
      const by = context.get('access').demand('manage-members', placeOf(grant.production), ['owner']);
      await crew.takeRole(context.req.valid('param').account, grant, by);
      actors.forget();
      return context.json({ done: true } as const, 200);
    })
    .openapi(remove, async (context) => {
      await crew.removeAccount(context.req.valid('param').account, context.get('access').by);
      actors.forget();
      return context.json({ done: true } as const, 200);
    }).app;
}

function rightsAt({ may }: Pick<RequestAccess<never>, 'may'>, place: AccessResource): AccessAction[] {
  return accessActionSchema.options.filter((action) => may(action, place));
}
