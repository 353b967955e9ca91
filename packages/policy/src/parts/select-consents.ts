import { type Consent, consentStateOn, type PersonUse } from '@backlot/film';
import type { UseFacts } from '../use-facts.ts';
import { isSameLanguage, mostYearsOf } from './consent-facts.ts';

/** A consent, and how near it comes to covering the use: of those that do not, the nearest is shown. */
export interface SelectedConsent {
  readonly consent: Consent;
  readonly nearness: number;
}

/** Above it, a consent names the operation: what it lacks is worth more to a reader than "no consent". */
export const NEARNESS_WITHOUT_CONSENT = 100;

/**
 * The consents to ask the rules about: all that may cover the use, and of the others the one that comes nearest, for its
 * reasons. Nothing is permitted here: a consent that is left out lacks what a rule that is always in force (`people.cedar`)
 * demands of each, so asking would only bring another refusal (`gate-properties.test.ts` asks about them all and compares).
 */
export function selectConsents(facts: UseFacts, use: PersonUse, consents: readonly Consent[]): SelectedConsent[] {
  const ranked = consents.map((consent) => rank(facts, use, consent)).sort((a, b) => b.nearness - a.nearness);
  const likely = ranked.filter(({ isLikely }) => isLikely);
  return likely.length > 0 ? likely : ranked.slice(0, 1);
}

function rank(facts: UseFacts, use: PersonUse, consent: Consent): SelectedConsent & { readonly isLikely: boolean } {
  const coversOperation = consent.scope.operations.some(({ operation }) => operation === use.operation);
  const held = countHeld(facts, use, consent);
  return {
    consent,
    isLikely: coversOperation && held === DEMANDS,
    nearness: held + (coversOperation ? NEARNESS_WITHOUT_CONSENT : 0),
  };
}

const DEMANDS = 8;

/** How much of what is demanded of every consent this one has. Counted without lists: there may be many consents. */
function countHeld(facts: UseFacts, use: PersonUse, consent: Consent): number {
  return (
    Number(consentStateOn(consent, facts.at) === 'granted') +
    Number(consent.term.from <= facts.at.slice(0, 10)) +
    Number(consent.performer === use.performer) +
    Number(consent.production === facts.production) +
    Number(consent.document !== undefined) +
    Number(consent.signature !== undefined) +
    Number(isShotCovered(facts, use, consent)) +
    Number(isExtentCovered(use, consent))
  );
}

/** The claims that may free a replica from the list of shots leave the question to the rules. */
function isShotCovered({ shot }: UseFacts, use: PersonUse, { scope }: Consent): boolean {
  const claimsExemption = use.isAsScripted === true || use.isUnsafeAct === true || use.isRecognisable === false;
  return claimsExemption || scope.shots === 'all' || scope.shots.includes(shot);
}

/** As many years, and the language. */
function isExtentCovered(use: PersonUse, consent: Consent): boolean {
  if (use.operation === 'dub' || use.operation === 'voice-synthesis') {
    return consent.scope.languages.some((language) => isSameLanguage(language, use.language));
  }
  const mostYears = use.operation === 're-age' ? mostYearsOf(consent, use) : undefined;
  return mostYears === undefined || (use.years !== undefined && use.years <= mostYears);
}
