import type { LayerTerms } from '../light/scene-light.ts';

/** Half the edge of the square within which the brightest light counts. */
const REACH_PX = 1;

/**
 * Takes for each pixel the brightest light near it on the same façade (`surfaces`, compared for equality). Where a
 * reveal's shadow falls a pixel beside its place in the plate, dividing a sunlit stone by shade would give it an
 * impossible albedo: sparkles round every window. Erring towards light leaves a soft dark line there instead, which is
 * what a reveal looks like.
 */
export function widenLight(
  terms: LayerTerms,
  surfaces: Int32Array,
  size: { readonly widthPx: number; readonly heightPx: number },
): LayerTerms {
  const sun = terms.sun.slice();
  const sky = terms.sky.slice();
  for (let pixel = 0; pixel < surfaces.length; pixel++) {
    if ((terms.coverage[pixel] ?? 0) === 0) continue;
    for (let row = -REACH_PX; row <= REACH_PX; row++) {
      for (let column = -REACH_PX; column <= REACH_PX; column++) {
        const near = pixel + row * size.widthPx + column;
        if (surfaces[near] !== surfaces[pixel]) continue;
        sun[pixel] = Math.max(sun[pixel] ?? 0, terms.sun[near] ?? 0);
        sky[pixel] = Math.max(sky[pixel] ?? 0, terms.sky[near] ?? 0);
      }
    }
  }
  return { coverage: terms.coverage, sun, sky };
}
