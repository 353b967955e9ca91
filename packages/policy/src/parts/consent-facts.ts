import { type Consent, consentStateOn, type PersonUse } from '@backlot/film';
import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { UseFacts } from '../use-facts.ts';
import { countDifferentWords } from './count-different-words.ts';
import { entity } from './part.ts';

const MOST_WORDS = 30;
const MOST_HOURS = 100;
const MS_PER_HOUR = 3_600_000;

/** What the rules may know of one consent, with the use of a person that it might cover. */
export function readConsentFacts(
  facts: UseFacts,
  use: PersonUse,
  consent: Consent,
): Readonly<Record<string, CedarValueJson>> {
  const { scope, signature } = consent;
  const today = facts.at.slice(0, 10);
  const mostYears = mostYearsOf(consent, use);
  const own = {
    kind: entity('ConsentKind', consent.kind),
    state: entity('ConsentState', consentStateOn(consent, facts.at)),
    hasBegun: consent.term.from <= today,
    isOfThisPerformer: consent.performer === use.performer,
    isOfThisProduction: consent.production === facts.production,
    hasDocument: consent.document !== undefined,
    coversShot: scope.shots === 'all' || scope.shots.includes(facts.shot),
    coversOperation: scope.operations.some(({ operation }) => operation === use.operation),
    coversLanguage: scope.languages.some((language) => isSameLanguage(language, use.language)),
    limitsYears: mostYears !== undefined,
    coversYears: mostYears === undefined || (use.years ?? 0) <= mostYears,
    descriptionWords: countDifferentWords(consent.description, MOST_WORDS),
    signedBy: entity('Signer', signature?.by ?? 'nobody'),
    isSignedByToday: signature !== undefined && signature.signedOn <= today,
    isSeparatelySigned: signature?.isSeparatelySigned ?? false,
    hasCounsel: consent.cover.counsel !== undefined,
    hasUnionAgreement: consent.cover.unionAgreement !== undefined,
  };
  return Object.assign(own, scanNotice(consent));
}

/** The widest limit that the scope states for this operation; none where one entry of it has no limit. */
export function mostYearsOf({ scope }: Pick<Consent, 'scope'>, use: Pick<PersonUse, 'operation'>): number | undefined {
  const limits = scope.operations.filter(({ operation }) => operation === use.operation).map((each) => each.mostYears);
  if (limits.length === 0 || limits.includes(undefined)) return undefined;
  return Math.max(...limits.map((limit) => limit ?? 0));
}

/** BCP 47 tags are equal whatever their case; `pt` and `pt-BR` are two languages here. */
export function isSameLanguage(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.trim().toLowerCase();
}

function scanNotice({ scanning }: Consent): { scanNoticeHours?: number } {
  if (!scanning) return {};
  const hours = Math.floor((Date.parse(scanning.startsAt) - Date.parse(scanning.noticeGivenAt)) / MS_PER_HOUR);
  return { scanNoticeHours: Math.max(0, Math.min(MOST_HOURS, hours)) };
}
