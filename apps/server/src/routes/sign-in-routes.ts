import { newAccountSchema } from '@backlot/film';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { anywhere } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { limitGuesses } from '../sign-in/limit-guesses.ts';
import { writeLinkCookie } from '../sign-in/link-cookie.ts';
import { setCookies } from '../sign-in/set-cookies.ts';
import { toWho } from '../sign-in/to-who.ts';
import { answers } from '../wire/answers.ts';
import { whoWire } from '../wire/crew-wire.ts';

const MAX_BODY_BYTES = 64 * 1024;
const done = z.object({ done: z.literal(true) });
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
    }).app;
}

/** Where a request comes from, as the socket says; behind a proxy that is the proxy. */
function addressOf(context: Context): string {
  const env = context.env as
    | { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }
    | undefined;
  return env?.incoming?.socket?.remoteAddress ?? 'unknown';
}
