import type { DisclosedTake, LedgerEntry } from '@backlot/evidence';
import { type Approval, type Decision, formatFrameRate, formatTakeVersion, type Review } from '@backlot/film';
import { listMarkedFiles, type MarkedFiles } from '../marked-files.ts';
import type { TakeRecord } from '../take-record.ts';
import { nameOf } from './disclose-take.ts';

/** What a delivery says about how its pictures were made; goes with the files. */
export interface DisclosureReport {
  readonly schema: 1;
  readonly takeId: string;
  readonly production: string;
  readonly shot: string;
  readonly version: string;
  readonly purpose: string;
  readonly madeWith: {
    readonly engine: string;
    readonly version: string;
    readonly builds: Readonly<Record<string, string>>;
  };
  /** IPTC digital source type. */
  readonly digitalSourceType: string;
  readonly recipeHash: string;
  readonly inputs: readonly {
    readonly role: string;
    readonly name: string;
    readonly sha256: string;
    readonly licence: { readonly owner: string; readonly statement: string; readonly source?: string } | null;
  }[];
  /** Whom it touches, on whose consent, by which models, and the use-case row that it falls under. */
  readonly people: Pick<
    DisclosedTake,
    'operations' | 'consents' | 'syntheticPerformers' | 'models' | 'netflixMatrixRow'
  >;
  readonly decision: Decision;
  /** Who they are to the studio, by name and role alone. */
  readonly approvals: readonly (Omit<Approval, 'by'> & { readonly by: ReturnType<typeof nameOf> })[];
  readonly verdicts: readonly {
    readonly decision: string;
    readonly by: string;
    readonly at: string;
    readonly text: string;
  }[];
  readonly seal: TakeRecord['seal'] | null;
  /** The take's mark, the files here that carry it, and the viewing files and masters that do not; working files never do. */
  readonly watermark: MarkedFiles & { readonly id: string | null };
  readonly ledgerHead: { readonly index: number; readonly hash: string } | null;
  readonly deliveredAt: string;
}

/** What a report is made of. */
export interface DisclosureFacts {
  readonly take: TakeRecord;
  readonly decision: Decision;
  readonly disclosed: DisclosedTake;
  readonly reviews: readonly Review[];
  readonly ledgerHead: Pick<LedgerEntry, 'index' | 'hash'> | undefined;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The mark is in ProRes masters too. */
  readonly marksMasters: boolean;
}

/** Gathers the facts that a post house and its broadcaster ask for. */
export function makeDisclosureReport(facts: DisclosureFacts): DisclosureReport {
  const { take, disclosed, decision, reviews, ledgerHead, at, marksMasters } = facts;
  const { recipe } = take;
  const { operations, consents, syntheticPerformers, models, netflixMatrixRow } = disclosed;
  return {
    schema: 1,
    takeId: take.id,
    production: take.production,
    shot: take.shot,
    version: formatTakeVersion(take.version),
    purpose: take.purpose,
    madeWith: { engine: recipe.engine.id, version: recipe.engine.version, builds: recipe.builds },
    digitalSourceType: take.digitalSourceType ?? 'unknown',
    recipeHash: take.recipeHash,
    inputs: recipe.inputs.map(({ role, name, sha256 }) => ({
      role,
      name,
      sha256,
      licence: take.licences[role] ?? null,
    })),
    people: { operations, consents, syntheticPerformers, models, netflixMatrixRow },
    decision,
    approvals: take.approvals.map((approval) => ({ ...approval, by: nameOf(approval.by) })),
    verdicts: reviews
      .filter((review) => review.decision !== 'note')
      .map(({ decision: verdict, by, at: reviewedAt, text }) => ({
        decision: verdict,
        by: by.name,
        at: reviewedAt,
        text,
      })),
    seal: take.seal ?? null,
    watermark: { id: take.seal?.mark ?? null, ...listMarkedFiles(take, marksMasters) },
    ledgerHead: ledgerHead ? { index: ledgerHead.index, hash: ledgerHead.hash } : null,
    deliveredAt: at,
  };
}

/** The report in a few lines for people. */
export function formatDisclosureReport(report: DisclosureReport, take: TakeRecord): string {
  const { widthPx, heightPx, durationFrames, frameRate } = take.picture;
  const inputs = report.inputs.map(({ role, name, licence }) => {
    const terms = licence ? `${licence.owner}: ${licence.statement}` : 'no licence stated';
    return `  ${role}: ${name} (${terms})`;
  });
  const reasons = report.decision.reasons.map((reason) => `  ${reason.text} [${reason.ruleId}; ${reason.source}]`);
  const approvals = report.approvals.map(({ by, at }) => `  ${by.name}, ${by.role}, at ${at}`);
  const verdicts = report.verdicts.map(({ decision, by, at }) => `  ${decision} by ${by} at ${at}`);
  return [
    `${report.production} ${report.shot} ${report.version}, for ${report.purpose} use`,
    `${widthPx}x${heightPx}, ${durationFrames} frames at ${formatFrameRate(frameRate)} fps`,
    `Made with ${report.madeWith.engine} ${report.madeWith.version}; digital source type: ${report.digitalSourceType}`,
    'From:',
    ...inputs,
    ...describePeople(report),
    'Allowed because:',
    ...reasons,
    'Use approved:',
    ...(approvals.length === 0 ? ['  nobody had to be asked'] : approvals),
    'Reviewed:',
    ...verdicts,
    `Recipe ${report.recipeHash}`,
    `Content Credentials: ${report.seal ? `signed by ${report.seal.signer}` : 'none'}; ledger entry ${report.ledgerHead?.index ?? '-'}`,
    describeMark(report),
    `Delivered ${report.deliveredAt}. Check the files with "sha256sum -c checksums.sha256".`,
    '',
  ].join('\n');
}

function describeMark({ watermark: { id, marked, unmarked } }: DisclosureReport): string {
  const named = id === null ? 'Watermark' : `Watermark ${id}`;
  const without = unmarked.length === 0 ? '' : `; not in ${unmarked.join(', ')}`;
  return `${named}: in ${marked.length === 0 ? 'no file' : marked.join(', ')}${without}; never in working files`;
}

function describePeople({ people }: DisclosureReport): string[] {
  if (people.consents.length === 0 && people.syntheticPerformers.length === 0) return [];
  return [
    'People:',
    ...people.operations.slice(1).map((words) => `  ${words}`),
    ...people.consents.map(
      ({ performer, kind, signedBy, signedOn, consentId, state }) =>
        `  consent of ${performer}: ${kind}, signed by ${signedBy} on ${signedOn} (${consentId}, ${state})`,
    ),
    ...people.syntheticPerformers.map(({ name }) => `  synthetic performer: ${name}`),
  ];
}
