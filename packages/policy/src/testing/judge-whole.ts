import { type PolicyPack, policyPackSchema } from '@backlot/film';
import { type CheckParseAnswer, preparsePolicySet, preparseSchema } from '@cedar-policy/cedar-wasm/nodejs';
import { askCedar } from '../ask-cedar.ts';
import type { Verdict } from '../judge-request.ts';
import type { Request } from '../parts/part.ts';
import { hashPolicyFiles, type PolicyFiles } from '../policy-files.ts';
import type { PolicyRule } from '../policy-rule.ts';

/** A verdict by the ids of its rules, in order. */
export interface WholeVerdict {
  readonly outcome: Verdict['outcome'];
  readonly rules: readonly string[];
  readonly obstacles: readonly string[];
  readonly isFault: boolean;
}

/** Judges as the gate does, without slicing or remembering: all rules at once, all facts, the whole schema. */
export function createWholeJudge(
  files: PolicyFiles,
  rules: readonly PolicyRule[],
): (packs: readonly PolicyPack[], request: Request) => WholeVerdict {
  const name = `${hashPolicyFiles(files)}/whole`;
  demand(preparseSchema(name, files.schema));
  return (packs, request) => {
    const inForce = rules.filter(({ pack }) => isAlwaysOn(pack) || packs.some((on) => on === pack));
    const all = ask(name, inForce, request);
    if (!all) return { outcome: 'deny', rules: [], obstacles: [], isFault: true };
    const permits = (ids: readonly string[]) =>
      inForce.some(({ id, pack, effect }) => effect === 'permit' && isAlwaysOn(pack) && ids.includes(id));
    if (all.isAllowed) return permits(all.ids) ? verdict('allow', all.ids, []) : verdict('deny', [], []);
    const denying = inForce.filter(({ id, outcome }) => outcome === 'deny' && all.ids.includes(id));
    if (denying.length > 0) return verdict('deny', denying.map(({ id }) => id).sort(), all.ids);
    const approved = inForce.filter(({ outcome }) => outcome !== 'needs-approval');
    const later = ask(name, approved, request);
    if (!later?.isAllowed || !permits(later.ids)) return verdict('deny', [], all.ids);
    return verdict('needs-approval', all.ids, all.ids);
  };
}

function isAlwaysOn(pack: string): boolean {
  return !policyPackSchema.options.some((option) => option === pack);
}

function verdict(outcome: Verdict['outcome'], rules: readonly string[], obstacles: readonly string[]): WholeVerdict {
  return { outcome, rules, obstacles, isFault: false };
}

/** Undefined where the rules could not be applied. */
function ask(
  schemaName: string,
  rules: readonly PolicyRule[],
  { action, context }: Request,
): { readonly isAllowed: boolean; readonly ids: readonly string[] } | undefined {
  const name = `${schemaName}/${rules.map(({ id }) => id).join('+')}`;
  if (!prepared.has(name)) {
    demand(preparsePolicySet(name, { staticPolicies: Object.fromEntries(rules.map((rule) => [rule.id, rule.cedar])) }));
    prepared.add(name);
  }
  const answer = askCedar({
    principal: { type: 'Person', id: 'asker' },
    action: { type: 'Action', id: action },
    resource: { type: 'Take', id: 'use' },
    context,
    entities: [],
    preparsedSchemaName: schemaName,
    preparsedPolicySetId: name,
    validateRequest: true,
  });
  if (typeof answer === 'string' || answer.type === 'failure') return undefined;
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) return undefined;
  return { isAllowed: decision === 'allow', ids: diagnostics.reason.toSorted() };
}

/** What Cedar holds already, in this thread. */
const prepared = new Set<string>();

function demand(answer: CheckParseAnswer): void {
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('. '));
}
