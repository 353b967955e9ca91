import type { Facade } from '../../structure/building-model.ts';
import { median } from '../light/median.ts';
import type { FacadeTexture } from '../scene/facade-atlas.ts';
import type { BakedFacade } from './baked-facade.ts';

/** All façades as baked, and their geometry. */
export interface FacadeSources {
  readonly baked: readonly BakedFacade[];
  readonly facades: readonly Facade[];
}

/** A flat roof's covering where the plate doesn't show it: grey gravel on bitumen. */
const ROOF_ALBEDO = [0.16, 0.155, 0.15] as const;
/** Tiles that no plate shows. */
const TILE_ALBEDO = [0.26, 0.14, 0.1] as const;
/** A wall that no plate shows. */
const WALL_ALBEDO = [0.34, 0.29, 0.24] as const;
/** A façade less seen than this is taken from a better seen one, whole. */
const ENOUGH_SEEN = 0.25;
/** Texels from a wall's outline to where the plate shows nothing but wall. */
const OUTLINE_TEXELS = 32;
/** Steps along the wall at which a hidden texel looks for its like, as shares of the façade's width. */
const STEPS = [0.0625, 0.125, 0.1875, 0.25, 0.375, 0.5, 0.75];

/** Upwards part of the normal above which a roof is level. */
const LEVEL = 0.98;
/** Pitches whose normals differ by no more, upwards, belong to one kind of roof. */
const LIKE_PITCH = 0.15;

/**
 * Gives each texel that the plate hides the look of a like place: along the same façade, or on the best seen of its
 * kind, mirrored (a building's back usually resembles its front, and one slope the other); what has no like in the plate
 * gets a plain covering.
 */
export function completeFacade(texture: BakedFacade, index: number, sources: FacadeSources): FacadeTexture {
  const facade = sources.facades[index];
  const data = texture.data.slice();
  const isLevel = facade !== undefined && facade.normal[1] > LEVEL;
  const donor = texture.seenShare >= ENOUGH_SEEN || isLevel ? texture : bestSeen(facade, sources);
  const plain = (donor && medianAlbedo(donor)) ?? plainAlbedo(facade);
  for (let texel = 0; texel < texture.seen.length; texel++) {
    if (texture.seen[texel]) continue;
    const from = !isLevel && donor ? findLike(texture, texel, donor) : -1;
    for (let channel = 0; channel < 3; channel++) {
      data[texel * 4 + channel] = from >= 0 && donor ? (donor.data[from * 4 + channel] ?? 0) : (plain[channel] ?? 0.3);
    }
  }
  return { facade: texture.facade, width: texture.width, height: texture.height, data };
}

function plainAlbedo(facade: Facade | undefined): readonly number[] {
  if (facade?.kind !== 'roof') return WALL_ALBEDO;
  return facade.normal[1] > LEVEL ? ROOF_ALBEDO : TILE_ALBEDO;
}

/** The best seen wall for a wall, slope for a slope of about its pitch. */
function bestSeen(like: Facade | undefined, { baked, facades }: FacadeSources): BakedFacade | undefined {
  let best: BakedFacade | undefined;
  for (const [index, texture] of baked.entries()) {
    const facade = facades[index];
    const isLike =
      facade !== undefined && facade.kind === like?.kind && Math.abs(facade.normal[1] - like.normal[1]) <= LIKE_PITCH;
    if (!isLike || texture.seenShare === 0) continue;
    if (!best || texture.seenShare > best.seenShare) best = texture;
  }
  return best;
}

function medianAlbedo(texture: BakedFacade): readonly number[] | undefined {
  if (texture.seenShare === 0) return undefined;
  const texels: number[] = [];
  for (let texel = 0; texel < texture.seen.length; texel++) if (texture.seen[texel]) texels.push(texel);
  return [0, 1, 2].map((channel) => median(texels, (texel) => texture.data[texel * 4 + channel] ?? 0));
}

/** The first seen texel straight below, above, left or right within reach: carries a wall's colour to its outline. */
function nearestSeen({ seen, width, height }: BakedFacade, texel: number): number {
  const column = texel % width;
  const row = (texel - column) / width;
  for (let step = 1; step <= OUTLINE_TEXELS; step++) {
    if (row + step < height && seen[texel + step * width]) return texel + step * width;
    if (row >= step && seen[texel - step * width]) return texel - step * width;
    if (column + step < width && seen[texel + step]) return texel + step;
    if (column >= step && seen[texel - step]) return texel - step;
  }
  return -1;
}

/** A seen texel of `donor` at the same height: mirrored first, then along the wall to either side; −1 when the whole row is hidden. */
function findLike(texture: BakedFacade, texel: number, donor: BakedFacade): number {
  const column = texel % texture.width;
  const u = (column + 0.5) / texture.width;
  const v = (Math.floor(texel / texture.width) + 0.5) / texture.height;
  const row = Math.min(donor.height - 1, Math.floor(v * donor.height));
  const seenAt = (share: number): number => {
    if (share < 0 || share >= 1) return -1;
    const candidate = row * donor.width + Math.min(donor.width - 1, Math.floor(share * donor.width));
    return donor.seen[candidate] ? candidate : -1;
  };
  if (donor === texture) {
    const near = nearestSeen(texture, texel);
    if (near >= 0) return near;
  }
  const mirrored = seenAt(1 - u);
  if (mirrored >= 0) return mirrored;
  for (const step of STEPS) {
    for (const share of [u - step, u + step]) {
      const found = seenAt(share);
      if (found >= 0) return found;
    }
  }
  return -1;
}
