import type { Pass } from '../wire/take-wire.ts';

/** A picture to be made fit for a screen: which file, and what of it. */
export interface FrameJob {
  readonly path: string;
  readonly mediaType: string;
  readonly pass: Pass;
  /** Larger pictures are refused; default what `readPicture` reads. */
  readonly maxPixels?: number;
  /** Another picture will lie there soon, so that this one is not kept; default false. */
  readonly isPassing?: boolean;
}

/** What the worker answers. */
export type FrameAnswer =
  | { readonly index: number; readonly png: Uint8Array }
  | { readonly index: number; readonly code?: string; readonly message: string; readonly hint?: string };
