import { BacklotError, newAccountSchema } from '@backlot/film';
import { linkInvalid } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import type { ServerContext } from '../server-context.ts';
import { writeLinkCookie } from '../sign-in/link-cookie.ts';
import { setCookies } from '../sign-in/set-cookies.ts';
import { toWho } from '../sign-in/to-who.ts';
import { answers } from '../wire/answers.ts';
import { invitationWire, rolesWire, whoWire } from '../wire/crew-wire.ts';

const MAX_BODY_BYTES = 64 * 1024;
const secretBody = z.strictObject({ secret: z.string().min(1).max(200) });
const json = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

const look = defineRoute({
  method: 'post',
  path: '/welcome/look',
  summary: 'What an invitation or the first owner’s link is for',
  access: { open: 'the link is the right' },
  maxBodyBytes: MAX_BODY_BYTES,
  request: json(secretBody),
  responses: answers('The invitation', invitationWire),
});

const welcome = defineRoute({
  method: 'post',
  path: '/welcome',
  summary: 'Make the account of an invitation, or the first owner’s; the answer signs in',
  access: { open: 'the link is the right' },
  maxBodyBytes: MAX_BODY_BYTES,
  request: json(
    secretBody.extend({
      ...newAccountSchema.unwrap().shape,
      /** What the first owner does besides, in all productions. */
      roles: rolesWire.default([]),
    }),
  ),
  responses: answers('Signed in', z.object({ done: z.literal(true) })),
});

const openLink = defineRoute({
  method: 'post',
  path: '/links/open',
  summary: 'Let a guest’s or performer’s link speak for this browser until it expires',
  access: { open: 'the link is the right' },
  maxBodyBytes: MAX_BODY_BYTES,
  request: json(secretBody),
  responses: answers('Who one is now', whoWire),
});

/** What a link is good for: an account by invitation, or a look by a guest's or performer's link. */
export function createWelcomeRoutes(server: ServerContext) {
  const { crew, actors } = server;
  return new DoorRouter(server)
    .openapi(look, async (context) => {
      const key = await crew.findKey(context.req.valid('json').secret);
      const kind = key?.purpose.kind;
      if (!key || (kind !== 'owner-link' && kind !== 'invitation')) throw linkInvalid();
      const roles = key.purpose.kind === 'invitation' ? key.purpose.roles : [];
      return context.json({ kind, roles, label: key.label }, 200);
    })
    .openapi(welcome, async (context) => {
      const { secret, name, email, password, roles } = context.req.valid('json');
      if ((await crew.findKey(secret)) === undefined) throw linkInvalid();
      const passwordHash = await server.signIn.hashPassword(password);
      const grants = roles.map((role) => ({ production: '*' as const, role }));
      await crew.join(secret, { name, email, passwordHash, roles: grants });
      setCookies(context, await server.signIn.signIn(email, password));
      actors.forget();
      return context.json({ done: true } as const, 200);
    })
    .openapi(openLink, async (context) => {
      const { secret } = context.req.valid('json');
      const key = await crew.findKey(secret);
      if (key?.purpose.kind !== 'guest-link' && key?.purpose.kind !== 'performer-link') throw linkInvalid();
      await demandNobody(server, context);
      const cookie = writeLinkCookie({ secret, expiresAt: key.expiresAt }, server.isSecure);
      setCookies(context, [cookie]);
      const [own = ''] = cookie.split(';');
      const actor = await actors.identify(new Headers({ cookie: own }));
      if (!actor) throw linkInvalid();
      return context.json(toWho(actor), 200);
    }).app;
}

/** A session outweighs a link; silently being both would show neither as it is. */
async function demandNobody({ signIn }: ServerContext, context: Context): Promise<void> {
  if ((await signIn.accountOf(context.req.raw.headers)) === undefined) return;
  throw new BacklotError('LINK_INVALID', 'You are signed in with an account of your own.', {
    hint: 'Sign out first, or open the link in a private window, to see what its holder sees.',
  });
}
