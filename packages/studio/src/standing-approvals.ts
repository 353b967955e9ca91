import type { Review } from '@backlot/film';

/** Approvals that count: whoever sends a take back takes all approvals before with it. `reviews` oldest first. */
export function listStandingApprovals(reviews: readonly Review[]): readonly Review[] {
  const since = reviews.slice(reviews.findLastIndex((review) => review.decision === 'reject') + 1);
  return since.filter((review) => review.decision === 'approve');
}
