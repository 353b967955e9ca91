/** Someone on the production's register, as wording may call them. */
export interface RegisteredPerson {
  readonly id: string;
  readonly name: string;
  /** Nicknames and handles. */
  readonly aliases: readonly string[];
  /** Characters that stand for the actor: asking for the looks or the voice of one points to the actor. */
  readonly characters: readonly string[];
  readonly hasConsent: boolean;
}

/** What the production knows of its own words; all of it is optional. */
export interface WordsContext {
  readonly register?: readonly RegisteredPerson[];
  /** Characters of the script. */
  readonly characters?: readonly string[];
  /** Places of the script, and other words the production knows: brands, titles. */
  readonly places?: readonly string[];
}

/** One reference to a person; `start` and `end` are UTF-16 offsets into the line as given, so that `text` lies between them. */
export interface FoundReference {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Who it seems to be: the registered or public name, else the words read as plain letters. */
  readonly person: string;
  /** Which rule saw it and how, in plain words. */
  readonly why: string;
  readonly outcome: 'ask' | 'stop';
  /** Of a person on the register. */
  readonly personId?: string;
}

/** What a line may do: `pass` by itself, `ask` a human first, `stop` since someone on file has not agreed. */
export interface WordsFinding {
  readonly outcome: 'pass' | 'ask' | 'stop';
  readonly found: readonly FoundReference[];
}
