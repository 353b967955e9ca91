/** Whom and what a production knows by name. */
export interface KnownWords {
  readonly register: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
    readonly characters: readonly string[];
    readonly hasConsent: boolean;
  }[];
  readonly characters: readonly string[];
  readonly places: readonly string[];
}

/** Words that point to a person; `start` and `end` count UTF-16 units. */
export interface FoundWords {
  readonly outcome: 'ask' | 'stop';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly person: string;
  /** Of a person of the register. */
  readonly personId?: string;
  /** Which words and why. */
  readonly why: string;
}

/** Finds people in words, for a production; `createWordsCheck` of `@backlot/policy` is one. */
export type Words = (known: KnownWords) => (text: string) => { readonly found: readonly FoundWords[] };
