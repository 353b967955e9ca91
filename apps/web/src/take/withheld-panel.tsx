import type { LedgerEntry, RegisterView, TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { rightsQueries } from '../client/rights-queries.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { CallBackList } from '../rights/call-back-list.tsx';
import { nameOfKind } from '../rights/rights-words.ts';
import { formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { readQuarantine, type WithdrawnRight } from './read-quarantine.ts';
import styles from './take.module.css';

/** Which right was taken back, by whom and when, as the ledger has it; and what left the studio before. */
export function WithheldPanel({ take }: { readonly take: TakeDetail }) {
  const ledger = useQuery(studioQueries.ledgerOfTake(take.id));
  const register = useQuery(rightsQueries.register(take.production));
  const deliveries = useQuery(rightsQueries.deliveries(take.production));
  const entry = ledger.data?.findLast(({ kind }) => kind === 'take-quarantined');
  const sent = deliveries.data?.filter(({ takeId }) => takeId === take.id) ?? [];
  return (
    <>
      <section className={styles.block} aria-label="Why it is withheld">
        <h2 className={styles.heading}>Why it is withheld</h2>
        {ledger.error && <ProblemNotice error={ledger.error} />}
        {entry && <Why entry={entry} register={register.data} production={take.production} />}
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
  readonly register: RegisterView | undefined;
  readonly production: string;
}

function Why({ entry, register, production }: WhyProps) {
  const { because, right, by } = readQuarantine(entry.body);
  return (
    <div className={styles.withheld}>
      <p>{right && register ? <Right right={right} register={register} production={production} /> : because}</p>
      <p className="faint">
        {formatMoment(entry.at)}
        {by && `, ${by}`}. Ledger entry {entry.index}.
      </p>
    </div>
  );
}

function Right({ right, register, production }: Omit<WhyProps, 'entry' | 'register'> & RightProps) {
  if (right.kind === 'licence') {
    const licence = register.licences.find(({ id }) => id === right.id);
    return (
      <>
        The licence{' '}
        <Link to="/productions/$production/material" params={{ production }} className={styles.rightName}>
          {licence?.title ?? right.id}
        </Link>{' '}
        {licence && `of ${licence.owner} `}was revoked.
      </>
    );
  }
  const consent = register.consents.find(({ id }) => id === right.id);
  const performer = register.performers.find(({ id }) => id === consent?.performer);
  if (!consent || !performer) return <>The consent {right.id} was withdrawn.</>;
  return (
    <>
      <Link
        to="/productions/$production/people"
        params={{ production }}
        search={{ performer: performer.id }}
        className={styles.rightName}
      >
        {performer.name}
      </Link>
      ’s consent ({nameOfKind(consent.kind).toLowerCase()}) was withdrawn.
    </>
  );
}

interface RightProps {
  readonly right: WithdrawnRight;
  readonly register: RegisterView;
}
