import {
  BacklotError,
  isSamePerson,
  nextTakeState,
  type Person,
  type Review,
  type ReviewRequest,
  type Role,
  type TakeEvent,
} from '@backlot/film';
import { takeNotFound } from './get-take.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

const EVENT_OF_VERDICT = { approve: 'take-approved', reject: 'take-rejected' } as const satisfies Record<
  string,
  TakeEvent
>;

/** Who may approve a take or send it back; notes are open to all. */
const VERDICT_ROLES: readonly Role[] = ['supervisor', 'producer'];

/**
 * Sixth step: a person's note on a frame, or their verdict. Reviews are only ever added.
 * @throws BacklotError `APPROVAL_ROLE_WRONG` for a verdict of anyone but a supervisor or producer, `APPROVAL_OWN` for one of
 * the person who asked for the take, `TAKE_STATE_INVALID`
 * before it is sealed, `REVIEW_INVALID` for a frame that the take does not have
 */
export function reviewTake(ports: StudioPorts, takeId: string, by: Person, request: ReviewRequest): Promise<Review> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  const review: Review = { ...request, id: ports.ids.next(), takeId, by, at };
  return ports.records.transaction(async (writer) => {
    const take = await writer.takes.lock(takeId);
    if (!take) throw takeNotFound(takeId);
    demandFrame(take, review);
    demandRole(review);
    demandAnother(take, review);
    const state = stateAfter(take, review);
    const kind = review.decision === 'note' ? 'note-added' : EVENT_OF_VERDICT[review.decision];
    await witness(writer, { kind, subject: takeId, by, at, body: { review } });
    await writer.reviews.add(review);
    if (state !== take.state) await writer.takes.change(takeId, { state, updatedAt: at });
    // The seals have to say so: a worker sees to it, and delivery, should none be there.
    if (review.decision !== 'note') await writer.jobs.enqueue(takeId);
    return review;
  });
}

function stateAfter(take: TakeRecord, review: Review): TakeRecord['state'] {
  if (review.decision !== 'note') return nextTakeState(take.state, EVENT_OF_VERDICT[review.decision]);
  if (take.seal) return take.state;
  throw new BacklotError(
    'TAKE_STATE_INVALID',
    `Take "${take.id}": nothing can be noted on it while it is ${take.state}`,
    {
      hint: 'Wait until it is in review.',
    },
  );
}

function demandRole({ decision, takeId, by }: Review): void {
  if (decision === 'note' || VERDICT_ROLES.includes(by.role)) return;
  const roles = VERDICT_ROLES.join(' or ');
  throw new BacklotError(
    'APPROVAL_ROLE_WRONG',
    `Review of take "${takeId}": expected ${roles} to ${decision} it, got ${by.role}`,
    { hint: `Leave a note, or ask a ${roles} for a verdict.` },
  );
}

function demandAnother(take: TakeRecord, { decision, by }: Review): void {
  if (decision === 'note' || !isSamePerson(by, take.requestedBy)) return;
  throw new BacklotError('APPROVAL_OWN', `Review of take "${take.id}": ${by.name} asked for it`, {
    hint: 'Leave a note; somebody else has to give the verdict.',
  });
}

function demandFrame(take: TakeRecord, { frame }: Review): void {
  const last = take.picture.durationFrames - 1;
  if (frame === undefined || frame <= last) return;
  throw new BacklotError(
    'REVIEW_INVALID',
    `Review of take "${take.id}": expected a frame from 0 to ${last}, got ${frame}`,
    {
      hint: 'Frames count from 0 within the take.',
    },
  );
}
