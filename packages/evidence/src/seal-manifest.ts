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
  /** The file itself, where it brings Content Credentials of its own: these stay, inside the new ones. */
  readonly credentialedPath?: string;
}

/** How far people had a hand in it (C2PA 2.4 `c2pa.ai-disclosure`). */
export type HumanOversightLevel = 'fully_autonomous' | 'prompt_guided' | 'human_validated';

/** A trained model that had a part in what is sealed (C2PA 2.4 `c2pa.ai-disclosure`). */
export interface SealedModel {
  /** What kind of model, such as `image-to-image`. */
  readonly type: string;
  readonly name: string;
  /** Vendor, version or hash: what tells this model from any other. */
  readonly identifier: string;
}

/** A person's yes to the finished file: in which role, and when (ISO 8601, UTC). Names stay in the studio. */
export interface SealedApproval {
  readonly role: string;
  readonly at: string;
}

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
  /** None where no trained model was used: then the credentials name none. */
  readonly models?: readonly SealedModel[];
  /** Set where a sealed file is sealed again upon its approval. */
  readonly approval?: {
    readonly approvals: readonly SealedApproval[];
    /** SHA-256 of the file as it was sealed before. */
    readonly earlierSha256: string;
  };
}
