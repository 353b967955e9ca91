import { setTimeout as sleep } from 'node:timers/promises';
import type { Events, StudioEvent } from '@backlot/studio';
import type { Database } from '../postgres/database.ts';

const CHANNEL = 'backlot_events';
const RECONNECT_MS = 250;

/** Events by LISTEN and NOTIFY: heard in every process of the studio, those of a transaction only once it is kept. */
export interface DatabaseEvents extends Events {
  readonly close: () => Promise<void>;
}

/** Starts listening with the first subscriber; after each lost connection subscribers hear `resync`. */
export function openDatabaseEvents(database: Database): DatabaseEvents {
  const listeners = new Set<(event: StudioEvent) => void>();
  let isClosed = false;
  let listening: Promise<void> | undefined;
  let hangUp: () => Promise<void> = async () => {};
  const tell = (event: StudioEvent) => {
    for (const listener of listeners) listener(event);
  };
  const listenOnce = async () => {
    const client = await database.connect();
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    hangUp = () => client.end();
    if (isClosed) return client.end();
    client.on('notification', ({ payload }) => {
      // Only this studio writes to the channel.
      if (payload) tell(JSON.parse(payload) as StudioEvent);
    });
    await client.query(`listen ${CHANNEL}`);
    tell({ kind: 'resync' });
    await ended;
  };
  const listen = async () => {
    while (!isClosed) {
      await listenOnce().catch(() => {});
      if (!isClosed) await sleep(RECONNECT_MS, undefined, { ref: false });
    }
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      listening ??= listen();
      return () => listeners.delete(listener);
    },
    publishProgress: (takeId, progress) => {
      const event: StudioEvent = { kind: 'take-progressed', takeId, progress };
      notify(database.execute, event).catch(() => {});
    },
    close: async () => {
      isClosed = true;
      await hangUp().catch(() => {});
      await listening;
    },
  };
}

/** Tells all listeners; within a transaction, when it is committed. */
export async function notify(execute: Database['execute'], event: StudioEvent): Promise<void> {
  await execute('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(event)]);
}
