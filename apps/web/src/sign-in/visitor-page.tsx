import { formatTakeVersion } from '@backlot/film';
import type { TakeSummary, Who } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { studioQueries } from '../client/studio-queries.ts';
import { EmptyState } from '../shell/empty-state.tsx';
import { formatMoment } from '../shell/format.ts';
import pageStyles from '../shell/page.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { Poster } from '../shell/poster.tsx';
import { StateMark } from '../shell/state-mark.tsx';
import styles from './visitor-page.module.css';

/** What a guest's link names: all that they see of the studio. */
export function VisitorPage({ who }: { readonly who: Who }) {
  const takes = useQuery(studioQueries.recentTakes());
  return (
    <PageBody query={takes}>
      {(list) => (
        <div className={pageStyles.page}>
          <div className={pageStyles.head}>
            <div>
              <h1 className={pageStyles.title}>For your review</h1>
              <p className={pageStyles.about}>{aboutGuest(who)}</p>
            </div>
          </div>
          {list.length === 0 ? (
            <EmptyState title="Nothing here yet">What your link names has not been made yet.</EmptyState>
          ) : (
            <ul className={styles.takes}>
              {list.map((take) => (
                <li key={take.id}>
                  <TakeCard take={take} />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </PageBody>
  );
}

function TakeCard({ take }: { readonly take: TakeSummary }) {
  const name = `${take.shot} ${formatTakeVersion(take.version)}`;
  return (
    <Link to="/takes/$take" params={{ take: take.id }} aria-label={name} className={styles.card}>
      <Poster take={take} />
      <div className={styles.caption}>
        <span>{name}</span>
        <StateMark state={take.state} />
      </div>
      <span className="faint">{formatMoment(take.updatedAt)}</span>
    </Link>
  );
}

function aboutGuest({ guest }: Who): string {
  return guest?.mayNote ? 'Open a take to look at it and write notes.' : 'Open a take to look at it.';
}
