import type { Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';

/** What a rule's text says, as far as text alone tells. */
export interface RuleMeaning {
  /** Actions that its scope names; empty: all. */
  readonly actions: readonly string[];
  /** All of these hold where the rule speaks; each as canonical text, a negation with `!` before it. */
  readonly conditions: ReadonlySet<string>;
}

/** Takes a rule apart: `when { a && b } unless { c || d }` speaks where a, b, not c and not d hold. */
export function readMeaning(json: PolicyJson): RuleMeaning {
  const conditions = json.conditions.flatMap(({ kind, body }) => listConditions(body, kind === 'when'));
  return { actions: listActions(json), conditions: new Set(conditions) };
}

/** The condition that no approval by `role` is there, from either of the two sets that hold approvals. */
export function isLiftedBy({ conditions }: RuleMeaning, role: string): boolean {
  return ['approvedBy', 'reviews'].some((attr) =>
    conditions.has(
      `!${JSON.stringify({
        contains: {
          left: { '.': { left: { Var: 'context' }, attr } },
          right: { Value: { __entity: { type: 'Role', id: role } } },
        },
      })}`,
    ),
  );
}

/** A condition that stands in it both as it is and negated: the rule can never speak. */
export function findOwnContradiction({ conditions }: RuleMeaning): string | undefined {
  return [...conditions].find((condition) => conditions.has(`!${condition}`));
}

/** Whether `one` speaks wherever `other` does. */
export function coversMeaning(one: RuleMeaning, other: RuleMeaning): boolean {
  const everyAction =
    one.actions.length === 0 ||
    (other.actions.length > 0 && other.actions.every((action) => one.actions.includes(action)));
  return everyAction && [...one.conditions].every((condition) => other.conditions.has(condition));
}

function listActions({ action }: PolicyJson): string[] {
  if (action.op === 'All') return [];
  const uids = 'entities' in action ? action.entities : 'entity' in action ? [action.entity] : [];
  return uids.map((uid) => ('__entity' in uid ? uid.__entity.id : uid.id));
}

function listConditions(expression: Expr, holds: boolean): string[] {
  if ('!' in expression) return listConditions((expression['!'] as { arg: Expr }).arg, !holds);
  const joined = holds ? '&&' : '||';
  if (joined in expression) {
    const { left, right } = (expression as Record<string, { left: Expr; right: Expr }>)[joined] ?? {};
    return [left, right].flatMap((side) => (side === undefined ? [] : listConditions(side, holds)));
  }
  return [`${holds ? '' : '!'}${JSON.stringify(expression)}`];
}
