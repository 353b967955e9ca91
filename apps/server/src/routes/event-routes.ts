import type { TakeRecord } from '@backlot/studio';
import { streamSSE } from 'hono/streaming';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { RECHECK_MS } from '../door/end-when-lost.ts';
import { anywhere, toTakeResource } from '../door/resources.ts';
import type { RequestAccess } from '../door/route-access.ts';
import { type EventMessage, openEventFeed } from '../events/open-event-feed.ts';
import { rememberTakes } from '../events/remember-takes.ts';
import type { ServerContext } from '../server-context.ts';

type Listener = Pick<RequestAccess<never>, 'may'>;

const HEARTBEAT_MS = 15_000;

const listen = defineRoute({
  method: 'get',
  path: '/events',
  hide: true,
  access: { action: 'listen-to-events', resource: anywhere },
  responses: { 200: { description: 'News of what the listener may see, as server-sent events' } },
});

/**
 * News as they happen, of takes that the listener may see; after a break the browser's `Last-Event-ID` brings what was
 * missed. The stream ends within two seconds once who listens is signed out, or their token or link is revoked.
 */
export function createEventRoutes(server: ServerContext) {
  const { studio } = server;
  const takeOf = rememberTakes(studio);
  return new DoorRouter(server).openapi(listen, (context) => {
    const last = Number(context.req.header('last-event-id') ?? Number.NaN);
    context.header('x-accel-buffering', 'no');
    let access = context.get('access');
    const mayHear = async ({ takeId, production }: EventMessage): Promise<boolean> => {
      if (production !== undefined) return mayHearOf(access, production);
      const take = takeId === undefined ? undefined : await takeOf(takeId);
      return takeId === undefined || (take !== undefined && mayHearOfTake(access, take));
    };
    return streamSSE(context, async (stream) => {
      const feed = openEventFeed(studio, Number.isSafeInteger(last) && last >= 0 ? last : undefined);
      stream.onAbort(() => feed.close());
      const heartbeat = setInterval(() => void stream.writeSSE({ event: 'heartbeat', data: '' }), HEARTBEAT_MS);
      const watch = setInterval(() => {
        access.recheck().then(
          (now) => {
            access = now;
          },
          () => feed.close(),
        );
      }, RECHECK_MS);
      try {
        await stream.writeSSE({ event: 'ready', data: '{}' });
        for await (const message of feed.messages) {
          if (await mayHear(message)) await stream.writeSSE(message);
        }
      } finally {
        clearInterval(heartbeat);
        clearInterval(watch);
        feed.close();
      }
    });
  }).app;
}

/** Who reads its register, and performers, whose own entries stand in it. */
function mayHearOf({ may }: Listener, production: string): boolean {
  const place = { kind: 'production', production } as const;
  return may('view-register', place) || may('view-own-uses', place);
}

/** Also that it went out of sight: a page that shows it closes then. */
function mayHearOfTake({ may }: Listener, take: TakeRecord): boolean {
  const resource = toTakeResource(take);
  return (
    may('view-take', resource) ||
    (take.state === 'quarantined' && may('view-take', { ...resource, state: 'in-review' }))
  );
}
