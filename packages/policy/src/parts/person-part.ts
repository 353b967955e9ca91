import type { Performer } from '@backlot/film';
import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { UsedPerson, UseFacts } from '../use-facts.ts';
import { readConsentFacts } from './consent-facts.ts';
import { answer, entity, type Part } from './part.ts';
import { NEARNESS_WITHOUT_CONSENT, selectConsents } from './select-consents.ts';
import type { SharedFacts } from './shared-facts.ts';

const ACTION = 'use-person';
const MOST_YEARS = 100;

/** One person in a use: judged with each consent of theirs that may cover it, the likeliest first, and without any. */
export function readPersonPart(facts: UseFacts, shared: SharedFacts, person: UsedPerson, index: number): Part {
  const { use, performer } = person;
  const alone = readPersonFacts(facts, shared, person);
  const about = `${performer?.name ?? `unknown performer "${use.performer}"`}, ${use.operation}`;
  const withConsent = selectConsents(facts, use, person.consents).map(({ consent, nearness }) => ({
    action: ACTION,
    context: { ...alone, consent: readConsentFacts(facts, use, consent) },
    about: `${about}; consent ${consent.id}`,
    consentId: consent.id,
    nearness,
  }));
  return {
    about,
    of: { kind: 'person', index },
    requests: [...withConsent, { action: ACTION, context: alone, nearness: NEARNESS_WITHOUT_CONSENT }],
  };
}

function readPersonFacts(
  facts: UseFacts,
  shared: SharedFacts,
  { use, performer }: UsedPerson,
): Record<string, CedarValueJson> {
  const isKnown =
    performer !== undefined && performer.production === facts.production && performer.id === use.performer;
  const notice = performer?.status.kind === 'synthetic' ? performer.status.unionNotice : undefined;
  const own = {
    element: entity('Element', facts.declared.element),
    operation: entity('Operation', use.operation),
    status: entity('Status', isKnown ? performer.status.kind : 'unknown'),
    areYearsSaid: use.years !== undefined,
    isLanguageSaid: use.language !== undefined && use.language.trim() !== '',
    isAsScripted: use.isAsScripted === true,
    isUnsafeAct: use.isUnsafeAct === true,
    isRecognisable: use.isRecognisable !== false,
    replacesWork: answer(use.replacesWork),
    hasRepresentative: performer?.representative !== undefined && performer.representative.role !== 'union',
    hasUnionNotice: notice !== undefined && notice.sentOn <= facts.at.slice(0, 10),
    isCompared: performer?.resemblance !== undefined,
    resemblesSomeone: performer?.resemblance?.resembles !== undefined,
    isUnionOnStrike: facts.isUnionOnStrike === true,
  };
  return Object.assign(own, shared, yearsSinceDeath(performer, facts.at));
}

/** Whole years that are over: on the anniversary itself the year is not over yet. */
function yearsSinceDeath(performer: Performer | undefined, at: string): { yearsSinceDeath?: number } {
  if (performer?.status.kind !== 'deceased') return {};
  const [died, today] = [performer.status.diedOn, at.slice(0, 10)];
  const years = Number(today.slice(0, 4)) - Number(died.slice(0, 4)) - (today.slice(5) > died.slice(5) ? 0 : 1);
  return { yearsSinceDeath: Math.max(0, Math.min(MOST_YEARS, years)) };
}
