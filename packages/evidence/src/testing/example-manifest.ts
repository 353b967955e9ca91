import type { Recipe } from '@backlot/film';
import { hashRecipe } from '../hash.ts';
import type { SealManifest } from '../seal-manifest.ts';

const PLATE_SHA256 = 'ab'.repeat(32);

/** A recipe such as the studio makes; numbers in lists once came back from the C2PA engine as bytes. */
export const EXAMPLE_RECIPE: Recipe = {
  schema: 1,
  engine: { id: 'collapse', version: '1.0.0' },
  shot: 'sq010/sh0040',
  purpose: 'temp',
  parameters: { storeys: 6, list: [1, 2, 3], heightM: 21.5, name: 'Straße „Süd“' },
  inputs: [{ role: 'plate', name: 'plate.png', sha256: PLATE_SHA256, byteLength: 10, mediaType: 'image/png' }],
  seed: 7,
  builds: { kernels: '1' },
};

/** A manifest of a composite over one licensed plate. */
export const EXAMPLE_MANIFEST: SealManifest = {
  title: 'shot.mp4',
  digitalSourceType: 'compositeSynthetic',
  recipe: EXAMPLE_RECIPE,
  recipeHash: hashRecipe(EXAMPLE_RECIPE),
  ingredients: [
    {
      title: 'plate.png',
      mediaType: 'image/png',
      sha256: PLATE_SHA256,
      relationship: 'componentOf',
      licence: { owner: 'The crew', statement: 'Made for this production.' },
    },
  ],
  at: '2026-11-22T10:00:00.000Z',
  studioVersion: '0.1.0',
  takeId: 'take-1',
  production: 'night-harbour',
};
