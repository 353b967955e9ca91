import { FACE_THRESHOLDS } from '../face-thresholds.ts';
import type { FaceMatch, FaceReason, FaceVerdict } from './faces-report.ts';

/** What the rules know of a face. */
export interface FaceFacts {
  readonly isChanged: boolean;
  readonly isUsable: boolean;
  /** Everybody on file, the likest first. */
  readonly matches: readonly FaceMatch[];
}

/**
 * Judges a face; the first rule that holds decides. A needless review costs a person a minute, a face that passes
 * unseen cannot be taken back: whatever the rules are not sure of goes to review.
 */
export function judgeFace({ isChanged, isUsable, matches }: FaceFacts): {
  readonly verdict: FaceVerdict;
  readonly reason: FaceReason;
} {
  const licensed = matches.find(({ hasConsent }) => hasConsent)?.similarity ?? 0;
  const unlicensed = matches.find(({ hasConsent }) => !hasConsent)?.similarity ?? 0;
  // The camera saw this face; whether it may be in the plate is another question than what was made of it.
  if (!isChanged) return { verdict: 'pass', reason: 'unchanged' };
  // Small, turned and blurred faces resemble everybody a little: neither a match nor its absence says anything.
  if (!isUsable) return { verdict: 'review', reason: 'not-comparable' };
  // Both above the mark: the model cannot tell these two apart, so that neither refusing nor passing would be just.
  if (Math.min(licensed, unlicensed) >= FACE_THRESHOLDS.same) return { verdict: 'review', reason: 'two-people' };
  if (unlicensed >= FACE_THRESHOLDS.same) return { verdict: 'refuse', reason: 'no-consent' };
  if (licensed >= FACE_THRESHOLDS.same) return { verdict: 'pass', reason: 'has-consent' };
  if (unlicensed >= Math.max(FACE_THRESHOLDS.maybe, licensed)) {
    return { verdict: 'review', reason: 'resembles-no-consent' };
  }
  return { verdict: 'review', reason: 'nobody' };
}
