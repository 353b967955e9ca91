/** A line of the corpus, and what the check must do with it. */
export interface CorpusLine {
  readonly file: string;
  readonly mustStop: boolean;
  readonly category: string;
  readonly text: string;
  readonly context: { readonly characters?: readonly string[]; readonly places?: readonly string[] };
}

/** All lines, or those of files whose name holds `only`. */
export function readCorpus(only?: string): CorpusLine[];
