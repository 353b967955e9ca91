import type { Pass } from '../wire/take-wire.ts';

/** A picture to be made fit for a screen: which file, and what of it. */
export interface FrameJob {
  readonly path: string;
  readonly mediaType: string;
  readonly pass: Pass;
}

/** What the worker answers. */
export type FrameAnswer =
  | { readonly index: number; readonly png: Uint8Array }
  | { readonly index: number; readonly code?: string; readonly message: string; readonly hint?: string };
