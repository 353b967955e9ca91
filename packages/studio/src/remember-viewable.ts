import { demandViewable } from './judge-take.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/** A player asks for two dozen frames a second; what was withdrawn elsewhere is felt after this at the latest. */
const REMEMBERED_MS = 500;
const MOST_REMEMBERED = 500;

/** Policy's word on whether takes may be seen, asked once for many who ask at once. */
export interface ViewableTakes {
  /** @throws BacklotError as `demandViewable` */
  readonly demand: (takeId: string) => Promise<TakeRecord>;
  /** What was taken back in this process is felt at once. */
  readonly forget: () => void;
}

/** Remembers each answer for half a second; a refusal is never remembered. */
export function rememberViewable(ports: Pick<StudioPorts, 'records' | 'policy' | 'clock' | 'models'>): ViewableTakes {
  const answers = new Map<string, { readonly atMs: number; readonly take: Promise<TakeRecord> }>();
  return {
    demand: (takeId) => {
      const atMs = ports.clock.nowMs();
      const known = answers.get(takeId);
      if (known && atMs - known.atMs < REMEMBERED_MS) return known.take;
      const take = demandViewable(ports, takeId);
      const answer = { atMs, take };
      answers.delete(takeId);
      answers.set(takeId, answer);
      take.catch(() => {
        if (answers.get(takeId) === answer) answers.delete(takeId);
      });
      const [oldest] = answers.keys();
      if (answers.size > MOST_REMEMBERED && oldest !== undefined) answers.delete(oldest);
      return take;
    },
    forget: () => answers.clear(),
  };
}
