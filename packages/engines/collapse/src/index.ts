export { collapseEngine } from './collapse-engine.ts';
export { type PlateFile, suggestFromFile } from './plate-analysis/suggest-from-file.ts';
export type { Confidence, Finding, SetUpSuggestion } from './plate-analysis/suggestion.ts';
export {
  type CollapseParameters,
  type CollapseParametersInput,
  collapseParametersSchema,
} from './set-up/collapse-parameters.ts';
