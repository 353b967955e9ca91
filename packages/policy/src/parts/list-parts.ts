import type { UsedModel, UsedPerson, UseFacts } from '../use-facts.ts';
import { readFaceParts, readWordsParts } from './finding-parts.ts';
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
  // Days are read off the text of an instant: only UTC will do.
  const facts = { ...gathered, at: new Date(gathered.at).toISOString() };
  const shared = readSharedFacts(facts);
  return [
    readTakePart(facts, shared),
    ...facts.inputs.map((input, index) => readInputPart(facts, shared, input, index)),
    ...listPeople(facts).map((person, index) => readPersonPart(facts, shared, person, index)),
    ...listModels(facts).map((model, index) => readModelPart(facts, shared, model, index)),
    ...readWordsParts(facts, shared),
    ...readFaceParts(facts),
  ];
}

/** Whoever was declared but not looked up counts as unknown, rather than not at all. */
function listPeople({ people, declared }: UseFacts): UsedPerson[] {
  const isGathered = ({ performer, operation }: UsedPerson['use']) =>
    people.some(({ use }) => use.performer === performer && use.operation === operation);
  return [...people, ...declared.people.filter((use) => !isGathered(use)).map((use) => ({ use, consents: [] }))];
}

function listModels({ models, declared }: UseFacts): UsedModel[] {
  const missing = declared.models.filter((id) => !models.some((model) => model.id === id));
  return [...models, ...missing.map((id) => ({ id }))];
}
