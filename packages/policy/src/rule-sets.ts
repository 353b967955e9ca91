import { BacklotError, type PolicyPack, policyPackSchema } from '@backlot/film';
import type { PolicyRule } from './policy-rule.ts';
import { createFactShape, type FactShape } from './slices/fact-shape.ts';
import { readContextTypes } from './slices/fact-types.ts';
import { listBounds } from './slices/rule-reads.ts';
import { prepareSlice, type RuleSlice, type SlicedAction } from './slices/rule-slice.ts';
import { sliceRules } from './slices/slice-rules.ts';

/** The rules that speak of one action. */
export interface ActionRules {
  readonly shape: FactShape;
  /** Together all of the rules, each in one of them. */
  readonly slices: readonly RuleSlice[];
  /** Where the facts that any of them reads stand among the facts of the action. */
  readonly places: readonly number[];
}

/** A production's rules, ready to judge by: those always in force, and its packs. */
export interface RuleSet {
  /** Ids of the rules whose permission counts; packs only restrict. */
  readonly permitting: ReadonlySet<string>;
  /** Undefined for an action that the schema does not know. */
  readonly of: (action: string) => ActionRules | undefined;
}

/**
 * Makes rule sets by the packs switched on. Files that are no pack (`policyPackSchema`) are always in force.
 * The function gives undefined for a pack without a file: a production under rules that are not here is refused.
 * @throws BacklotError `POLICY_INVALID` when Cedar refuses the schema or the rules
 */
export function createRuleSets(
  policyHash: string,
  rules: readonly PolicyRule[],
  schema: string,
): (packs: readonly PolicyPack[]) => RuleSet | undefined {
  const actions = prepare(() => describeActions(rules, schema));
  const slices = prepare(() => prepareSlices(policyHash, rules, actions));
  const permits = rules.filter(({ effect, pack }) => effect === 'permit' && !isPack(pack));
  const permitting = new Set(permits.map(({ id }) => id));
  const sets = new Map<string, RuleSet>();
  return (packs) => {
    const on = [...new Set(packs)].sort();
    if (on.some((pack) => !isPack(pack) || !rules.some((rule) => rule.pack === pack))) return undefined;
    const name = on.join('+');
    const known = sets.get(name);
    if (known) return known;
    const byAction = new Map(actions.map((action) => [action.id, selectRules(action, slices, [ALWAYS, ...on])]));
    const made: RuleSet = { permitting, of: (action) => byAction.get(action) };
    sets.set(name, made);
    return made;
  };
}

/** Whether a policy file is a pack that productions switch on; all others are always in force. */
export function isPack(file: string): file is PolicyPack {
  return policyPackSchema.safeParse(file).success;
}

/** Stands for all files that are no pack: they are in force together. */
const ALWAYS = 'always';

/** The slices of an action's rules that are switched on and off together, by `<action>/<pack>`. */
type Slices = ReadonlyMap<string, readonly RuleSlice[]>;

function describeActions(rules: readonly PolicyRule[], schema: string): SlicedAction[] {
  return [...readContextTypes(schema)].map(([id, context]) => {
    const reads = listSpeaking(rules, id).map((rule) => rule.reads);
    return { id, context, shape: createFactShape(context, (fact) => listBounds(reads, fact)) };
  });
}

/** All at once (0.3 ms a slice), so that no decision waits for it; rule sets share them, and what they remember. */
function prepareSlices(policyHash: string, rules: readonly PolicyRule[], actions: readonly SlicedAction[]): Slices {
  const switches = [ALWAYS, ...policyPackSchema.options];
  return new Map(
    actions.flatMap((action) =>
      switches.map((on) => {
        const name = `${action.id}/${on}`;
        const speaking = listSpeaking(rules, action.id).filter(({ pack }) => (isPack(pack) ? pack : ALWAYS) === on);
        const groups = sliceRules(speaking, action.shape.facts);
        return [name, groups.map((group, index) => prepareSlice(`${policyHash}/${name}/${index}`, action, group))];
      }),
    ),
  );
}

function selectRules({ id, shape }: SlicedAction, slices: Slices, packs: readonly string[]): ActionRules {
  const inForce = packs.flatMap((pack) => slices.get(`${id}/${pack}`) ?? []);
  const read = new Set(inForce.flatMap(({ places }) => places));
  return { shape, slices: inForce, places: [...read].sort((a, b) => a - b) };
}

function listSpeaking(rules: readonly PolicyRule[], action: string): PolicyRule[] {
  return rules.filter(({ actions }) => actions.length === 0 || actions.includes(action));
}

function prepare<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new BacklotError('POLICY_INVALID', `Policies: ${problem}`, {
      hint: 'Correct the policy text; until then nothing is allowed.',
      cause,
    });
  }
}
