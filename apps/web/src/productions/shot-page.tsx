import { formatTakeVersion, formatTimecode } from '@backlot/film';
import type { TakeSummary } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { studioQueries } from '../client/studio-queries.ts';
import { OfflineMark } from '../models/offline-mark.tsx';
import { EmptyState } from '../shell/empty-state.tsx';
import { formatCount, formatDuration, formatMoment } from '../shell/format.ts';
import pageStyles from '../shell/page.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { Poster } from '../shell/poster.tsx';
import { StateMark } from '../shell/state-mark.tsx';
import { Crumbs, useNewTake } from '../shell/studio-shell.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './shot-page.module.css';
import { useProductionTitle } from './use-production-title.ts';

interface ShotPageProps {
  readonly production: string;
  /** `sq010/sh0040` */
  readonly shot: string;
}

/** All takes of a shot, newest first. */
export function ShotPage({ production, shot }: ShotPageProps) {
  const takes = useQuery(studioQueries.takesOfShot(production, shot));
  const openNewTake = useNewTake();
  const title = useProductionTitle(production);
  const mayAsk = useRights(production)('request-take');
  return (
    <>
      <Crumbs>
        <Link to="/productions/$production" params={{ production }}>
          {title}
        </Link>
        <span>
          {shot}
          <OfflineMark production={production} />
        </span>
      </Crumbs>
      <PageBody query={takes}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={`No takes of ${shot} yet`}>
              {mayAsk && (
                <button type="button" className={styles.button} onClick={() => openNewTake({ production, shot })}>
                  Ask for the first take
                </button>
              )}
            </EmptyState>
          ) : (
            <div className={pageStyles.page}>
              <div className={pageStyles.head}>
                <div>
                  <h1 className={pageStyles.title}>{shot}</h1>
                  <p className={pageStyles.about}>{formatCount(list.length, 'take')}, newest first</p>
                </div>
                {mayAsk && (
                  <button type="button" className={styles.button} onClick={() => openNewTake({ production, shot })}>
                    New take of this shot
                  </button>
                )}
              </div>
              <ol>
                {list.map((take) => (
                  <li key={take.id}>
                    <TakeRow take={take} />
                  </li>
                ))}
              </ol>
            </div>
          )
        }
      </PageBody>
    </>
  );
}

function TakeRow({ take }: { readonly take: TakeSummary }) {
  const { picture } = take;
  return (
    <Link
      to="/takes/$take"
      params={{ take: take.id }}
      className={styles.row}
      aria-label={`${take.shot} ${formatTakeVersion(take.version)}`}
    >
      <Poster take={take} />
      <span className={`${styles.version} mono`}>{formatTakeVersion(take.version)}</span>
      <span>
        <StateMark state={take.state} />
        <TakeAside take={take} />
      </span>
      <span className={styles.fact}>{take.purpose}</span>
      <span className={styles.fact}>
        <span className="mono">{formatTimecode(picture.frameRate, picture.durationFrames)}</span>
        <span className={styles.sub}>
          {picture.widthPx} × {picture.heightPx}
        </span>
      </span>
      <span className={styles.fact}>
        {take.reviewCount === 0 ? <span className="faint">No reviews</span> : formatCount(take.reviewCount, 'review')}
      </span>
      <span className={styles.fact}>
        {take.requestedBy.name}
        <span className={styles.sub}>{formatMoment(take.requestedAt)}</span>
      </span>
    </Link>
  );
}

function TakeAside({ take }: { readonly take: TakeSummary }) {
  if (take.error) return <span className={styles.sub}>{take.error.message}</span>;
  if (take.state !== 'running' || !take.progress) return null;
  const { stage, fraction, remainingMs } = take.progress;
  return (
    <span className={styles.sub}>
      {stage}, {Math.floor(fraction * 100)} %{remainingMs !== undefined && `, ${formatDuration(remainingMs)} left`}
    </span>
  );
}
