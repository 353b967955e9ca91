import {
  lineSchema,
  productionScopeSchema,
  roleGrantSchema,
  shotCodeSchema,
  slugSchema,
  tokenActionSchema,
} from '@backlot/film';
import type { HandedOutKey } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere, namedInBody, placeOf, theProduction } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { addressOfKey } from '../sign-in/address-of-key.ts';
import { answers } from '../wire/answers.ts';
import { type HandedOut, handedOutWire, toKeyWire } from '../wire/crew-wire.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const production = z.object({ production: slugSchema });
const ids = z.array(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'expected an id')).max(200);
const days = z.int().min(1).max(3650).optional();
const json = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const invite = defineRoute({
  method: 'post',
  path: '/invitations',
  summary: 'An invitation to make an account with these roles; the address is shown once, to be passed on',
  access: { action: 'manage-members', resource: namedInBody },
  request: {
    body: json(
      z.strictObject({
        label: lineSchema,
        roles: z.array(roleGrantSchema).min(1).max(50),
        performers: ids.default([]),
        expiresInDays: days,
      }),
    ),
  },
  responses: answers('The invitation', handedOutWire),
});

const inviteGuest = defineRoute({
  method: 'post',
  path: '/productions/{production}/guest-links',
  summary: 'A review link for a guest: takes, shots or all of a production, until it expires',
  access: { action: 'invite-guest', resource: theProduction },
  request: {
    params: production,
    body: json(
      z.strictObject({
        label: lineSchema,
        shots: z.array(shotCodeSchema).max(200).default([]),
        takes: ids.default([]),
        mayNote: z.boolean().default(false),
        expiresInDays: days,
      }),
    ),
  },
  responses: answers('The link', handedOutWire),
});

const linkPerformer = defineRoute({
  method: 'post',
  path: '/productions/{production}/performer-links',
  summary: 'A link for a performer or agent without an account: what uses them, and their consent',
  access: { action: 'manage-members', resource: theProduction },
  request: {
    params: production,
    body: json(z.strictObject({ label: lineSchema, performers: ids.min(1), expiresInDays: days })),
  },
  responses: answers('The link', handedOutWire),
});

const createToken = defineRoute({
  method: 'post',
  path: '/tokens',
  summary: 'A token for programs: these actions in these productions, never more than its account may',
  access: { action: 'manage-own-tokens', resource: anywhere },
  request: {
    body: json(
      z.strictObject({
        label: lineSchema,
        actions: z.array(tokenActionSchema).min(1).max(100),
        productions: z.array(productionScopeSchema).min(1).max(100),
        expiresInDays: days,
      }),
    ),
  },
  responses: answers('The token', handedOutWire),
});

/** Handing out: invitations, links, tokens. Each answer shows a secret this once. */
export function createHandOutRoutes(server: ServerContext) {
  const { crew, studio } = server;
  const tell = ({ key, secret }: HandedOutKey): HandedOut => ({
    key: toKeyWire(key),
    secret: addressOfKey(server.baseUrl(), key, secret),
  });
  return new DoorRouter(server)
    .openapi(invite, async (context) => {
      const { label: name, roles, performers, expiresInDays } = context.req.valid('json');
      const [by] = roles.map((grant) =>
        context.get('access').demand('manage-members', placeOf(grant.production), ['owner']),
      );
      if (!by) throw new Error('An invitation without a role passed its schema');
      const purpose = { kind: 'invitation' as const, roles, performers };
      return context.json(tell(await crew.handOut({ by, purpose, label: name, ...expiry(expiresInDays) })), 200);
    })
    .openapi(inviteGuest, async (context) => {
      const { label: name, expiresInDays, ...scope } = context.req.valid('json');
      const { production: slug } = context.req.valid('param');
      await studio.getProduction(slug);
      const purpose = { kind: 'guest-link' as const, production: slug, ...scope };
      const { by } = context.get('access');
      return context.json(tell(await crew.handOut({ by, purpose, label: name, ...expiry(expiresInDays) })), 200);
    })
    .openapi(linkPerformer, async (context) => {
      const { label: name, expiresInDays, performers } = context.req.valid('json');
      const { production: slug } = context.req.valid('param');
      const purpose = { kind: 'performer-link' as const, production: slug, performers };
      const { by } = context.get('access');
      return context.json(tell(await crew.handOut({ by, purpose, label: name, ...expiry(expiresInDays) })), 200);
    })
    .openapi(createToken, async (context) => {
      const { label: name, expiresInDays, actions, productions } = context.req.valid('json');
      const { by, actor } = context.get('access');
      const purpose = { kind: 'token' as const, account: actor.accountId ?? '', actions, productions };
      return context.json(tell(await crew.handOut({ by, purpose, label: name, ...expiry(expiresInDays) })), 200);
    }).app;
}

function expiry(expiresInDays: number | undefined) {
  return expiresInDays === undefined ? {} : { expiresInMs: expiresInDays * DAY_MS };
}
