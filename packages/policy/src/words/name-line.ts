import type { NameReading, NameUnit } from './name-units.ts';

/** Words `from` to before `to` that read as somebody's name. */
export interface NameMatch {
  readonly from: number;
  readonly to: number;
  readonly how: string;
}

/** A line as the rules for unknown names see it. */
export interface NameLine extends NameReading {
  readonly units: readonly NameUnit[];
  readonly hasFiles: boolean;
  /** Some words are in lower case, so that capitals mean something. */
  readonly hasLower: boolean;
  /** Small words of another language: names in lower case are not told from its words. */
  readonly isForeign: boolean;
  /** Some words are in Latin letters. */
  readonly hasLatin: boolean;
}
