import type { Review } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { fileUrl } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { createPlayhead } from '../player/playhead.ts';
import { usePlayhead } from '../player/use-playhead.ts';
import viewerStyles from '../player/viewer.module.css';
import { useKeys } from '../shell/use-keys.ts';
import styles from './poster-review.module.css';
import takeStyles from './take.module.css';
import { TakePanel } from './take-panel.tsx';
import { useKeptFrame } from './use-kept-frame.ts';
import { useNoteDraft } from './use-note-draft.ts';
import { pictureToLookAt } from './variants-of.ts';

const NO_REVIEWS: readonly Review[] = [];

interface PosterReviewProps {
  readonly take: TakeDetail;
  /** Number of the variant that is chosen at first. */
  readonly firstFrame: number;
}

/** A picture or a sound for who gets no file but what is made for looking: a guest. A number chooses what a note is on. */
export function PosterReview({ take, firstFrame }: PosterReviewProps) {
  const reviews = useQuery(studioQueries.reviews(take.id)).data ?? NO_REVIEWS;
  const first = useRef(Math.min(firstFrame, countOf(take) - 1));
  const playhead = useMemo(() => createPlayhead(first.current), []);
  const chosen = usePlayhead(playhead, 'frame');
  useKeptFrame(take.id, chosen);
  const note = useNoteDraft(take.id, playhead, undefined, { canDraw: false });
  const picture = pictureToLookAt(take);
  const variants = Array.from({ length: countOf(take) }, (_, at) => at);
  const choose = (frame: number): void => playhead.set({ frame });
  useKeys(Object.fromEntries(variants.map((at) => [String(at + 1), () => choose(at)])));
  return (
    <div className={takeStyles.review}>
      <section className={viewerStyles.viewer} data-stills="true" aria-label="Picture of the take">
        <div className={viewerStyles.top}>
          {variants.length > 1 && (
            <fieldset className={viewerStyles.passes} aria-label="Variant that a note is on">
              {variants.map((at) => (
                <button
                  key={at}
                  type="button"
                  className={viewerStyles.pass}
                  aria-pressed={at === chosen}
                  onClick={() => choose(at)}
                >
                  Variant {at + 1}
                </button>
              ))}
            </fieldset>
          )}
        </div>
        <div className={styles.stage}>
          {picture && (
            <img src={fileUrl(take.id, picture)} alt="What the take looks like" decoding="async" data-testid="poster" />
          )}
        </div>
        <p className={styles.caption}>{captionOf(take)}</p>
      </section>
      <TakePanel take={take} reviews={reviews} note={note} playhead={playhead} player={undefined} />
    </div>
  );
}

/** Where a take has variants, each counts as a frame; what is spoken has lines, which count otherwise. */
function countOf({ engine, picture }: TakeDetail): number {
  return engine === 'voice' ? 1 : Math.min(picture.durationFrames, 9);
}

function captionOf(take: TakeDetail): string {
  if (take.engine === 'sound' || take.engine === 'voice') {
    return 'A picture of the sound. To hear it, ask whoever sent you the link: sound files do not come with it.';
  }
  if (countOf(take) === 1) return 'The picture as it is shown for review.';
  return 'All variants on one sheet, in rows from the left. The single files do not come with the link.';
}
