import type { AccessResource } from '@backlot/policy';
import { OpenAPIHono, type RouteConfig, type RouteHandler } from '@hono/zod-openapi';
import type { Schema } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import { refuseLarge } from '../guard/refuse-large.ts';
import type { ServerContext } from '../server-context.ts';
import { guardRoute, leaveOpen } from './guard-route.ts';
import type { GuardedAccess, OpenAccess, PathParams, RequestAccess } from './route-access.ts';

/** A route with its access: what `defineRoute` makes and a `DoorRouter` takes. */
export type DefinedRoute = Omit<RouteConfig, 'middleware'> & {
  // The parameters of one path are not those of another; `defineRoute` has checked them against its own.
  readonly access: OpenAccess | GuardedAccess<never, AccessResource>;
  /** Default 16 MiB: a note with a great many lines on it. */
  readonly maxBodyBytes?: number;
};

const MAX_BODY_BYTES = 16 * 1024 * 1024;

type ResourceOf<R> = R extends { access: { resource: { read: (...words: never) => infer Answer } } }
  ? Extract<Awaited<Answer>, AccessResource>
  : AccessResource;

/** What handlers of a route get: `access` where it is guarded, `server` always. */
interface DoorEnv<R> {
  Variables: R extends { access: OpenAccess } ? Record<never, never> : { access: RequestAccess<ResourceOf<R>> };
}

// Only its type is used: what registering R adds to a router.
declare const plain: OpenAPIHono<Record<never, never>, Record<never, never>>;
type SchemaOf<R extends RouteConfig> =
  ReturnType<typeof plain.openapi<R>> extends OpenAPIHono<infer _E, infer S, infer _B> ? S : never;

/**
 * A route of the studio: method, path, request, answers, and `access`, without which it cannot be registered.
 * @example defineRoute({ method: 'get', path: '/takes/{take}', access: { action: 'view-take', resource: theTake }, … })
 */
export function defineRoute<
  const Path extends string,
  R extends Omit<DefinedRoute, 'path' | 'access'>,
  Access extends OpenAccess | GuardedAccess<PathParams<Path>, AccessResource>,
>(route: R & { readonly path: Path; readonly access: Access }): R & { readonly path: Path; readonly access: Access } {
  return route;
}

/** Registers routes behind the door, and nothing else: each is guarded by its own access before anything is read. */
export class DoorRouter<S extends Schema = Record<never, never>> {
  readonly #server: ServerContext;
  readonly #app = new OpenAPIHono({ defaultHook: refuseInvalid });

  constructor(server: ServerContext) {
    this.#server = server;
  }

  /** Adds a route. Its handler runs once access is granted. */
  openapi<R extends DefinedRoute & RouteConfig>(
    route: R,
    handler: RouteHandler<R, DoorEnv<R>>,
  ): DoorRouter<S & SchemaOf<R>> {
    const { access, maxBodyBytes = MAX_BODY_BYTES, ...config } = route;
    const guard = 'open' in access ? leaveOpen(access) : guardRoute(this.#server, access, config.request?.params);
    const limit = bodyLimit({ maxSize: maxBodyBytes, onError: () => refuseLarge(maxBodyBytes) });
    const guarded: RouteConfig = { ...(config as RouteConfig), middleware: [guard, limit] };
    // The guard brings the variables that the handler's type says.
    this.#app.openapi(guarded, handler as unknown as RouteHandler<RouteConfig>);
    return this as unknown as DoorRouter<S & SchemaOf<R>>;
  }

  /** What was registered, to be mounted; its type is what the client is made of. */
  get app(): OpenAPIHono<Record<never, never>, S> {
    return this.#app as unknown as OpenAPIHono<Record<never, never>, S>;
  }
}
