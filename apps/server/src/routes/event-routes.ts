import { OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { openEventFeed } from '../events/open-event-feed.ts';
import type { ServerContext } from '../server-context.ts';

const HEARTBEAT_MS = 15_000;

/** News as they happen; after a break the browser's `Last-Event-ID` brings what was missed. */
export function createEventRoutes({ studio }: ServerContext) {
  return new OpenAPIHono().get('/events', (context) => {
    const last = Number(context.req.header('last-event-id') ?? Number.NaN);
    context.header('x-accel-buffering', 'no');
    return streamSSE(context, async (stream) => {
      const feed = openEventFeed(studio, Number.isSafeInteger(last) && last >= 0 ? last : undefined);
      stream.onAbort(() => feed.close());
      const heartbeat = setInterval(() => void stream.writeSSE({ event: 'heartbeat', data: '' }), HEARTBEAT_MS);
      try {
        await stream.writeSSE({ event: 'ready', data: '{}' });
        for await (const message of feed.messages) await stream.writeSSE(message);
      } finally {
        clearInterval(heartbeat);
        feed.close();
      }
    });
  });
}
