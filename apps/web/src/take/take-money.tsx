import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { describeMoney, describeSpent, idsOfUnbilled } from '../models/estimate.ts';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';

/** What models were to cost, and what they cost so far; nothing for takes that use none. */
export function TakeMoney({ take }: { readonly take: TakeDetail }) {
  const maySee = useRights(take.production)('view-models') && take.egress !== null;
  const calls = useQuery({ ...modelQueries.calls(take.id), enabled: maySee }).data;
  if (!maySee || !take.egress) return null;
  const own = idsOfUnbilled(take.egress.calls.map(({ backEnd }) => backEnd));
  const isOpen = calls?.some(({ state }) => !['finished', 'failed', 'cancelled'].includes(state)) ?? false;
  return (
    <dl className={styles.money} aria-label="Money">
      <div>
        <dt>Estimated</dt>
        <dd>{describeMoney(take.egress.calls)}</dd>
      </div>
      <div>
        <dt>{isOpen ? 'So far, with what is under way' : 'Cost'}</dt>
        <dd>{calls ? describeSpent(calls, own) : '—'}</dd>
      </div>
    </dl>
  );
}
