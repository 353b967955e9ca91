import { type Approval, consentStateOn } from '@backlot/film';
import type { UseAction } from '@backlot/policy';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';

type Ports = Pick<StudioPorts, 'records' | 'clock'>;
type ShowingTake = Pick<TakeRecord, 'production' | 'use' | 'words' | 'faces'>;

/** Ids of the performers of the register whom words or faces of a take point to, declared or not. */
export async function listRecognised({ records }: Pick<Ports, 'records'>, take: ShowingTake): Promise<string[]> {
  const seen = take.faces.flatMap(({ verdict, performer }) =>
    performer === undefined || verdict === 'unclear' || verdict === 'in-plate' ? [] : [performer],
  );
  if (take.words.length === 0) return [...new Set(seen)];
  const meant = new Set(take.words.map(({ person }) => person));
  const named = (await records.rights.performers.list(take.production)).filter(({ id, name, aliases }) =>
    [id, name, ...aliases].some((each) => meant.has(each)),
  );
  return [...new Set([...seen, ...named.map(({ id }) => id)])];
}

/**
 * When somebody whom the take shows or names, undeclared, took back the last consent of theirs (ISO 8601, UTC); nothing
 * where none did or one is still granted. Declared uses are policy's to judge.
 */
async function coverLostAt({ records, clock }: Ports, take: ShowingTake): Promise<string | undefined> {
  const declared = new Set(take.use.people.map(({ performer }) => performer));
  const undeclared = (await listRecognised({ records }, take)).filter((performer) => !declared.has(performer));
  if (undeclared.length === 0) return undefined;
  const consents = await records.rights.consents.ofPerformers(undeclared);
  const now = new Date(clock.nowMs()).toISOString();
  const isCovered = (performer: string) =>
    consents.some((each) => each.performer === performer && consentStateOn(each, now) === 'granted');
  const lost = consents.filter(({ performer }) => !isCovered(performer));
  return lost
    .flatMap(({ withdrawnAt }) => withdrawnAt ?? [])
    .sort()
    .at(-1);
}

/**
 * Whether somebody whom the take shows or names took everything back since it was asked for and since legal last
 * answered for it: a yes from before does not outlive the consent that it was given beside.
 */
export async function isCoverLost(ports: Ports, take: TakeRecord): Promise<boolean> {
  const lostAt = await coverLostAt(ports, take);
  if (lostAt === undefined || take.requestedAt > lostAt) return false;
  return !take.approvals.some((approval) => isLegal(approval) && approval.at > lostAt);
}

/**
 * The approvals that still count. Legal's from before the cover was lost do not; nor, for making and delivering, do those
 * from before somebody declared took a consent back: what legal said was said beside it, and a new consent is read anew.
 */
export async function listApprovalsInForce(
  ports: Ports,
  take: ShowingTake,
  { action, approvals }: { readonly action: UseAction; readonly approvals: readonly Approval[] },
): Promise<readonly Approval[]> {
  if (!approvals.some(isLegal)) return approvals;
  const ends = [
    await coverLostAt(ports, take),
    action === 'view-take' ? undefined : await consentWithdrawnAt(ports, take),
  ];
  return approvals.filter(
    (approval) => !isLegal(approval) || ends.every((end) => end === undefined || approval.at > end),
  );
}

/** When somebody whose use is declared last took a consent back. */
async function consentWithdrawnAt({ records }: Ports, { use }: ShowingTake): Promise<string | undefined> {
  if (use.people.length === 0) return undefined;
  const consents = await records.rights.consents.ofPerformers(use.people.map(({ performer }) => performer));
  return consents
    .flatMap(({ withdrawnAt }) => withdrawnAt ?? [])
    .sort()
    .at(-1);
}

function isLegal({ by }: Approval): boolean {
  return by.role === 'legal';
}
