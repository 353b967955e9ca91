import { median } from './median.ts';
import { type Colour, irradiance, type LayerTerms, type SceneLight } from './scene-light.ts';

/** What the estimate reads: the plate beside the light that the standing building leaves on street and walls. */
export interface LightEvidence {
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  /** 1 where the plate shows the street itself. */
  readonly ground: Uint8Array;
  readonly catcher: LayerTerms;
  readonly pieces: LayerTerms;
  /** Height of the unit vector towards the sun: what level ground gets of the sun. */
  readonly sunHeight: number;
  /** Light of the whole sky on level ground over light of the sun on a surface facing it, from the set-up. */
  readonly skyToSun: number;
}

/** The mean albedo of streets and façades; it sets how bright broken concrete and dust look beside them. */
const USUAL_ALBEDO = 0.27;
/** Fewest places on shadow edges that a measured shadow is worth. */
const FEWEST_PAIRS = 60;
/** A shaded and a sunlit pixel this far apart across a shadow's edge show the same pavement, outside the penumbra. */
const PAIR_DISTANCE_PX = 8;
/** Of two such pixels the shaded one is darker than this share of the other, or the plate's shadow lies elsewhere. */
const DARKER_SHARE = 0.75;
/** Colour of skylight over sunlight where the plate does not tell: a clear day (K). */
const CLEAR_SKY: Colour = [0.8, 0.98, 1.32];
/** One pixel in so many is enough for a median; prime, so that no column is preferred. */
const SAMPLE_STEP = 13;
/** Share of the light on the street that comes back from it and from walls. */
const STREET_ALBEDO = 0.2;

/**
 * Sun and sky as the plate shows them. Where the plate holds both sunlit street and the building's shadow, their
 * ratio gives skylight over sunlight channel by channel; elsewhere the set-up's ratio and a clear sky's colour stand in.
 * The whole is scaled so that street and façades come out with a usual albedo, and white balance is taken as the camera's.
 */
export function estimateLight(evidence: LightEvidence): SceneLight {
  const skyOverSun = measureSkyOverSun(evidence) ?? scaled(CLEAR_SKY, evidence.skyToSun);
  const level = skyOverSun.map((ratio) => evidence.sunHeight + ratio);
  const unit = makeLight(
    level.map((sum) => 1 / sum),
    skyOverSun,
  );
  const exposure = measureAlbedo(evidence, unit) / USUAL_ALBEDO;
  return makeLight(
    level.map((sum) => exposure / sum),
    skyOverSun,
  );
}

function makeLight(sun: readonly number[], skyOverSun: readonly number[]): SceneLight {
  const colour = (pick: (channel: number) => number): Colour => [pick(0), pick(1), pick(2)];
  const sunColour = colour((channel) => sun[channel] ?? 1);
  const skyColour = colour((channel) => (sun[channel] ?? 1) * (skyOverSun[channel] ?? 0.25));
  const bounceColour = colour(
    (channel) => STREET_ALBEDO * (0.5 * (sunColour[channel] ?? 0) + (skyColour[channel] ?? 0)),
  );
  return { sunColour, skyColour, bounceColour };
}

function scaled(colour: Colour, factor: number): Colour {
  return [colour[0] * factor, colour[1] * factor, colour[2] * factor];
}

interface ShadowPair {
  readonly shaded: number;
  readonly lit: number;
}

/** Compares the street on both sides of shadow edges: near neighbours are paved alike, so their ratio is the light's. */
function measureSkyOverSun(evidence: LightEvidence): Colour | undefined {
  const pairs = findShadowPairs(evidence);
  if (pairs.length < FEWEST_PAIRS) return undefined;
  const { plate, catcher, sunHeight } = evidence;
  const litSky = median(pairs, ({ lit }) => catcher.sky[lit] ?? 0);
  const shadedSky = median(pairs, ({ shaded }) => catcher.sky[shaded] ?? 0);
  const ratios = [0, 1, 2].map((channel) => {
    const value = (pixel: number): number => plate[pixel * 3 + channel] ?? 0;
    const dimming = median(pairs, ({ shaded, lit }) => value(shaded) / Math.max(1e-4, value(lit)));
    return (dimming * sunHeight) / (shadedSky - dimming * litSky);
  });
  const isPlausible = ratios.every((ratio) => ratio > 0.02 && ratio < 1.5);
  const [red, green, blue] = ratios;
  return isPlausible ? [red ?? 0, green ?? 0, blue ?? 0] : undefined;
}

/** Pairs across shadow edges in all four directions; those between which the plate does not darken are misplaced and left out. */
function findShadowPairs(evidence: LightEvidence): ShadowPair[] {
  const { size, ground, catcher, sunHeight, plate } = evidence;
  const isSolid = (pixel: number, test: (sun: number) => boolean): boolean =>
    [0, -2, 2, -2 * size.widthPx, 2 * size.widthPx].every((step) => {
      const near = pixel + step;
      return ground[near] === 1 && catcher.coverage[near] === 1 && test(catcher.sun[near] ?? 0);
    });
  const pairs: ShadowPair[] = [];
  for (let y = PAIR_DISTANCE_PX; y < size.heightPx - PAIR_DISTANCE_PX; y++) {
    for (let x = PAIR_DISTANCE_PX; x < size.widthPx - PAIR_DISTANCE_PX; x++) {
      const shaded = y * size.widthPx + x;
      if (!isSolid(shaded, (sun) => sun === 0)) continue;
      for (const step of [1, -1, size.widthPx, -size.widthPx]) {
        const lit = shaded + step * PAIR_DISTANCE_PX;
        const isDarker = (plate[shaded * 3 + 1] ?? 0) < DARKER_SHARE * (plate[lit * 3 + 1] ?? 0);
        if (isDarker && isSolid(lit, (sun) => sun > 0.97 * sunHeight)) pairs.push({ shaded, lit });
      }
    }
  }
  return pairs;
}

function measureAlbedo({ plate, catcher, pieces }: LightEvidence, light: SceneLight): number {
  const albedos: number[] = [];
  for (const layer of [catcher, pieces]) {
    for (let pixel = 0; pixel < layer.coverage.length; pixel += SAMPLE_STEP) {
      if (layer.coverage[pixel] !== 1) continue;
      const terms = { coverage: 1, sun: layer.sun[pixel] ?? 0, sky: layer.sky[pixel] ?? 0 };
      const gathered = irradiance(terms, light, 1);
      if (gathered > 0.05) albedos.push((plate[pixel * 3 + 1] ?? 0) / gathered);
    }
  }
  return albedos.length === 0
    ? USUAL_ALBEDO
    : Math.max(
        0.01,
        median(albedos, (albedo) => albedo),
      );
}
