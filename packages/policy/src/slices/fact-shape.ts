import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Request } from '../parts/part.ts';
import { type FactType, nameFact, type RecordType } from './fact-types.ts';

type Context = Request['context'];

/**
 * One code for each fact, '' where it is absent: no rule tells two values of one code apart. Codes are JSON without line
 * breaks, so that joined by line breaks they are as different as apart.
 */
export type FactCodes = readonly string[];

/** The facts of one action, as the schema has them. */
export interface FactShape {
  /** Names such as `consent.state`; a record stands before what it holds. */
  readonly facts: readonly string[];
  /** The codes of a context's facts in the order of `facts`, or what in it is not as the schema says. */
  readonly read: (context: Context) => FactCodes | string;
}

/** A value's code; undefined where it is not of the type. */
type CodeOf = (value: unknown) => string | undefined;

interface Fact {
  readonly name: string;
  readonly attribute: string;
  /** Where the record that holds it stands among the facts; -1: the context. */
  readonly holder: number;
  readonly isRequired: boolean;
  readonly codeOf: CodeOf;
}

/** Makes the reader of a context; `boundsOf` gives the numbers with which rules compare a fact, where that is all they do. */
export function createFactShape(
  context: RecordType,
  boundsOf: (fact: string) => readonly number[] | undefined,
): FactShape {
  const facts = listFacts(context, { name: '', at: -1 }, boundsOf);
  const codeOfContext = codeOfRecord(context);
  return {
    facts: facts.map(({ name }) => name),
    read: (given) =>
      codeOfContext(given) === undefined ? 'facts that the schema does not know' : readCodes(given, facts),
  };
}

/** Those of a context's facts that are named. */
export function pickFacts(context: Context, type: RecordType, facts: ReadonlySet<string>, holder = ''): Context {
  const picked: Record<string, CedarValueJson> = {};
  for (const [attribute, { type: held }] of Object.entries(type.attributes)) {
    const [fact, value] = [nameFact(holder, attribute), context[attribute]];
    if (value === undefined || !facts.has(fact)) continue;
    picked[attribute] = held.type === 'Record' ? pickFacts(value as Context, held, facts, fact) : value;
  }
  return picked;
}

function listFacts(
  { attributes }: RecordType,
  holder: { readonly name: string; readonly at: number },
  boundsOf: (fact: string) => readonly number[] | undefined,
): Fact[] {
  const facts: Fact[] = [];
  for (const [attribute, { type, isRequired }] of Object.entries(attributes)) {
    const name = nameFact(holder.name, attribute);
    const at = holder.at + facts.length + 1;
    facts.push({ name, attribute, holder: holder.at, isRequired, codeOf: createCodeOf(type, boundsOf(name)) });
    if (type.type === 'Record') facts.push(...listFacts(type, { name, at }, boundsOf));
  }
  return facts;
}

function readCodes(context: Context, facts: readonly Fact[]): FactCodes | string {
  const values: unknown[] = [];
  const codes: string[] = [];
  for (const { name, attribute, holder, isRequired, codeOf } of facts) {
    const record = (holder < 0 ? context : values[holder]) as Context | undefined;
    const value = record?.[attribute];
    const code = value === undefined && !(isRequired && record) ? '' : codeOf(value);
    if (code === undefined) return `"${name}" is not as the schema says`;
    values.push(value);
    codes.push(code);
  }
  return codes;
}

function createCodeOf(type: FactType, bounds: readonly number[] | undefined): CodeOf {
  switch (type.type) {
    case 'Boolean':
      return (value) => (typeof value === 'boolean' ? String(value) : undefined);
    case 'Long':
      return (value) => (Number.isSafeInteger(value) ? codeOfNumber(Number(value), bounds) : undefined);
    case 'String':
      return (value) => (typeof value === 'string' && isUnicode(value) ? JSON.stringify(value) : undefined);
    case 'Entity':
      return codeOfEntity(type.name, type.ids);
    case 'Set':
      return codeOfSet(createCodeOf(type.element, undefined));
    case 'Record':
      return codeOfRecord(type);
  }
}

/** Half a character is none, and Cedar does not take it. */
function isUnicode(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

/** How many bounds it passes, a half where it is one: between two bounds no comparison tells numbers apart. */
function codeOfNumber(value: number, bounds: readonly number[] | undefined): string {
  if (!bounds) return String(value);
  const passed = bounds.filter((bound) => bound < value).length;
  return String(bounds[passed] === value ? passed + 0.5 : passed);
}

function codeOfEntity(type: string, ids: readonly string[]): CodeOf {
  const codes = new Map<unknown, string>(ids.map((id) => [id, JSON.stringify(id)]));
  return (value) => {
    const uid = isPlain(value) && hasOnly(value, ['__entity']) ? value.__entity : undefined;
    return isPlain(uid) && hasOnly(uid, ['type', 'id']) && uid.type === type ? codes.get(uid.id) : undefined;
  };
}

/** The order, and how often something stands in it, makes no difference to a set. */
function codeOfSet(codeOfElement: CodeOf): CodeOf {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const codes = value.map(codeOfElement);
    return codes.includes(undefined) ? undefined : `[${[...new Set(codes)].sort().join(',')}]`;
  };
}

/** Of a record only that it is there, and holds nothing unknown: what it holds are facts of their own. */
function codeOfRecord({ attributes }: RecordType): CodeOf {
  const known = Object.keys(attributes);
  return (value) => (isPlain(value) && hasOnly(value, known) ? '{}' : undefined);
}

function hasOnly(value: Readonly<Record<string, unknown>>, known: readonly string[]): boolean {
  return Object.keys(value).every((key) => known.includes(key));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
