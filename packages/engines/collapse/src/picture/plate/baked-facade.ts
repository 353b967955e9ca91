import type { FacadeTexture } from '../scene/facade-atlas.ts';

/** A façade picture as far as the plate shows it: `seen` is 1 where a texel holds the plate's albedo. */
export interface BakedFacade extends FacadeTexture {
  readonly seen: Uint8Array;
  /** Share of texels that are seen. */
  readonly seenShare: number;
}
