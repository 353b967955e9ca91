import type { UsedModel, UsedPerson, UseFacts } from '../use-facts.ts';

/**
 * The facts as they are judged: the instant in UTC, since days are read off its text, and whoever was declared but not
 * looked up counted as unknown rather than not at all.
 * @throws RangeError where `at` is no instant
 */
export function completeFacts(facts: UseFacts): UseFacts {
  const at = new Date(facts.at).toISOString();
  return { ...facts, at, people: listPeople(facts), models: listModels(facts) };
}

function listPeople({ people, declared }: UseFacts): UsedPerson[] {
  const isGathered = ({ performer, operation }: UsedPerson['use']) =>
    people.some(({ use }) => use.performer === performer && use.operation === operation);
  return [...people, ...declared.people.filter((use) => !isGathered(use)).map((use) => ({ use, consents: [] }))];
}

function listModels({ models, declared }: UseFacts): UsedModel[] {
  const missing = declared.models.filter((id) => !models.some((model) => model.id === id));
  return [...models, ...missing.map((id) => ({ id }))];
}
