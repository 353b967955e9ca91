import type { ShotOverview } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { studioQueries } from '../client/studio-queries.ts';
import { ProductionFrame } from '../rights/production-frame.tsx';
import { EmptyState } from '../shell/empty-state.tsx';
import { formatCount } from '../shell/format.ts';
import { PageBody } from '../shell/page-body.tsx';
import { Poster } from '../shell/poster.tsx';
import { StateMark } from '../shell/state-mark.tsx';
import styles from './production-page.module.css';

/** The shots of a production by sequence, each with its newest take. */
export function ProductionPage({ production }: { readonly production: string }) {
  const shots = useQuery(studioQueries.shots(production));
  return (
    <ProductionFrame production={production}>
      <PageBody query={shots}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No shots yet">A shot appears with its first take. Press “New take”.</EmptyState>
          ) : (
            sequencesOf(list).map(([sequence, members]) => (
              <Sequence key={sequence} sequence={sequence} shots={members} />
            ))
          )
        }
      </PageBody>
    </ProductionFrame>
  );
}

function Sequence({ sequence, shots }: { readonly sequence: string; readonly shots: readonly ShotOverview[] }) {
  return (
    <section className={styles.sequence} aria-label={`Sequence ${sequence}`}>
      <h2 className={styles.sequenceTitle}>
        {sequence} <span className="faint">{formatCount(shots.length, 'shot')}</span>
      </h2>
      <ul className={styles.shots}>
        {shots.map((shot) => (
          <li key={shot.code}>
            <ShotCard shot={shot} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShotCard({ shot }: { readonly shot: ShotOverview }) {
  const [sequence = '', name = ''] = shot.code.split('/');
  return (
    <Link
      to="/productions/$production/$sequence/$shot"
      params={{ production: shot.production, sequence, shot: name }}
      className={styles.card}
      aria-label={`Shot ${shot.code}`}
    >
      <Poster take={shot.latestTake} />
      <div className={styles.caption}>
        <span className={styles.name}>{name}</span>
        <span className="faint">{formatCount(shot.takeCount, 'take')}</span>
        {shot.latestTake && <StateMark state={shot.latestTake.state} />}
      </div>
    </Link>
  );
}

function sequencesOf(shots: readonly ShotOverview[]): [string, ShotOverview[]][] {
  const sequences = new Map<string, ShotOverview[]>();
  for (const shot of [...shots].sort((a, b) => a.code.localeCompare(b.code, 'en'))) {
    const [sequence = ''] = shot.code.split('/');
    sequences.set(sequence, [...(sequences.get(sequence) ?? []), shot]);
  }
  return [...sequences];
}
