import type { CollapseParametersInput } from '../set-up/collapse-parameters.ts';

/** How much a finding can be trusted: `sure` within the set-up's needs, `likely` worth a look, `guess` a stand-in to be replaced. */
export type Confidence = 'sure' | 'likely' | 'guess';

/** One thing that was found in the plate, or not. */
export interface Finding {
  readonly about: 'lines' | 'focal-length' | 'scale' | 'sky' | 'building' | 'sun';
  readonly confidence: Confidence;
  /** What was found and how, in words for people. */
  readonly text: string;
}

/** A draft of a set-up's parameters, and how far each part of it can be trusted. */
export interface SetUpSuggestion {
  /** Valid parameters, to be corrected; absent where the plate shows no lines that tell a camera. */
  readonly parameters?: CollapseParametersInput;
  readonly findings: readonly Finding[];
}
