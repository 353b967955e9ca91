import type { Progress, ShotOverview, TakeDetail, TakeSummary } from '@backlot/server';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

interface ProgressNews {
  readonly takeId: string;
  readonly progress: Progress;
}

interface CallNews {
  readonly production: string;
  readonly takeId?: string;
}

/**
 * Listens to the studio's news while mounted and keeps what was loaded in step. Returns whether the line is open; after
 * a break the browser comes back by itself and the server tells what was missed. A hidden tab hangs up and reads anew
 * when it is seen again, since a browser opens only six lines to one server.
 */
export function useStudioEvents(): boolean {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(true);
  useEffect(() => {
    let source: EventSource | undefined;
    const close = (): void => {
      source?.close();
      source = undefined;
    };
    const follow = (): void => {
      if (document.hidden) {
        close();
      } else if (!source) {
        void queries.invalidateQueries();
        source = openEvents(queries, setOpen);
      }
    };
    source = openEvents(queries, setOpen);
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, [queries]);
  return isOpen;
}

function openEvents(queries: QueryClient, setOpen: (isOpen: boolean) => void): EventSource {
  const source = new EventSource('/api/events');
  const on = (name: string, listen: (data: string) => void): void => {
    source.addEventListener(name, (event: MessageEvent<string>) => listen(event.data));
  };
  source.addEventListener('open', () => setOpen(true));
  source.addEventListener('error', () => {
    setOpen(false);
    // Signed out elsewhere, or the link has expired: who one is decides what is shown.
    if (source.readyState === EventSource.CLOSED) void queries.invalidateQueries({ queryKey: ['me'] });
  });
  on('take-changed', (data) => refreshTake(queries, JSON.parse(data).takeId));
  on('review-added', (data) => refreshTake(queries, JSON.parse(data).takeId));
  on('call-changed', (data) => refreshCalls(queries, JSON.parse(data)));
  on('register-changed', () => refreshRegisters(queries));
  on('take-progressed', (data) => applyProgress(queries, JSON.parse(data)));
  on('resync', () => void queries.invalidateQueries());
  return source;
}

function refreshTake(queries: QueryClient, takeId: string): void {
  for (const queryKey of [
    ['take', takeId],
    ['reviews', takeId],
    ['verification', takeId],
    ['take-ledger', takeId],
    ['explanation', takeId],
    ['calls', takeId],
    ['models'],
    ['register'],
    ['uses'],
    ['deliveries'],
    ['mine'],
    ['rights', 'take', takeId],
    ['takes'],
    ['shots'],
    ['productions'],
    ['ledger'],
    ['ledger-report'],
  ]) {
    void queries.invalidateQueries({ queryKey });
  }
}

/** What was sent, what it costs: a budget's rest changes with each call, long before its take does. */
function refreshCalls(queries: QueryClient, { production, takeId }: CallNews): void {
  void queries.invalidateQueries({ queryKey: ['models', production] });
  if (takeId !== undefined) void queries.invalidateQueries({ queryKey: ['calls', takeId] });
}

const REGISTERS = [
  'productions',
  'register',
  'models',
  'words',
  'uses',
  'mine',
  'deliveries',
  'explanation',
  'draft-explanation',
] as const;

/** People, material or rules: what stands in registers, and what policy says because of it. */
function refreshRegisters(queries: QueryClient): void {
  for (const key of REGISTERS) {
    void queries.invalidateQueries({ queryKey: [key] });
  }
}

/** Progress comes several times a second: written into what is shown, nothing is asked for anew. */
function applyProgress(queries: QueryClient, { takeId, progress }: ProgressNews): void {
  const inTake = <T extends TakeSummary>(take: T): T =>
    take.id === takeId && take.state === 'running' ? { ...take, progress } : take;
  queries.setQueryData<TakeDetail>(['take', takeId], (take) => take && inTake(take));
  queries.setQueriesData<TakeSummary[]>({ queryKey: ['takes'] }, (takes) => takes?.map(inTake));
  queries.setQueriesData<ShotOverview[]>({ queryKey: ['shots'] }, (shots) =>
    shots?.map((shot) => ({ ...shot, latestTake: shot.latestTake && inTake(shot.latestTake) })),
  );
}
