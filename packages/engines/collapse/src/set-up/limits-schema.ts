import { z } from 'zod';

const materials = ['masonry', 'concrete', 'glass', 'frame', 'plaster', 'roofing'] as const;
const megapascal = z.number().min(0.001).max(500).optional();

/** Strengths that replace the usual ones, by material, in MPa. */
export const limitsSchema = z
  .partialRecord(
    z.enum(materials),
    z.strictObject({ compressionMpa: megapascal, tensionMpa: megapascal, shearMpa: megapascal }).readonly(),
  )
  .readonly();

export type LimitParameters = z.output<typeof limitsSchema>;
