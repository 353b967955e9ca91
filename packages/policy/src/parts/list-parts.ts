import type { UseFacts } from '../use-facts.ts';
import { completeFacts } from './complete-facts.ts';
import { readFaceParts, readLikenessParts, readWordsParts } from './finding-parts.ts';
import { readInputPart, readModelPart } from './material-parts.ts';
import type { Part } from './part.ts';
import { readPersonPart } from './person-part.ts';
import { readSharedFacts } from './shared-facts.ts';
import { readTakePart } from './take-part.ts';

/**
 * Takes a use apart into what has to be permitted, the take as a whole first.
 * @throws whatever comes of facts that are not of the agreed shape
 */
export function listParts(gathered: UseFacts): Part[] {
  const facts = completeFacts(gathered);
  const shared = readSharedFacts(facts);
  return [
    readTakePart(facts, shared),
    ...facts.inputs.map((input, index) => readInputPart(facts, shared, input, index)),
    ...facts.people.map((person, index) => readPersonPart(facts, shared, person, index)),
    ...facts.models.map((model, index) => readModelPart(facts, shared, model, index)),
    ...readWordsParts(facts, shared),
    ...readFaceParts(facts),
    ...readLikenessParts(facts),
  ];
}
