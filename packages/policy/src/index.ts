export type {
  AccessActor,
  AccessResource,
  AnywhereResource,
  GuestScope,
  PerformerResource,
  ProductionResource,
  StudioResource,
  TakeResource,
  TokenScope,
} from './access/access-actor.ts';
export {
  type AccessAnswer,
  type AccessGate,
  type AccessQuestion,
  type AccessReason,
  createAccessGate,
} from './access/access-gate.ts';
export type { Explanation, WhatIf } from './explain/explain-decision.ts';
export { type MatrixFacts, matrixRowOf } from './matrix-row.ts';
export { type PolicyFiles, readPolicyFiles } from './policy-files.ts';
export { createPolicyGate, type PolicyGate } from './policy-gate.ts';
export type { PolicyRule } from './policy-rule.ts';
export type { ModelSending, UseAction, UsedInput, UsedModel, UsedPerson, UseFacts } from './use-facts.ts';
export { parseUseFacts, type UseFactsInput, useFactsInputSchema } from './use-facts-input.ts';
export { createWordsCheck } from './words/create-words-check.ts';
export type { FoundReference, RegisteredPerson, WordsContext, WordsFinding } from './words/words-finding.ts';
