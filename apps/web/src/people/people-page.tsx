import type { Performer } from '@backlot/film';
import type { RegisterView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { rightsQueries } from '../client/rights-queries.ts';
import { ProductionFrame } from '../rights/production-frame.tsx';
import rightsStyles from '../rights/rights.module.css';
import { describeStatus } from '../rights/rights-words.ts';
import { StandingMark } from '../rights/standing-mark.tsx';
import { EmptyState } from '../shell/empty-state.tsx';
import { PageBody } from '../shell/page-body.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import { bestStanding } from './best-standing.ts';
import styles from './people.module.css';
import { PerformerDialog } from './performer-dialog.tsx';
import { PerformerRecord } from './performer-record.tsx';

interface PeoplePageProps {
  readonly production: string;
  /** Whose record is open; the first one's where nobody is named. */
  readonly performerId: string | undefined;
}

/** Everybody whose likeness or voice the production may use: list on the left, one record on the right. */
export function PeoplePage({ production, performerId }: PeoplePageProps) {
  const register = useQuery(rightsQueries.register(production));
  const [isAdding, setAdding] = useState(false);
  const may = useRights(production);
  const add = may('edit-register') && (
    <button type="button" className={rightsStyles.button} onClick={() => setAdding(true)}>
      Register a performer
    </button>
  );
  const hasPeople = register.data !== undefined && register.data.performers.length > 0;
  return (
    <ProductionFrame production={production} actions={hasPeople && add}>
      <PageBody query={register}>
        {(data) =>
          data.performers.length === 0 ? (
            <EmptyState title="Nobody is registered yet">
              <p>
                Register the performers whose likeness or voice takes may touch, then record what each of them agreed
                to. Without that, no take may use them.
              </p>
              {add && <p className={styles.emptyAction}>{add}</p>}
            </EmptyState>
          ) : (
            <People register={data} performerId={performerId} />
          )
        }
      </PageBody>
      {isAdding && <PerformerDialog production={production} onClose={() => setAdding(false)} />}
    </ProductionFrame>
  );
}

function People({
  register,
  performerId,
}: {
  readonly register: RegisterView;
  readonly performerId: string | undefined;
}) {
  const [sought, setSought] = useState('');
  const people = [...register.performers].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const open = people.find(({ id }) => id === performerId) ?? people[0];
  if (!open) return null;
  const found = people.filter((performer) => isFound(performer, sought));
  return (
    <div className={styles.people}>
      <nav aria-label="Performers" className={styles.listNav}>
        {people.length > MANY_PEOPLE && (
          <input
            type="search"
            className={styles.search}
            aria-label="Find a performer"
            placeholder="Name or character"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        )}
        <ul className={styles.list}>
          {found.map((performer) => (
            <li key={performer.id}>
              <PersonRow performer={performer} register={register} isOpen={performer.id === open.id} />
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className={styles.personAbout}>Nobody by that name.</p>}
      </nav>
      <PerformerRecord key={open.id} performer={open} register={register} />
    </div>
  );
}

/** More than one takes in at a glance. */
const MANY_PEOPLE = 10;

function isFound({ name, aliases, characters }: Performer, sought: string): boolean {
  const words = sought.trim().toLowerCase();
  return [name, ...aliases, ...characters].some((each) => each.toLowerCase().includes(words));
}

interface PersonRowProps {
  readonly performer: Performer;
  readonly register: RegisterView;
  readonly isOpen: boolean;
}

function PersonRow({ performer, register, isOpen }: PersonRowProps) {
  const standings = register.consents.filter((each) => each.performer === performer.id).map((each) => each.standing);
  return (
    <Link
      to="/productions/$production/people"
      params={{ production: performer.production }}
      search={{ performer: performer.id }}
      resetScroll={false}
      className={styles.person}
      aria-current={isOpen || undefined}
    >
      <span className={styles.personName}>{performer.name}</span>
      {performer.status.kind === 'synthetic' && standings.length === 0 ? (
        <span />
      ) : (
        <StandingMark standing={bestStanding(standings)} />
      )}
      <span className={styles.personAbout}>
        {[describeStatus(performer), performer.union].filter(Boolean).join(' · ')}
      </span>
    </Link>
  );
}
