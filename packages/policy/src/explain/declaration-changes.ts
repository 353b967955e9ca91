import type { UseFacts } from '../use-facts.ts';
import type { Change } from './change.ts';

/** The questions of a declaration, as what has to be true so that "no" can be answered. */
const QUESTIONS = {
  recreatesOthersWork: 'the result recreates no work that the production does not own',
  refersToOthers: 'nothing refers to copyrighted works, public figures or deceased people',
  couldBeTakenForReal: 'it cannot be taken for real events or real people',
  affectsUnionWork: 'no role that a union covers is affected',
  usesUnreleasedMaterial: 'no unreleased material goes into a tool',
  usesPersonalData: 'no personal data of cast or crew go into a tool',
  trainsOnUnclearedWork: 'nothing is trained on work that is not cleared',
  isProminent: 'it is not prominent in the picture',
} as const;

/** One change for each question that is open or answered with yes. */
export function listDeclarationChanges({ declared }: UseFacts): Change[] {
  const fields = Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[];
  return fields
    .filter((field) => declared[field] !== false)
    .map((field) => ({
      text:
        declared[field] === undefined
          ? `Answer "no" to ${field}, if ${QUESTIONS[field]}`
          : `Change it so that ${QUESTIONS[field]}`,
      group: field,
      apply: (before) => ({ ...before, declared: { ...before.declared, [field]: false } }),
    }));
}
