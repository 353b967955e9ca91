import { canonicalJson, sha256Hex } from '@backlot/evidence';
import type { Decision } from '@backlot/film';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/** What a delivery's folder was made of besides the recipe: where one of these is another now, it says what is not so. */
export interface DeliveryTerms {
  /** Ledger entry of the seals in its files; null where there are none. */
  readonly sealIndex: number | null;
  /** SHA-256 of decision, approvals and verdicts, as its report tells them. */
  readonly saidSha256: string;
  /** The take's mark is in ProRes masters too. */
  readonly marksMasters: boolean;
}

/** The terms as they are now. */
export async function readDeliveryTerms(
  { records }: Pick<StudioPorts, 'records'>,
  take: TakeRecord,
  { decision, marksMasters }: { readonly decision: Decision; readonly marksMasters: boolean },
): Promise<DeliveryTerms> {
  const reviews = await records.reviews.list(take.id);
  const verdicts = reviews.filter((review) => review.decision !== 'note').map(({ id }) => id);
  const said = { decision, approvals: take.approvals, verdicts };
  // Through JSON, so that what is absent and what is undefined have one hash.
  const saidSha256 = sha256Hex(canonicalJson(JSON.parse(JSON.stringify(said))));
  return { sealIndex: take.seal?.ledgerIndex ?? null, saidSha256, marksMasters };
}

/** Whether terms from the ledger are these; those of an entry that has none never are. */
export function hasTerms(recorded: unknown, terms: DeliveryTerms): boolean {
  return recorded !== undefined && canonicalJson(recorded) === canonicalJson(terms);
}
