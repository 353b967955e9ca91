import type { Review } from '@backlot/film';
import type { Picture } from '@backlot/server';
import type { Playhead } from '../player/playhead.ts';
import { usePlayhead } from '../player/use-playhead.ts';
import { formatMoment } from '../shell/format.ts';
import { nameOfFrame } from './name-of-frame.ts';
import styles from './notes.module.css';

interface NoteListProps {
  readonly picture: Picture;
  /** Its frames are pictures that are no film. */
  readonly isStills?: boolean;
  readonly reviews: readonly Review[];
  readonly playhead: Playhead;
  readonly onGoTo: (frame: number) => void;
}

const WORDS = { approve: 'Approved', reject: 'Rejected', note: '' } as const;

/** All that was said about a take, by frame; the notes of the frame on screen stand out. */
export function NoteList({ picture, isStills = false, reviews, playhead, onGoTo }: NoteListProps) {
  const shown = usePlayhead(playhead, 'frame');
  if (reviews.length === 0 && isStills) {
    return (
      <p className={styles.none}>
        No notes yet. Press <kbd className="kbd">N</kbd> to write one on the variant that is chosen.
      </p>
    );
  }
  if (reviews.length === 0) {
    return (
      <p className={styles.none}>
        No notes yet. Press <kbd className="kbd">N</kbd> to write one on the frame you see, <kbd className="kbd">D</kbd>{' '}
        to draw.
      </p>
    );
  }
  return (
    <ol className={styles.list} aria-label="Notes">
      {[...reviews].sort(byFrame).map((review) => (
        <li key={review.id} className={styles.note} data-current={review.frame === shown} data-kind={review.decision}>
          <div className={styles.noteHead}>
            {review.frame === undefined ? (
              <span className={styles.verdict}>{WORDS[review.decision] || 'On the whole take'}</span>
            ) : (
              <button
                type="button"
                className={`${styles.frameLink} mono`}
                aria-label={`Go to frame ${review.frame}`}
                onClick={() => onGoTo(review.frame ?? 0)}
              >
                {nameOfFrame(picture, review.frame, isStills)}
              </button>
            )}
            {review.frame !== undefined && !isStills && <span className="faint">Frame {review.frame}</span>}
            {review.strokes.length > 0 && <span className="faint">Drawing</span>}
          </div>
          {review.text !== '' && <p className={styles.text}>{review.text}</p>}
          <p className={styles.by}>
            {review.by.name}, {formatMoment(review.at)}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Verdicts on the whole first, then by frame, then by time. */
function byFrame(a: Review, b: Review): number {
  return (a.frame ?? -1) - (b.frame ?? -1) || a.at.localeCompare(b.at);
}
