export type { Explanation, WhatIf } from './explain-decision.ts';
export { type PolicyFiles, readPolicyFiles } from './policy-files.ts';
export { createPolicyGate, type PolicyGate } from './policy-gate.ts';
export type { PolicyRule } from './policy-rule.ts';
export type { UsedInput, UseFacts } from './use-facts.ts';
export { createWordsCheck } from './words/create-words-check.ts';
export type { FoundReference, RegisteredPerson, WordsContext, WordsFinding } from './words/words-finding.ts';
