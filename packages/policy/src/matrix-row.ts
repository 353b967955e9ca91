import type { Operation } from '@backlot/film';
import { usesUnreleasedMaterial } from './parts/take-part.ts';
import type { UseFacts } from './use-facts.ts';

/** What decides a use's row: its purpose, what was declared of it, and its models where they are known. */
export type MatrixFacts = Pick<UseFacts, 'purpose' | 'declared'> & Partial<Pick<UseFacts, 'models'>>;

const REPLICATION: ReadonlySet<Operation> = new Set(['re-age', 'voice-synthesis', 'replica', 'face-replacement']);

/** Row, action, and whether a use falls into it; the strictest first, since a use may fall into several. */
const ROWS: readonly {
  readonly row: string;
  readonly action: string;
  readonly fits: (facts: MatrixFacts) => boolean;
}[] = [
  {
    row: 'Unowned training data',
    action: 'written approval',
    fits: ({ declared, models = [] }) =>
      declared.trainsOnUnclearedWork === true || models.some(({ card }) => card?.trainedOn === 'undeclared'),
  },
  {
    row: 'Talent replication: re-ageing, synthetic voice',
    action: 'consent of the talent and legal approval',
    fits: ({ declared }) => declared.people.some(({ operation }) => REPLICATION.has(operation)),
  },
  {
    row: 'Final character designs, key visuals',
    action: 'written approval',
    fits: ({ purpose, declared: { element } }) =>
      purpose === 'final' && (element === 'main-character' || element === 'key-visual'),
  },
  {
    row: "The studio's proprietary material",
    action: 'escalate if outside secured tools',
    fits: ({ declared, models = [] }) => usesUnreleasedMaterial({ declared, models }) === true,
  },
  {
    row: 'Background elements on camera: signage, posters',
    action: 'judgement; escalate if story-relevant',
    fits: ({ purpose, declared: { element } }) =>
      purpose !== 'ideation' && (element === 'background' || element === 'story-relevant-background'),
  },
  {
    row: 'Ideation only: moodboards, references',
    action: 'may proceed, disclose',
    fits: ({ purpose }) => purpose === 'ideation',
  },
];

/**
 * The row of Netflix's use-case matrix that a use falls into, and its action, as one line for a disclosure report:
 * `Background elements on camera: signage, posters — judgement; escalate if story-relevant`. Of several rows the strictest.
 * Source: Netflix, Using Generative AI in Content Production (Aug 2025).
 */
export function matrixRowOf(facts: MatrixFacts): string {
  const found = ROWS.find(({ fits }) => fits(facts));
  return found ? `${found.row} — ${found.action}` : 'No row of the matrix — the five principles alone';
}
