import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../testing/open-test-server.ts';
import { type EventMessage, openEventFeed } from './open-event-feed.ts';

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
});
afterEach(() => server.close());

const PERSON = { name: 'mara', role: 'supervisor' } as const;

async function readIds(messages: AsyncIterable<EventMessage>, until: string): Promise<(string | undefined)[]> {
  const ids = [];
  for await (const { id } of messages) {
    if (id !== undefined) ids.push(id);
    if (id === until) break;
  }
  return ids;
}

describe('openEventFeed', () => {
  it('tells a listener that comes back exactly what it missed, then what happens, each once', async () => {
    const take = await server.makeTake();
    const { length } = await server.studio.readLedger(0, 1000);
    const feed = openEventFeed(server.studio, 1);
    await server.studio.reviewTake(take.id, PERSON, { decision: 'note', text: 'Now', strokes: [] });
    const ids = await readIds(feed.messages, String(length));
    feed.close();
    expect(ids).toEqual(Array.from({ length: length - 1 }, (_, index) => String(index + 2)));
  });

  it('tells a new listener only what happens from now on', async () => {
    const take = await server.makeTake();
    const { length } = await server.studio.readLedger(0, 1000);
    const feed = openEventFeed(server.studio, undefined);
    await server.studio.reviewTake(take.id, PERSON, { decision: 'note', text: 'Now', strokes: [] });
    expect(await readIds(feed.messages, String(length))).toEqual([String(length)]);
    feed.close();
  });

  it('tells of a call of a model, to whoever may hear of its production, though no ledger entry may come with it', async () => {
    const called = { kind: 'call-changed', production: 'example', takeId: 't1' } as const;
    const subscribe: typeof server.studio.subscribe = (listener) => {
      listener(called);
      return () => {};
    };
    const feed = openEventFeed({ ...server.studio, subscribe }, undefined);
    for await (const message of feed.messages) {
      const { production, takeId } = called;
      expect(message).toEqual({ event: 'call-changed', data: JSON.stringify(called), production, takeId });
      feed.close();
    }
  });

  it('ends when it is closed, also while it waits', async () => {
    const feed = openEventFeed(server.studio, undefined);
    const end = readIds(feed.messages, 'never');
    setTimeout(feed.close, 10);
    expect(await end).toEqual([]);
  });
});
