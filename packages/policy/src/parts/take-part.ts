import type { UseFacts } from '../use-facts.ts';
import { answer, entity, type Part } from './part.ts';
import type { SharedFacts } from './shared-facts.ts';

/** The take as a whole: what it is for, what was declared of it, who has approved it. */
export function readTakePart(facts: UseFacts, shared: SharedFacts): Part {
  const { declared } = facts;
  const own = {
    element: entity('Element', declared.element),
    usesModels: facts.models.length > 0,
    usesUnsecuredModels: facts.models.some(({ card }) => card?.environment !== 'secured'),
    altersPeople: altersPeople(facts),
    recreatesOthersWork: answer(declared.recreatesOthersWork),
    refersToOthers: answer(declared.refersToOthers),
    couldBeTakenForReal: answer(declared.couldBeTakenForReal),
    affectsUnionWork: answer(declared.affectsUnionWork),
    usesUnreleasedMaterial: answer(usesUnreleasedMaterial(facts)),
    usesPersonalData: answer(declared.usesPersonalData),
    trainsOnUnclearedWork: answer(declared.trainsOnUnclearedWork),
    isProminent: answer(declared.isProminent),
    hasSignedMetadata: answer(facts.marks?.signedMetadata),
    hasWatermark: answer(facts.marks?.watermark),
  };
  const context = Object.assign(own, shared);
  return { of: { kind: 'take', index: 0 }, requests: [{ action: facts.action, context, nearness: 0 }] };
}

/** What is sent decides; a declaration may add to it, and takes nothing away. */
export function usesUnreleasedMaterial({
  declared,
  models,
}: Pick<UseFacts, 'declared' | 'models'>): boolean | undefined {
  return models.some(({ sending }) => sending?.sendsUnreleased) || declared.usesUnreleasedMaterial;
}

/** Anything but customary finishing is done to somebody. */
export function altersPeople({ people }: Pick<UseFacts, 'people'>): boolean {
  return people.some(({ use }) => use.operation !== 'cosmetic');
}
