import { type AccessAction, type AccessKey, slugSchema } from '@backlot/film';
import { linkInvalid } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere, namedInBody, placeOf, theProduction } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { keyParams, keyWire, toKeyWire } from '../wire/crew-wire.ts';

const list = defineRoute({
  method: 'get',
  path: '/productions/{production}/keys',
  summary: 'Invitations and links of a production, newest first; never their secrets',
  access: { action: 'invite-guest', resource: theProduction },
  request: { params: z.object({ production: slugSchema }) },
  responses: answers('Keys', z.array(keyWire)),
});

const revoke = defineRoute({
  method: 'post',
  path: '/keys/{key}/revoke',
  summary: 'End an invitation, link or token at once',
  access: { action: 'list-productions', resource: namedInBody },
  request: { params: keyParams },
  responses: answers('The key', keyWire),
});

const listTokens = defineRoute({
  method: 'get',
  path: '/tokens',
  summary: 'The asker’s own tokens, newest first; never their secrets',
  access: { action: 'manage-own-tokens', resource: anywhere },
  responses: answers('Keys', z.array(keyWire)),
});

/** What was handed out: to list, and to end at once. */
export function createKeyRoutes(server: ServerContext) {
  const { crew, actors } = server;
  return new DoorRouter(server)
    .openapi(list, async (context) => {
      const { production: slug } = context.req.valid('param');
      const keys = await crew.listKeys({ production: slug });
      const mayManage = context.get('access').may('manage-members', { kind: 'production', production: slug });
      return context.json(keys.filter((key) => mayManage || key.purpose.kind === 'guest-link').map(toKeyWire), 200);
    })
    .openapi(revoke, async (context) => {
      const access = context.get('access');
      const key = await crew.getKey(context.req.valid('param').key);
      if (!key) throw linkInvalid();
      const isOwn = key.purpose.kind === 'token' && key.purpose.account === access.actor.accountId;
      const by = isOwn
        ? access.demand('manage-own-tokens', { kind: 'anywhere' })
        : access.demand(actionThatRevokes(key), placeOfKey(key));
      await crew.revokeKey(key, by);
      actors.forget();
      return context.json(toKeyWire((await crew.getKey(key.id)) ?? key), 200);
    })
    .openapi(listTokens, async (context) => {
      const account = context.get('access').actor.accountId ?? '';
      return context.json((await crew.listKeys({ kind: 'token', account })).map(toKeyWire), 200);
    }).app;
}

function actionThatRevokes({ purpose }: AccessKey): AccessAction {
  return purpose.kind === 'guest-link' ? 'invite-guest' : 'manage-members';
}

/** Where somebody has to have the right who ends it: an invitation to several productions, and another's token, are the studio's. */
function placeOfKey({ purpose }: AccessKey) {
  if ('production' in purpose) return placeOf(purpose.production);
  const productions = new Set(purpose.kind === 'invitation' ? purpose.roles.map((grant) => grant.production) : ['*']);
  const [only = '*'] = productions;
  return placeOf(productions.size === 1 ? only : '*');
}
