import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { nameFact } from './fact-types.ts';

/** Which facts of the context a rule's text reads, by names such as `consent.state`; '' is the context as a whole. */
export interface RuleReads {
  /** Read with all that they hold. */
  readonly values: readonly string[];
  /** Only asked whether they are there. */
  readonly presences: readonly string[];
  /** Only compared with these numbers. */
  readonly bounds: ReadonlyMap<string, readonly number[]>;
}

interface Reads {
  readonly values: Set<string>;
  readonly presences: Set<string>;
  readonly bounds: Map<string, number[]>;
}

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];

/** Finds every mention of the context in a rule; what is not listed, no answer of the rule can depend on. */
export function listReads({ conditions }: Pick<PolicyJson, 'conditions'>): RuleReads {
  const reads: Reads = { values: new Set(), presences: new Set(), bounds: new Map() };
  collectReads(conditions, reads);
  return { ...reads, values: [...reads.values], presences: [...reads.presences] };
}

/** Those of `facts` that a rule reads, each with the records that hold it. */
export function listFactsRead({ values, presences, bounds }: RuleReads, facts: readonly string[]): string[] {
  const read = [...values, ...presences, ...bounds.keys()];
  return facts.filter(
    (fact) => read.some((one) => isWithin(one, fact)) || values.some((value) => isWithin(fact, value)),
  );
}

/** The numbers with which rules compare a fact, ascending: between two of them it makes no difference. Undefined where it may. */
export function listBounds(reads: readonly RuleReads[], fact: string): number[] | undefined {
  if (reads.some(({ values }) => values.some((value) => isWithin(fact, value)))) return undefined;
  return [...new Set(reads.flatMap(({ bounds }) => bounds.get(fact) ?? []))].sort((a, b) => a - b);
}

/** Nothing in a rule's JSON but `{ Var: 'context' }` stands for the context, so no expression can hide it. */
function collectReads(node: unknown, reads: Reads): void {
  if (!isObject(node)) return;
  const value = nameOf(node);
  const presence = nameOfAttribute(node.has);
  const bound = COMPARISONS.map((operator) => readBound(node[operator])).find((found) => found !== undefined);
  if (value !== undefined) reads.values.add(value);
  else if (presence !== undefined) reads.presences.add(presence);
  else if (bound) reads.bounds.set(bound.fact, [...(reads.bounds.get(bound.fact) ?? []), bound.number]);
  else for (const child of Object.values(node)) collectReads(child, reads);
}

/** `consent.state` of `context.consent.state`; undefined where it is no fact. */
function nameOf(node: unknown): string | undefined {
  if (!isObject(node)) return undefined;
  return node.Var === 'context' ? '' : nameOfAttribute(node['.']);
}

/** `attr` may be several: `context has consent.state`. */
function nameOfAttribute(access: unknown): string | undefined {
  if (!isObject(access)) return undefined;
  const holder = nameOf(access.left);
  return holder === undefined ? undefined : nameFact(holder, [access.attr].flat().join('.'));
}

/** A fact on one side and a number on the other. */
function readBound(comparison: unknown): { readonly fact: string; readonly number: number } | undefined {
  if (!isObject(comparison)) return undefined;
  const { left, right } = comparison;
  const fact = nameOf(left) ?? nameOf(right);
  const number = [left, right].map((side) => (isObject(side) ? side.Value : undefined)).find(Number.isSafeInteger);
  return fact === undefined || typeof number !== 'number' ? undefined : { fact, number };
}

function isObject(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null;
}

function isWithin(fact: string, whole: string): boolean {
  return whole === '' || fact === whole || fact.startsWith(`${whole}.`);
}
