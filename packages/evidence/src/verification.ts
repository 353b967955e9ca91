/** What a file's credentials say, in brief; fields are absent where the file does not say. */
export interface ManifestSummary {
  readonly title?: string;
  readonly recipeHash?: string;
  readonly engine?: { readonly id: string; readonly version: string };
  readonly takeId?: string;
  readonly digitalSourceType?: string;
  readonly actions: readonly string[];
  readonly ingredients: readonly {
    readonly title: string;
    readonly relationship: string;
    readonly sha256?: string;
    readonly licence?: string;
  }[];
  /** Common name of the signer's certificate. */
  readonly signer?: string;
  /** When the take was made, as the signer states it. */
  readonly at?: string;
  readonly trainingAllowed?: boolean;
  readonly humanOversightLevel?: string;
  /** Names of trained models that had a part in it. */
  readonly models?: readonly string[];
  /** Who approved the file before it was sealed again, by role. */
  readonly approvals?: readonly { readonly role: string; readonly at: string }[];
  /** SHA-256 of the file as it was before its approval. */
  readonly earlierSha256?: string;
}

/**
 * `valid`: as it was signed, by a signer nobody vouches for. `trusted`: its signer's chain ends at a declared anchor.
 * `invalid`: changed, broken, or without credentials.
 */
export interface Verification {
  readonly state: 'valid' | 'trusted' | 'invalid';
  /** Why it is invalid; else what the reader should know. */
  readonly reasons: readonly string[];
  /** SHA-256 of the file as found: compare with the ledger, which also covers bytes that no signature does. */
  readonly sha256: string;
  readonly kind: 'embedded' | 'sidecar' | 'none';
  readonly manifest?: ManifestSummary;
}
