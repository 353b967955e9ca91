import { BacklotError, newAccountSchema, type Role } from '@backlot/film';
import type { AccessActor } from '@backlot/policy';
import { linkInvalid } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { limitGuesses } from '../sign-in/limit-guesses.ts';
import { writeLinkCookie } from '../sign-in/link-cookie.ts';
import { answers } from '../wire/answers.ts';
import { invitationWire, rolesWire, type Who, whoWire } from '../wire/crew-wire.ts';

const MAX_BODY_BYTES = 64 * 1024;
const done = z.object({ done: z.literal(true) });
const secretBody = z.strictObject({ secret: z.string().min(1).max(200) });
const json = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

const signIn = defineRoute({
  method: 'post',
  path: '/sign-in',
  summary: 'Sign in with e-mail address and password; the answer sets the session’s cookie',
  access: { open: 'this is how one becomes known' },
  maxBodyBytes: MAX_BODY_BYTES,
  request: json(z.strictObject({ email: z.email().max(320).toLowerCase(), password: z.string().min(1).max(200) })),
  responses: answers('Signed in', done),
});

const signOut = defineRoute({
  method: 'post',
  path: '/sign-out',
  summary: 'End the session or put down the link that this browser holds',
  access: { open: 'whoever holds nothing loses nothing' },
  responses: answers('Signed out', done),
});

const changePassword = defineRoute({
  method: 'post',
  path: '/password',
  summary: 'Set another password; every other session of the account ends',
  access: { action: 'manage-own-tokens', resource: anywhere },
  maxBodyBytes: MAX_BODY_BYTES,
  request: json(
    z.strictObject({ current: z.string().min(1).max(200), next: newAccountSchema.unwrap().shape.password }),
  ),
  responses: answers('Set', done),
});

const me = defineRoute({
  method: 'get',
  path: '/me',
  summary: 'Who the studio takes the asker for',
  access: { open: 'it tells only what one brings along' },
  responses: answers('Who, or nobody', z.object({ who: whoWire.nullable(), hasOwner: z.boolean() })),
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
  responses: answers('Signed in', done),
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

/** How one becomes known, and who one is. */
export function createSignInRoutes(server: ServerContext) {
  const { crew, actors } = server;
  const limit = limitGuesses(Date.now);
  return new DoorRouter(server)
    .openapi(signIn, async (context) => {
      const { email, password } = context.req.valid('json');
      const address = addressOf(context);
      limit.demandFree(email, address);
      // Counted before the answer is known, so that many guesses at once do not slip through together.
      limit.wrong(email, address);
      setCookies(context, await server.signIn.signIn(email, password));
      limit.right(email);
      return context.json({ done: true } as const, 200);
    })
    .openapi(signOut, async (context) => {
      setCookies(context, await server.signIn.signOut(context.req.raw.headers));
      setCookies(context, [writeLinkCookie(undefined, server.isSecure)]);
      actors.forget();
      return context.json({ done: true } as const, 200);
    })
    .openapi(changePassword, async (context) => {
      const { current, next } = context.req.valid('json');
      // A stolen session may not guess the password either.
      const account = context.get('access').actor.id;
      limit.demandFree(account, addressOf(context));
      limit.wrong(account, addressOf(context));
      setCookies(context, await server.signIn.changePassword(context.req.raw.headers, current, next));
      limit.right(account);
      actors.forget();
      return context.json({ done: true } as const, 200);
    })
    .openapi(me, async (context) => {
      const actor = await actors.identify(context.req.raw.headers);
      const hasOwner = actor !== undefined || (await crew.hasOwner());
      return context.json({ who: actor ? toWho(actor) : null, hasOwner }, 200);
    })
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

/** An actor as pages are told of it. */
function toWho(actor: AccessActor): Who {
  const isPerformer = Object.values(actor.roles).some((roles: readonly Role[]) => roles.includes('performer'));
  const linked = isPerformer ? ('performer-link' as const) : ('guest-link' as const);
  const known = actor.token ? ('token' as const) : ('account' as const);
  return {
    name: actor.name,
    by: actor.accountId === undefined ? linked : known,
    accountId: actor.accountId ?? null,
    isOwner: actor.isOwner,
    roles: Object.fromEntries(Object.entries(actor.roles)),
    performers: actor.performers,
    guest: actor.guest ?? null,
  };
}

function setCookies(context: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true });
}

/** Where a request comes from, as the socket says; behind a proxy that is the proxy. */
function addressOf(context: Context): string {
  const env = context.env as
    | { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }
    | undefined;
  return env?.incoming?.socket?.remoteAddress ?? 'unknown';
}
