import { BacklotError, type Decision, isSamePerson, type Person, type Review, type Role } from '@backlot/film';
import type { Explanation } from '@backlot/policy';
import { type Asking, gatherFacts } from './gather-facts.ts';
import { getTake } from './get-take.ts';
import { hashUse } from './hash-use.ts';
import { isCoverLost, listApprovalsInForce } from './rights/lost-cover.ts';
import { listStandingApprovals } from './standing-approvals.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

type Judges = Pick<StudioPorts, 'records' | 'policy' | 'clock' | 'models'>;

/** What policy says now of making a take, with all approvals on record. */
export function judgeMaking(ports: Judges, take: TakeRecord): Promise<Decision> {
  return judge(ports, take, { action: 'make-take', by: take.requestedBy, approvingRoles: [] });
}

/** What policy says now of keeping what came out of a run, with the faces and works that inspection saw in it. */
export function judgeKeeping(ports: Judges, take: TakeRecord): Promise<Decision> {
  return judge(ports, take, { action: 'keep-take', by: take.requestedBy, approvingRoles: [] });
}

/**
 * What policy says now of `by` letting a take leave the studio, with all approvals and reviews on record. `marksMasters`:
 * ProRes masters leave with the take's mark in them.
 */
export async function judgeDelivery(
  ports: Judges,
  take: TakeRecord,
  by: Person,
  { marksMasters = false }: { readonly marksMasters?: boolean } = {},
): Promise<Decision> {
  const approvingRoles = listApprovingRoles(take, await ports.records.reviews.list(take.id));
  return judge(ports, take, { action: 'deliver-take', by, approvingRoles, marksMasters });
}

/** What policy says of the step that a take stands before, and what would change the answer. */
export async function explainUse(ports: Judges, takeId: string): Promise<Explanation> {
  const take = await getTake(ports.records, takeId);
  const isMade = take.outputs.length > 0;
  const isDeliverable = take.seal !== undefined;
  const action = isDeliverable ? 'deliver-take' : isMade ? 'keep-take' : 'make-take';
  const approvingRoles = isDeliverable ? listApprovingRoles(take, await ports.records.reviews.list(takeId)) : [];
  const approvals = await ports.records.approvals.of(hashUse(take));
  return ports.policy.explain(
    await gatherFacts(ports, take, { action, by: take.requestedBy, approvals, approvingRoles }),
  );
}

/**
 * Whether a take's files may be seen at this moment: policy judges anew, since a consent may have been withdrawn or run
 * out since the take was made.
 * @throws BacklotError `TAKE_QUARANTINED`, `DECISION_DENIED` with the decision as details, `TAKE_NOT_FOUND`
 */
export async function demandViewable(ports: Judges, takeId: string): Promise<TakeRecord> {
  const take = await getTake(ports.records, takeId);
  if (take.state === 'quarantined') {
    throw new BacklotError('TAKE_QUARANTINED', `Take "${takeId}": its files are withheld`, {
      hint: 'A consent or licence that it stands on was withdrawn; the ledger says which.',
    });
  }
  const decision = await judge(ports, take, { action: 'view-take', by: STUDIO_ITSELF, approvingRoles: [] });
  if (isViewable(take, decision) && (await isCoverLost(ports, take))) {
    throw new BacklotError('DECISION_DENIED', `Take "${takeId}": somebody in it took back every consent of theirs`, {
      hint: 'Ask the performer; only a new consent, or a new answer of legal, helps.',
    });
  }
  if (isViewable(take, decision)) return take;
  const reasons = decision.reasons.map(({ text }) => text).join(' ');
  throw new BacklotError('DECISION_DENIED', `Take "${takeId}": its files may not be seen: ${reasons}`, {
    hint: decision.reasons.find(({ advice }) => advice !== undefined)?.advice ?? 'Ask whoever requested the take.',
    details: { decision },
  });
}

/**
 * Whether a take may be seen as policy judges looking at it. A yes that is missing withholds what was made; where the take
 * still waits for one nothing is made yet, and whoever is to say yes must see its inputs.
 */
function isViewable({ state }: Pick<TakeRecord, 'state'>, { outcome }: Decision): boolean {
  return outcome === 'allow' || (outcome === 'needs-approval' && state === 'awaiting-approval');
}

/** Whether the files of a take may be seen, whatever state it is in: policy allows it and nobody in it took all consent back. */
export async function mayBeSeen(ports: Judges, take: TakeRecord): Promise<boolean> {
  const decision = await judge(ports, take, { action: 'view-take', by: STUDIO_ITSELF, approvingRoles: [] });
  return isViewable(take, decision) && !(await isCoverLost(ports, take));
}

async function judge(ports: Judges, take: TakeRecord, asking: Omit<Asking, 'approvals'>): Promise<Decision> {
  const given = await ports.records.approvals.of(hashUse(take));
  const approvals = await listApprovalsInForce(ports, take, { action: asking.action, approvals: given });
  return ports.policy.decide(await gatherFacts(ports, take, { ...asking, approvals }));
}

/** The word of the one who asked for the take does not count, as with approvals of its use. */
function listApprovingRoles({ requestedBy }: TakeRecord, reviews: readonly Review[]): Role[] {
  const others = listStandingApprovals(reviews).filter(({ by }) => !isSamePerson(by, requestedBy));
  return [...new Set(others.map(({ by }) => by.role))];
}
