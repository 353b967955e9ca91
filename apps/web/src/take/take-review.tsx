import { formatTakeVersion, type Review } from '@backlot/film';
import type { Pass, TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { frameUrl } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import type { TimelineMark } from '../player/timeline.tsx';
import { useFramePlayer } from '../player/use-frame-player.ts';
import { usePlayerKeys } from '../player/use-player-keys.ts';
import { useWipe } from '../player/use-wipe.ts';
import { Viewer } from '../player/viewer.tsx';
import styles from './take.module.css';
import { TakePanel } from './take-panel.tsx';
import { useNoteDraft } from './use-note-draft.ts';
import { useVersionSides } from './use-version-sides.ts';
import { VersionSides } from './version-sides.tsx';

interface TakeReviewProps {
  readonly take: TakeDetail;
  readonly firstFrame: number;
}

const NO_REVIEWS: readonly Review[] = [];

/** Picture on the left, what is said and known about it on the right. */
export function TakeReview({ take, firstFrame }: TakeReviewProps) {
  const reviews = useQuery(studioQueries.reviews(take.id)).data ?? NO_REVIEWS;
  const [pass, setPass] = useState<Pass>(take.passes[0] ?? 'composite');
  const sides = useVersionSides(take);
  const shown = sides.shown;
  const shownPass = shown.passes.includes(pass) ? pass : 'composite';
  const choice = { takeId: shown.id, pass: shownPass, video: shown.video };
  const used = useFramePlayer(take.picture, choice, firstFrame);
  const { playhead, handle } = used;
  const wipe = useWipe(handle?.board, take.passes.includes('plate') ? frameUrl(take.id, 'plate', 0) : undefined);
  const isOther = shown.id !== take.id;
  const note = useNoteDraft(take.id, playhead, handle?.player);
  usePlayerKeys({
    player: handle?.player,
    playhead,
    durationFrames: take.picture.durationFrames,
    passes: shown.passes,
    onShow: setPass,
    marks: reviews.flatMap((review) => (review.frame === undefined ? [] : [review.frame])),
  });
  const strokesOf = (frame: number) => {
    if (isOther) return [];
    const saved = reviews.filter((review) => review.frame === frame).flatMap((review) => review.strokes);
    return note.draft?.frame === frame ? [...saved, ...note.draft.strokes] : saved;
  };
  return (
    <div className={styles.review}>
      <Viewer
        picture={take.picture}
        used={used}
        passes={shown.passes}
        pass={shownPass}
        onPass={setPass}
        wipe={wipe}
        drawing={note.drawing}
        strokesOf={strokesOf}
        marks={marksOf(reviews)}
        sideName={isOther ? formatTakeVersion(shown.version) : undefined}
        sides={<VersionSides take={take} sides={sides} />}
      />
      <TakePanel take={take} reviews={reviews} note={note} playhead={playhead} player={handle?.player} />
    </div>
  );
}

function marksOf(reviews: readonly Review[]): TimelineMark[] {
  const frames = new Map<number, number>();
  for (const { frame } of reviews) if (frame !== undefined) frames.set(frame, (frames.get(frame) ?? 0) + 1);
  return [...frames].map(([frame, count]) => ({
    frame,
    label: `${count === 1 ? 'Note' : `${count} notes`} on frame ${frame}`,
  }));
}
