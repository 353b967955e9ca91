import { formatTakeVersion, type Review } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { createPlayhead } from '../player/playhead.ts';
import { usePlayhead } from '../player/use-playhead.ts';
import viewerStyles from '../player/viewer.module.css';
import { useKeys } from '../shell/use-keys.ts';
import styles from './take.module.css';
import { TakePanel } from './take-panel.tsx';
import { useKeptFrame } from './use-kept-frame.ts';
import { useNoteDraft } from './use-note-draft.ts';
import { useVersionSides } from './use-version-sides.ts';
import { VariantActions } from './variant-actions.tsx';
import { VariantGrid } from './variant-grid.tsx';
import { placeOfPick, variantsOf } from './variants-of.ts';
import { VersionSides } from './version-sides.tsx';

interface VariantReviewProps {
  readonly take: TakeDetail;
  /** Number of the variant that is looked at first; that which was picked where the address names none. */
  readonly firstFrame: number | undefined;
}

const NO_REVIEWS: readonly Review[] = [];

/** Variants of a picture side by side, one of them chosen; what is said and known about them on the right. */
export function VariantReview({ take, firstFrame }: VariantReviewProps) {
  const reviews = useQuery(studioQueries.reviews(take.id)).data ?? NO_REVIEWS;
  const sides = useVersionSides(take);
  const variants = variantsOf(sides.shown);
  const picked = Math.max(0, placeOfPick(take));
  const first = useRef(Math.min(firstFrame ?? picked, variants.length - 1));
  const playhead = useMemo(() => createPlayhead(first.current), []);
  const chosen = Math.min(usePlayhead(playhead, 'frame'), variants.length - 1);
  useKeptFrame(take.id, chosen, picked);
  const [isAlone, setAlone] = useState(variants.length === 1);
  const note = useNoteDraft(take.id, playhead, undefined, { canDraw: false });
  const choose = (frame: number): void => playhead.set({ frame: Math.max(0, Math.min(variants.length - 1, frame)) });
  useKeys({
    arrowleft: () => choose(chosen - 1),
    arrowright: () => choose(chosen + 1),
    g: () => setAlone((before) => !before),
    ...Object.fromEntries(variants.map((_, at) => [String(at + 1), () => choose(at)])),
  });
  const isOther = sides.shown.id !== take.id;
  return (
    <div className={styles.review}>
      <section className={viewerStyles.viewer} data-stills="true" aria-label="Variants">
        <div className={viewerStyles.top}>
          <fieldset className={viewerStyles.passes} aria-label="How many at once">
            {variants.length > 1 &&
              [false, true].map((alone) => (
                <button
                  key={String(alone)}
                  type="button"
                  className={viewerStyles.pass}
                  aria-pressed={isAlone === alone}
                  onClick={() => setAlone(alone)}
                  title="All or one (G)"
                >
                  {alone ? 'One' : 'All'}
                </button>
              ))}
          </fieldset>
          <VersionSides take={take} sides={sides} />
        </div>
        <VariantGrid
          take={sides.shown}
          variants={variants}
          chosen={chosen}
          isAlone={isAlone}
          sideName={isOther ? formatTakeVersion(sides.shown.version) : undefined}
          onChoose={choose}
        />
        <VariantActions take={sides.shown} variants={variants} chosen={chosen} />
      </section>
      <TakePanel take={take} reviews={reviews} note={note} playhead={playhead} player={undefined} />
    </div>
  );
}
