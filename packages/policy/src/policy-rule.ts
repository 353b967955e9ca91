import type { Decision, Role } from '@backlot/film';
import type { RuleReads } from './slices/rule-reads.ts';

/** One rule of a policy file, with what its annotations say. */
export interface PolicyRule {
  /** kebab-case, unique among all files. */
  readonly id: string;
  /** The file it stands in, without `.cedar`. */
  readonly pack: string;
  readonly outcome: Decision['outcome'];
  readonly text: string;
  readonly source: string;
  readonly role?: Role;
  readonly advice?: string;
  readonly effect: 'permit' | 'forbid';
  /** The actions it speaks of; empty: all. */
  readonly actions: readonly string[];
  /** The facts that its answer can depend on. */
  readonly reads: RuleReads;
  /** The rule's Cedar text. */
  readonly cedar: string;
}
