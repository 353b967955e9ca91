import type { LedgerEntry, TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { rightsQueries } from '../client/rights-queries.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { CallBackList } from '../rights/call-back-list.tsx';
import { nameOfKind } from '../rights/rights-words.ts';
import { type KnownRights, useKnownRights } from '../rights/use-known-rights.ts';
import { formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights, useTakeRights } from '../sign-in/use-rights.ts';
import { readQuarantine, type WithdrawnRight } from './read-quarantine.ts';
import styles from './take.module.css';

/** Which right was taken back, by whom and when, as the ledger has it; and what left the studio before. */
export function WithheldPanel({ take }: { readonly take: TakeDetail }) {
  const mayRead = useTakeRights(take.id)('read-ledger');
  const ledger = useQuery({ ...studioQueries.ledgerOfTake(take.id), enabled: mayRead });
  const known = useKnownRights(take.production);
  const mayCallBack = useRights(take.production)('view-disclosure');
  const deliveries = useQuery({ ...rightsQueries.deliveries(take.production), enabled: mayCallBack });
  const entry = ledger.data?.findLast(({ kind }) => kind === 'take-quarantined');
  const sent = deliveries.data?.filter(({ takeId }) => takeId === take.id) ?? [];
  return (
    <>
      <section className={styles.block} aria-label="Why it is withheld">
        <h2 className={styles.heading}>Why it is withheld</h2>
        {ledger.error && <ProblemNotice error={ledger.error} />}
        {!mayRead && <p>A right that this take stands on was taken back.</p>}
        {entry && <Why entry={entry} known={known} production={take.production} />}
      </section>
      {sent.length > 0 && (
        <section className={styles.block} aria-label="Call back">
          <h2 className={styles.heading}>Left the studio before: call back</h2>
          <CallBackList deliveries={sent} />
        </section>
      )}
    </>
  );
}

interface WhyProps {
  readonly entry: LedgerEntry;
  readonly known: KnownRights;
  readonly production: string;
}

function Why({ entry, known, production }: WhyProps) {
  const { because, right, by } = readQuarantine(entry.body);
  return (
    <div className={styles.withheld}>
      <p>{right ? <Right right={right} known={known} production={production} because={because} /> : because}</p>
      <p className="faint">
        {formatMoment(entry.at)}
        {by && `, ${by}`}. Ledger entry {entry.index}.
      </p>
    </div>
  );
}

function Right({ right, known, production, because }: RightProps) {
  if (right.kind === 'licence') {
    const licence = known.licences.find(({ id }) => id === right.id);
    if (!licence) return because;
    return (
      <>
        The licence{' '}
        <Link to="/productions/$production/material" params={{ production }} className={styles.rightName}>
          {licence.title}
        </Link>{' '}
        of {licence.owner} was revoked.
      </>
    );
  }
  const consent = known.consents.find(({ id }) => id === right.id);
  const performer = known.performers.find(({ id }) => id === consent?.performer);
  if (!consent || !performer) return because;
  return (
    <>
      {known.isRegister ? (
        <Link
          to="/productions/$production/people"
          params={{ production }}
          search={{ performer: performer.id }}
          className={styles.rightName}
        >
          {performer.name}
        </Link>
      ) : (
        performer.name
      )}
      ’s consent ({nameOfKind(consent.kind).toLowerCase()}) was withdrawn.
    </>
  );
}

interface RightProps {
  readonly right: WithdrawnRight;
  readonly known: KnownRights;
  readonly production: string;
  /** What the ledger says, where it is not known by name. */
  readonly because: string;
}
