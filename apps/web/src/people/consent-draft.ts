import {
  type ConsentKind,
  type ConsentRequest,
  type ConsentSignature,
  consentRequestSchema,
  type Operation,
} from '@backlot/film';
import { readList } from '../forms/list-text.ts';

/** The form of a consent as it is typed. */
export interface ConsentDraft {
  readonly kind: ConsentKind;
  readonly description: string;
  readonly isForAllShots: boolean;
  readonly shots: readonly string[];
  /** Shots that the production does not have yet. */
  readonly otherShots: string;
  readonly operations: readonly Operation[];
  readonly mostYears: string;
  readonly languages: string;
  readonly from: string;
  readonly until: string;
  readonly isWorldwide: boolean;
  readonly countries: string;
  readonly isSigned: boolean;
  readonly signedBy: ConsentSignature['by'];
  readonly signerName: string;
  readonly signedOn: string;
  readonly isSeparatelySigned: boolean;
  readonly counsel: string;
  readonly unionAgreement: string;
  readonly isScanned: boolean;
  /** As `datetime-local` has it: the reader's own time. */
  readonly noticeGivenAt: string;
  readonly scanStartsAt: string;
}

/** A blank form, or one that begins with what an earlier consent says; `signer` is who signs most likely. */
export function draftOfConsent(
  from: ConsentRequest | undefined,
  signer: Pick<ConsentSignature, 'by' | 'name'>,
  today: string,
): ConsentDraft {
  const { scope, term, territory, signature, cover, scanning } = from ?? {};
  return {
    kind: from?.kind ?? 'digital-alteration',
    description: from?.description ?? '',
    isForAllShots: scope === undefined || scope.shots === 'all',
    shots: scope === undefined || scope.shots === 'all' ? [] : scope.shots,
    otherShots: '',
    operations: scope?.operations.map(({ operation }) => operation) ?? [],
    mostYears: String(scope?.operations.find(({ operation }) => operation === 're-age')?.mostYears ?? ''),
    languages: scope?.languages.join(', ') ?? '',
    from: term?.from ?? today,
    until: term?.until ?? '',
    isWorldwide: territory === undefined || territory === 'world',
    countries: territory === undefined || territory === 'world' ? '' : territory.join(', '),
    isSigned: from === undefined || signature !== undefined,
    signedBy: signature?.by ?? signer.by,
    signerName: signature?.name ?? signer.name,
    signedOn: signature?.signedOn ?? today,
    isSeparatelySigned: signature?.isSeparatelySigned ?? false,
    counsel: cover?.counsel ?? '',
    unionAgreement: cover?.unionAgreement ?? '',
    isScanned: scanning !== undefined,
    noticeGivenAt: scanning ? toLocalMinute(scanning.noticeGivenAt) : '',
    scanStartsAt: scanning ? toLocalMinute(scanning.startsAt) : '',
  };
}

/** What keeps the form from being sent, by the paths that the studio uses too: what is not filled in, then what cannot be read. */
export function problemsOfConsent(draft: ConsentDraft): ReadonlyMap<string, string> {
  const missing = missingOfConsent(draft);
  return missing.size > 0 ? missing : unreadableOfConsent(draft);
}

function missingOfConsent(draft: ConsentDraft): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  const demand = (isThere: boolean, path: string, words: string): void => {
    if (!isThere) missing.set(path, words);
  };
  demand(draft.description.trim() !== '', 'description', 'Write what the performer agreed to.');
  demand(draft.operations.length > 0, 'scope.operations', 'Choose what may be done.');
  demand(draft.isForAllShots || shotsOf(draft).length > 0, 'scope.shots', 'Choose a shot, or all of them.');
  demand(draft.from !== '', 'term.from', 'Say from which day.');
  demand(draft.until !== '', 'term.until', 'Say until which day. Open-ended consent is none.');
  demand(draft.until === '' || draft.from <= draft.until, 'term.until', 'This is before the first day.');
  demand(draft.isWorldwide || readList(draft.countries).length > 0, 'territory', 'Name a country, or the world.');
  if (draft.isSigned) {
    demand(draft.signerName.trim() !== '', 'signature.name', 'Say who signed.');
    demand(draft.signedOn !== '', 'signature.signedOn', 'Say when.');
  }
  if (draft.isScanned) {
    demand(draft.noticeGivenAt !== '', 'scanning.noticeGivenAt', 'Say when notice was given.');
    demand(draft.scanStartsAt !== '', 'scanning.startsAt', 'Say when it starts.');
  }
  return missing;
}

/** Codes by what they look like, since a pattern says nothing to a producer. */
const READABLE: Readonly<Record<string, string>> = {
  'scope.languages': 'Not a language code. Write them like en or pt-BR.',
  'scope.shots': 'Not a shot. Write them like sq010/sh0040.',
  'scope.operations': 'Years are whole numbers from 1 to 100.',
  territory: 'Not a country. Write their two letters, like US or DE.',
};

function unreadableOfConsent(draft: ConsentDraft): ReadonlyMap<string, string> {
  const parsed = consentRequestSchema.safeParse(requestOfConsent(draft, 'performer'));
  return new Map(
    (parsed.error?.issues ?? []).map(({ path, message }) => {
      const at = path.join('.');
      const field = Object.keys(READABLE).find((each) => at === each || at.startsWith(`${each}.`));
      return [field ?? at, READABLE[field ?? ''] ?? message];
    }),
  );
}

/** The form as the studio takes it. */
export function requestOfConsent(draft: ConsentDraft, performer: string): ConsentRequest {
  const years = draft.mostYears.trim();
  const [counsel, unionAgreement] = [draft.counsel.trim(), draft.unionAgreement.trim()];
  return {
    performer,
    kind: draft.kind,
    description: draft.description.trim(),
    scope: {
      shots: draft.isForAllShots ? 'all' : shotsOf(draft),
      operations: draft.operations.map((operation) => ({
        operation,
        ...(operation === 're-age' && years !== '' ? { mostYears: Number(years) } : {}),
      })),
      languages: isSpoken(draft) ? readList(draft.languages) : [],
    },
    term: { from: draft.from, until: draft.until },
    territory: draft.isWorldwide ? 'world' : readList(draft.countries.toUpperCase()),
    ...(draft.isSigned ? { signature: signatureOf(draft) } : {}),
    cover: { ...(counsel === '' ? {} : { counsel }), ...(unionAgreement === '' ? {} : { unionAgreement }) },
    ...(draft.isScanned ? { scanning: scanningOf(draft) } : {}),
  };
}

/** Whether languages matter: somebody speaks. */
export function isSpoken({ operations }: Pick<ConsentDraft, 'operations'>): boolean {
  return operations.includes('dub') || operations.includes('voice-synthesis');
}

const HOUR_MS = 3_600_000;

/** Hours between notice and scan, rounded down; undefined while one of them is not known. */
export function hoursOfNotice({ noticeGivenAt, scanStartsAt }: ConsentDraft): number | undefined {
  const ms = Date.parse(scanStartsAt) - Date.parse(noticeGivenAt);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / HOUR_MS);
}

function shotsOf({ shots, otherShots }: ConsentDraft): string[] {
  return [...new Set([...shots, ...readList(otherShots)])];
}

function signatureOf({ signedBy, signerName, signedOn, isSeparatelySigned }: ConsentDraft): ConsentSignature {
  return { by: signedBy, name: signerName.trim(), signedOn, isSeparatelySigned };
}

function scanningOf({ noticeGivenAt, scanStartsAt }: ConsentDraft): NonNullable<ConsentRequest['scanning']> {
  return {
    noticeGivenAt: new Date(noticeGivenAt).toISOString(),
    startsAt: new Date(scanStartsAt).toISOString(),
  };
}

/** `2026-03-04T09:30` in the reader's own time. */
function toLocalMinute(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
