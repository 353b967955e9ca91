import { BacklotError, type PolicyPack, policyPackSchema } from '@backlot/film';
import { preparsePolicySet, preparseSchema, type SchemaJson, schemaToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyRule } from './policy-rule.ts';

/** The names under which Cedar holds the rules that speak of one action. */
export interface PreparedRules {
  readonly schemaName: string;
  /** All rules. */
  readonly all: string;
  /** Without those that an approval lifts: what is refused here, no approval can heal. */
  readonly approved: string;
}

/** A production's rules, ready to judge by: those always in force, and its packs. */
export interface RuleSet {
  readonly rules: ReadonlyMap<string, PolicyRule>;
  /** Ids of the rules whose permission counts; packs only restrict. */
  readonly permitting: ReadonlySet<string>;
  /** Undefined for an action that the schema does not know. */
  readonly of: (action: string) => PreparedRules | undefined;
}

/**
 * Makes rule sets by the packs switched on, each prepared once. Files that are no pack (`policyPackSchema`) are always in force.
 * The function gives undefined for a pack without a file: a production under rules that are not here is refused.
 * @throws BacklotError `POLICY_INVALID` when Cedar refuses the schema or the rules
 */
export function createRuleSets(
  policyHash: string,
  rules: readonly PolicyRule[],
  schema: string,
): (packs: readonly PolicyPack[]) => RuleSet | undefined {
  const schemas = prepareSchemas(policyHash, schema);
  const sets = new Map<string, RuleSet>();
  return (packs) => {
    const on = [...new Set(packs)].sort();
    if (on.some((pack) => !isPack(pack) || !rules.some((rule) => rule.pack === pack))) return undefined;
    const name = `${policyHash}/${on.join('+')}`;
    const known = sets.get(name);
    if (known) return known;
    const inForce = rules.filter((rule) => !isPack(rule.pack) || on.some((pack) => pack === rule.pack));
    const made = prepareRuleSet(name, inForce, schemas);
    sets.set(name, made);
    return made;
  };
}

/** Whether a policy file is a pack that productions switch on; all others are always in force. */
export function isPack(file: string): file is PolicyPack {
  return policyPackSchema.safeParse(file).success;
}

function prepareRuleSet(name: string, rules: readonly PolicyRule[], schemas: ReadonlyMap<string, string>): RuleSet {
  const byAction = new Map<string, PreparedRules>();
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    permitting: new Set(rules.filter((rule) => rule.effect === 'permit' && !isPack(rule.pack)).map(({ id }) => id)),
    of: (action) => {
      const schemaName = schemas.get(action);
      if (schemaName === undefined) return undefined;
      const prepared = byAction.get(action) ?? prepareAction(`${name}/${action}`, schemaName, rules, action);
      byAction.set(action, prepared);
      return prepared;
    },
  };
}

/** When it is first asked for: 2 to 10 ms for each action, and most productions use few packs. */
function prepareAction(name: string, schemaName: string, rules: readonly PolicyRule[], action: string): PreparedRules {
  const speaking = rules.filter(({ actions }) => actions.length === 0 || actions.includes(action));
  const prepared = { schemaName, all: `${name}/all`, approved: `${name}/approved` };
  preparePolicies(prepared.all, speaking);
  preparePolicies(
    prepared.approved,
    speaking.filter((rule) => rule.outcome !== 'needs-approval'),
  );
  return prepared;
}

function preparePolicies(name: string, rules: readonly PolicyRule[]): void {
  const staticPolicies = Object.fromEntries(rules.map((rule) => [rule.id, rule.cedar]));
  refuseFailure(preparsePolicySet(name, { staticPolicies }));
}

/** One small schema for each action: Cedar copies the schema at every question (0.05 ms for the whole one). */
function prepareSchemas(policyHash: string, schema: string): ReadonlyMap<string, string> {
  const answer = schemaToJson(schema);
  if (answer.type === 'failure') throw policyInvalid(answer.errors.map((error) => error.message));
  const { json } = answer;
  const namespace = json[''];
  if (!namespace) throw policyInvalid(['the schema has no actions']);
  return new Map(
    Object.entries(namespace.actions).map(([action, definition]) => {
      const name = `${policyHash}/${action}`;
      const small: SchemaJson<string> = { ...json, '': { ...namespace, actions: { [action]: definition } } };
      refuseFailure(preparseSchema(name, small));
      return [action, name] as const;
    }),
  );
}

function refuseFailure(answer: ReturnType<typeof preparsePolicySet>): void {
  if (answer.type === 'failure') throw policyInvalid(answer.errors.map((error) => error.message));
}

function policyInvalid(problems: readonly string[]): BacklotError {
  return new BacklotError('POLICY_INVALID', `Policies: ${problems.join('. ')}`, {
    hint: 'Correct the policy text; until then nothing is allowed.',
  });
}
