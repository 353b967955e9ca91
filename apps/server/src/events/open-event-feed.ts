import type { Studio, StudioEvent } from '@backlot/studio';

/** One server-sent event: its name, JSON, and the ledger index that a client resumes from. */
export interface EventMessage {
  readonly event: string;
  readonly data: string;
  readonly id?: string;
  /** The take that it is about; absent where it is about none. */
  readonly takeId?: string;
  /** The production whose register it is about. */
  readonly production?: string;
}

export interface EventFeed {
  readonly messages: AsyncIterable<EventMessage>;
  readonly close: () => void;
}

/** More than this and the client reads everything anew. */
const MAX_MISSED = 500;
/** Slow readers lose progress first; past this many other events they are told to read anew. */
const MAX_WAITING = 1000;

/**
 * The studio's news for one listener. `lastIndex` is the last ledger entry it saw: what came since is told first,
 * from the ledger, then what happens from now on, without a gap and without a repetition.
 */
export function openEventFeed(studio: Studio, lastIndex: number | undefined): EventFeed {
  let waiting: StudioEvent[] = [];
  let wake: () => void = () => undefined;
  let isClosed = false;
  const unsubscribe = studio.subscribe((event) => {
    waiting.push(event);
    if (waiting.length > MAX_WAITING) waiting = [{ kind: 'resync' }];
    wake();
  });
  const close = (): void => {
    isClosed = true;
    unsubscribe();
    wake();
  };

  async function* read(): AsyncGenerator<EventMessage> {
    let told = lastIndex ?? -1;
    if (lastIndex !== undefined) {
      for await (const message of readMissed(studio, lastIndex)) {
        told = Math.max(told, Number(message.id ?? -1));
        yield message;
      }
    }
    while (!isClosed) {
      const event = waiting.shift();
      if (event === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (!('ledgerIndex' in event) || event.ledgerIndex > told) {
        yield toMessage(event);
      }
    }
  }
  return { messages: read(), close };
}

async function* readMissed(studio: Studio, after: number): AsyncGenerator<EventMessage> {
  const entries = await studio.readLedger(after + 1, MAX_MISSED);
  if (entries.length === MAX_MISSED) {
    yield toMessage({ kind: 'resync' });
    return;
  }
  for (const { subject, index: ledgerIndex } of entries) {
    const id = String(ledgerIndex);
    if (subject.includes(':')) {
      yield { event: 'register-changed', data: JSON.stringify({ kind: 'register-changed', ledgerIndex }), id };
    } else {
      const data = JSON.stringify({ kind: 'take-changed', takeId: subject, ledgerIndex });
      yield { event: 'take-changed', data, id, takeId: subject };
    }
  }
}

function toMessage(event: StudioEvent): EventMessage {
  const about = {
    ...('takeId' in event ? { takeId: event.takeId } : {}),
    ...('production' in event ? { production: event.production } : {}),
  };
  // Not how a take stands: who may see it reads that.
  const { state: _, ...told } = { state: undefined, ...event };
  const message = { event: event.kind, data: JSON.stringify(told), ...about };
  return 'ledgerIndex' in event ? { ...message, id: String(event.ledgerIndex) } : message;
}
