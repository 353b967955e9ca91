import { BacklotError } from '@backlot/film';
import type { AccessActor, AccessAnswer, AccessResource } from '@backlot/policy';
import type { Context, MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import type { GuardedAccess, OpenAccess, RequestAccess } from './route-access.ts';

type AnyAccess = GuardedAccess<never, AccessResource>;
type Params = Readonly<Record<string, string>>;
type ParamsSchema = Pick<z.ZodType, 'safeParse'>;

const declared = new WeakMap<object, AnyAccess | OpenAccess>();

/** The access that a registered handler enforces, where it is a guard; how the architecture test looks at routes. */
export function accessOfHandler(handler: object): AnyAccess | OpenAccess | undefined {
  return declared.get(handler);
}

/** Marks a route as open to everybody. */
export function leaveOpen(access: OpenAccess): MiddlewareHandler {
  const pass: MiddlewareHandler = (_context, next) => next();
  declared.set(pass, access);
  return pass;
}

/**
 * Stands before a route: who is it, are the names in the path names, what is it about, may they? Nothing of the request's
 * body has been read by then.
 * @throws BacklotError `SIGN_IN_NEEDED`, `REQUEST_INVALID`, `ACCESS_DENIED`, or the resource's `notFound`
 */
export function guardRoute(server: ServerContext, access: AnyAccess, schema?: ParamsSchema): MiddlewareHandler {
  const guard: MiddlewareHandler = async (context, next) => {
    const actor = await identify(server, context.req.raw.headers);
    const params = context.req.param() as Params;
    demandParams(schema, params);
    const granted = await grant(server, access, { actor, params, headers: context.req.raw.headers });
    context.set('access', granted.access);
    await next();
    if (!granted.wasAsked() && !context.error) throw forgot(context);
  };
  declared.set(guard, access);
  return guard;
}

interface Visit {
  readonly actor: AccessActor;
  readonly params: Params;
  readonly headers: Headers;
}

/** What a handler gets, and whether it has asked what its route left to it. */
interface Grant {
  readonly access: RequestAccess<AccessResource>;
  readonly wasAsked: () => boolean;
}

async function grant(server: ServerContext, access: AnyAccess, visit: Visit): Promise<Grant> {
  const { gate } = server;
  const { actor, headers } = visit;
  const { action } = access;
  const resource = await enter(server, access, visit);
  const by = gate.actAs({ actor, action, resource }, access.actAs?.(resource));
  if (!by) throw denied(gate.may({ actor, action, resource }));
  let asked = access.resource.isAskedByHandler !== true;
  const granted: RequestAccess<AccessResource> = {
    actor,
    resource,
    by,
    may: (wanted, other) => gate.may({ actor, action: wanted, resource: other }).allowed,
    demand: (wanted, other, preferred) => {
      asked = true;
      const person = gate.actAs({ actor, action: wanted, resource: other }, preferred);
      if (person) return person;
      throw denied(gate.may({ actor, action: wanted, resource: other }));
    },
    recheck: async () => (await grant(server, access, { ...visit, actor: await identify(server, headers) })).access,
  };
  return { access: granted, wasAsked: () => asked };
}

/** What the route is about, if the visitor may do there what the route does. */
async function enter(server: ServerContext, access: AnyAccess, { actor, params }: Visit): Promise<AccessResource> {
  const { action, resource: source } = access;
  const resource = await source.read(params as never, server);
  const answer = server.gate.may({ actor, action, resource });
  if (answer.allowed) {
    await source.demandAlso?.(resource, server);
    return resource;
  }
  const { hidden } = source;
  const isHidden = hidden && !server.gate.may({ actor, action: hidden.unless, resource }).allowed;
  throw isHidden ? hidden.notFound(params as never) : denied(answer);
}

async function identify(server: ServerContext, headers: Headers): Promise<AccessActor> {
  const actor = await server.actors.identify(headers);
  if (actor) return actor;
  throw new BacklotError('SIGN_IN_NEEDED', 'This needs somebody who is signed in.', {
    hint: 'Sign in, open the link that you were sent, or send a token as "Authorization: Bearer".',
  });
}

function demandParams(schema: ParamsSchema | undefined, params: Params): void {
  const parsed = schema?.safeParse(params);
  if (parsed?.success === false) refuseInvalid({ success: false, target: 'param', error: parsed.error });
}

function denied({ reasons }: AccessAnswer): BacklotError {
  return new BacklotError('ACCESS_DENIED', reasons.map((reason) => reason.text).join(' '), {
    hint: 'Ask the producer or the owner of the studio for a role that may.',
    details: { reasons },
  });
}

/** A handler that promised to ask and did not: what it did stays unseen, and the log says which. */
function forgot(context: Context): Error {
  return new Error(`${context.req.method} ${context.req.routePath} answered without asking for access`);
}
