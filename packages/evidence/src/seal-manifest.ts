import type { LicenceStatement, Recipe } from '@backlot/film';
import type { DigitalSourceType } from './digital-source-type.ts';

/** A picture that went into what is sealed. */
export interface SealIngredient {
  /** The input's name, such as `plate.png`. */
  readonly title: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** `parentOf`: what is sealed is an edit of it. `componentOf`: it was placed in. `inputTo`: it fed a generation. */
  readonly relationship: 'parentOf' | 'componentOf' | 'inputTo';
  readonly licence?: LicenceStatement;
}

/** How far people had a hand in it (C2PA 2.4 `c2pa.ai-disclosure`). */
export type HumanOversightLevel = 'fully_autonomous' | 'prompt_guided' | 'human_validated';

/** What the credentials say of a file. */
export interface SealManifest {
  /** The file's name as the reader sees it. */
  readonly title: string;
  readonly digitalSourceType: DigitalSourceType;
  readonly recipe: Recipe;
  readonly recipeHash: string;
  readonly ingredients: readonly SealIngredient[];
  /** ISO 8601, UTC: when the take was made. */
  readonly at: string;
  /** The studio's version, as claim generator. */
  readonly studioVersion: string;
  readonly takeId: string;
  readonly production: string;
  readonly humanOversightLevel?: HumanOversightLevel;
}
