import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';

/** What Cedar is asked of: an action of the schema, and the facts it is judged by. No names: rules speak of facts. */
export interface Request {
  readonly action: string;
  readonly context: Readonly<Record<string, CedarValueJson>>;
}

/**
 * One part of a use: all parts must be permitted. Of its `requests` (a person with each consent, and without any) the
 * best answer is the part's answer; they are tried in order until one allows.
 */
export interface Part {
  /** In words, for the reasons; absent for the take as a whole. */
  readonly about?: string;
  /** What `about` names among the facts: index of a person, input or model. */
  readonly of: {
    readonly kind: 'take' | 'person' | 'input' | 'model' | 'words' | 'face' | 'likeness';
    readonly index: number;
  };
  readonly requests: readonly PartRequest[];
}

export interface PartRequest extends Request {
  /** Replaces the part's `about`: which consent was looked at. */
  readonly about?: string;
  /** Id of the consent that was looked at. */
  readonly consentId?: string;
  /** Of several refused requests, the one with the most of this is shown. */
  readonly nearness: number;
}

/** An entity of the schema, such as `Role::"legal"`, as Cedar reads it. */
export function entity(type: string, id: string): CedarValueJson {
  return { __entity: { type, id } };
}

/** `Answer::"yes"`, `"no"`, or `"unsure"` where the question was left open. */
export function answer(value: boolean | undefined): CedarValueJson {
  return entity('Answer', value === undefined ? 'unsure' : value ? 'yes' : 'no');
}
