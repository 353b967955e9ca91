import { type CheckParseAnswer, preparsePolicySet, preparseSchema } from '@cedar-policy/cedar-wasm/nodejs';
import { askCedar } from '../ask-cedar.ts';
import { listParts } from '../parts/list-parts.ts';
import { hashPolicyFiles, type PolicyFiles } from '../policy-files.ts';
import type { PolicyRule } from '../policy-rule.ts';
import type { UseFacts } from '../use-facts.ts';

/** Finds the rules that speak of a use, each asked on its own, so that no other rule can hide it. */
export function createSpeakingRules(
  files: PolicyFiles,
  rules: readonly PolicyRule[],
): (facts: UseFacts) => Set<string> {
  const schemaName = `${hashPolicyFiles(files)}/speaking`;
  demand(preparseSchema(schemaName, files.schema));
  const nameOf = (rule: PolicyRule) => `${schemaName}/${rule.id}`;
  for (const rule of rules) demand(preparsePolicySet(nameOf(rule), { staticPolicies: { [rule.id]: rule.cedar } }));
  return (facts) => {
    const speaking = new Set<string>();
    for (const { action, context } of listParts(facts).flatMap(({ requests }) => requests)) {
      for (const rule of rules.filter(({ actions }) => actions.includes(action))) {
        const answer = askCedar({
          principal: { type: 'Person', id: 'asker' },
          action: { type: 'Action', id: action },
          resource: { type: 'Take', id: 'use' },
          context,
          entities: [],
          preparsedSchemaName: schemaName,
          preparsedPolicySetId: nameOf(rule),
          validateRequest: true,
        });
        if (typeof answer === 'string') throw new Error(answer);
        if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('. '));
        if (answer.response.diagnostics.errors.length > 0) throw new Error(`Rule ${rule.id} cannot be evaluated`);
        for (const id of answer.response.diagnostics.reason) speaking.add(id);
      }
    }
    return speaking;
  };
}

function demand(answer: CheckParseAnswer): void {
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('. '));
}
