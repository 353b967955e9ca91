import { formatTakeVersion } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { studioQueries } from '../client/studio-queries.ts';
import { OfflineMark } from '../models/offline-mark.tsx';
import { useProductionTitle } from '../productions/use-production-title.ts';
import { PageBody } from '../shell/page-body.tsx';
import { StateMark } from '../shell/state-mark.tsx';
import { Crumbs } from '../shell/studio-shell.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import { PosterReview } from './poster-review.tsx';
import { SoundReview } from './sound-review.tsx';
import { TakeReview } from './take-review.tsx';
import { TakeStanding } from './take-standing.tsx';
import { VariantReview } from './variant-review.tsx';
import { pictureToLookAt, soundsOf, variantsOf } from './variants-of.ts';

interface TakePageProps {
  readonly takeId: string;
  /** Undefined where the address names none. */
  readonly firstFrame: number | undefined;
}

/** One take: its picture and review once there is one, before that how it stands. */
export function TakePage({ takeId, firstFrame }: TakePageProps) {
  const take = useQuery(studioQueries.take(takeId));
  // Asked beside the take and waited for too: a key pressed at the first picture must do what it says.
  const rights = useQuery(studioQueries.takeRights(takeId));
  return (
    <PageBody query={take}>
      {(data) => (
        <PageBody query={rights}>
          {() => (
            <>
              <TakeCrumbs take={data} />
              <TakeBody take={data} firstFrame={firstFrame} />
            </>
          )}
        </PageBody>
      )}
    </PageBody>
  );
}

interface TakeBodyProps {
  readonly take: TakeDetail;
  readonly firstFrame: number | undefined;
}

const FINISHED: ReadonlySet<TakeDetail['state']> = new Set(['in-review', 'approved', 'rejected', 'delivered']);

/**
 * A film in the player, pictures in a grid, sounds in a list, for guests what stands for them; where there is nothing yet,
 * how the take stands.
 */
function TakeBody({ take, firstFrame }: TakeBodyProps) {
  // Withheld files are not even asked for.
  if (take.state === 'quarantined') return <TakeStanding take={take} />;
  if (take.passes.includes('composite') || take.video !== null) {
    return <TakeReview take={take} firstFrame={firstFrame ?? 0} />;
  }
  if (variantsOf(take).length > 0) return <VariantReview take={take} firstFrame={firstFrame} />;
  if (soundsOf(take).length > 0) return <SoundReview take={take} />;
  if (FINISHED.has(take.state) && pictureToLookAt(take) !== undefined) {
    return <PosterReview take={take} firstFrame={firstFrame ?? 0} />;
  }
  return <TakeStanding take={take} />;
}

function TakeCrumbs({ take }: { readonly take: TakeDetail }) {
  const [sequence = '', shot = ''] = take.shot.split('/');
  const may = useRights(take.production);
  const title = useProductionTitle(take.production);
  return (
    <Crumbs>
      {!may('view-production') ? (
        <span>{take.shot}</span>
      ) : (
        <>
          <Link to="/productions/$production" params={{ production: take.production }}>
            {title}
          </Link>
          <Link to="/productions/$production/$sequence/$shot" params={{ production: take.production, sequence, shot }}>
            {take.shot}
          </Link>
        </>
      )}
      <span>
        <span className="mono" style={{ color: 'var(--ink)', marginRight: 14 }}>
          {formatTakeVersion(take.version)}
        </span>
        <StateMark state={take.state} />
      </span>
      <OfflineMark production={take.production} />
    </Crumbs>
  );
}
