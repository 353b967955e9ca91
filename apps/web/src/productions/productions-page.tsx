import type { ProductionOverview, TakeSummary } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import rightsStyles from '../rights/rights.module.css';
import { EmptyState } from '../shell/empty-state.tsx';
import { formatCount } from '../shell/format.ts';
import pageStyles from '../shell/page.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { Poster } from '../shell/poster.tsx';
import { useNewTake } from '../shell/studio-shell.tsx';
import { useRights, useRightsAnywhere } from '../sign-in/use-rights.ts';
import { ProductionDialog } from './production-dialog.tsx';
import styles from './productions-page.module.css';

/** All productions of this studio. */
export function ProductionsPage() {
  const productions = useQuery(studioQueries.productions());
  const [isMaking, setMaking] = useState(false);
  const onMake = useRights()('create-production') ? () => setMaking(true) : undefined;
  return (
    <>
      <PageBody query={productions}>
        {(list) =>
          list.length === 0 ? <NoProductions onMake={onMake} /> : <ProductionList productions={list} onMake={onMake} />
        }
      </PageBody>
      {isMaking && <ProductionDialog onClose={() => setMaking(false)} />}
    </>
  );
}

interface MakerProps {
  /** Absent for who may not make productions. */
  readonly onMake: (() => void) | undefined;
}

interface ProductionListProps extends MakerProps {
  readonly productions: readonly ProductionOverview[];
}

function ProductionList({ productions, onMake }: ProductionListProps) {
  return (
    <div className={pageStyles.page}>
      <div className={pageStyles.head}>
        <h1 className={pageStyles.title}>Productions</h1>
        {onMake && (
          <button type="button" className={rightsStyles.button} onClick={onMake}>
            New production
          </button>
        )}
      </div>
      <ul>
        {productions.map((production) => (
          <li key={production.slug}>
            <Link
              to="/productions/$production"
              params={{ production: production.slug }}
              className={styles.row}
              aria-label={production.title}
            >
              <div>
                <h2 className={styles.title}>{production.title}</h2>
                <p className={styles.counts}>
                  {formatCount(production.shotCount, 'shot')}, {formatCount(production.takeCount, 'take')}
                </p>
                <Waiting takes={production.latestTakes} />
              </div>
              <div className={styles.posters}>
                {production.latestTakes
                  .filter(hasPicture)
                  .slice(0, MAX_POSTERS)
                  .map((take) => (
                    <Poster key={take.id} take={take} />
                  ))}
              </div>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What waits for a person, among the newest takes of the shots. */
function Waiting({ takes }: { readonly takes: readonly TakeSummary[] }) {
  const inReview = takes.filter((take) => take.state === 'in-review').length;
  const awaiting = takes.filter((take) => take.state === 'awaiting-approval').length;
  const held = takes.filter((take) => take.state === 'held').length;
  const words = [
    ...(inReview > 0 ? [`${inReview} in review`] : []),
    ...(awaiting > 0 ? [`${awaiting} awaiting approval`] : []),
    ...(held > 0 ? [`${held} held for an answer`] : []),
  ];
  return words.length > 0 && <p className={styles.waiting}>{words.join(', ')}</p>;
}

const MAX_POSTERS = 4;

function hasPicture(take: TakeSummary): boolean {
  return (take.poster !== null && take.state !== 'quarantined') || take.state === 'running';
}

function NoProductions({ onMake }: MakerProps) {
  const openNewTake = useNewTake();
  const mayAsk = useRightsAnywhere()('request-take');
  if (!onMake && !mayAsk) {
    return (
      <EmptyState title="No productions yet">
        None that you have a role in. Ask the producer or the owner of the studio for one.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No productions yet">
      {onMake && (
        <p>
          <button type="button" className={styles.inline} onClick={onMake}>
            Make a production
          </button>{' '}
          and register its people and material, or let it begin with its first take.
        </p>
      )}
      <code>npx backlot take collapse set-up.json --out take</code>
      {mayAsk && (
        <>
          Or{' '}
          <button type="button" className={styles.inline} onClick={() => openNewTake({})}>
            ask for a take here
          </button>{' '}
          with a plate and a set-up.
        </>
      )}
    </EmptyState>
  );
}
