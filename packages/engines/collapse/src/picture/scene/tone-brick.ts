import type { BuildingModel } from '../../structure/building-model.ts';
import { median } from '../light/median.ts';
import type { FacadeAtlas, FacadeTexture } from './facade-atlas.ts';

type Colour = readonly [red: number, green: number, blue: number];

const BRICK: Colour = [0.36, 0.17, 0.11];
const MORTAR: Colour = [0.48, 0.45, 0.4];
/** Enough texels for a median. */
const TEXELS = 4096;

/**
 * Colours of broken masonry: half way, in stops, between red brick in pale mortar and the photographed wall, so that a
 * brown brick house breaks brown. Without a picture of a wall, red brick.
 */
export function toneBrick(model: BuildingModel, atlas: FacadeAtlas): { colour: Colour; mortar: Colour } {
  const walls = atlas.filter(({ facade }) => model.facades[facade]?.kind === 'wall');
  const largest = walls.reduce<FacadeTexture | undefined>(
    (best, wall) => (best && best.data.length >= wall.data.length ? best : wall),
    undefined,
  );
  if (!largest) return { colour: BRICK, mortar: MORTAR };
  const tone = ([red, green, blue]: Colour): Colour => {
    const mix = (own: number, channel: number): number => Math.sqrt(own * medianOf(largest, channel));
    return [mix(red, 0), mix(green, 1), mix(blue, 2)];
  };
  return { colour: tone(BRICK), mortar: tone(MORTAR) };
}

function medianOf({ data }: FacadeTexture, channel: number): number {
  const step = 4 * Math.max(1, Math.floor(data.length / 4 / TEXELS));
  const texels: number[] = [];
  for (let at = channel; at < data.length; at += step) texels.push(at);
  return median(texels, (at) => data[at] ?? 0);
}
