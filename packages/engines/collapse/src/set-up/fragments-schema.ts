import { z } from 'zod';

const lawSchema = (usualSizeM: number) =>
  z
    .strictObject({
      /** About 63 % of the mass breaks smaller than this: edge of the cube of the fragment's volume. */
      sizeM: z.number().min(0.1).max(3).default(usualSizeM),
      /** Spread of the sizes: below 1 more dust and more blocks, above 1 more alike. */
      uniformity: z.number().min(0.5).max(3).default(1),
    })
    .readonly();

/** Sizes that masonry and concrete break into (Rosin and Rammler), down to what `pieceTarget` affords. */
export const fragmentsSchema = z
  .strictObject({ masonry: lawSchema(0.4).prefault({}), concrete: lawSchema(0.55).prefault({}) })
  .readonly();
