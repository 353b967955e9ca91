import { z } from 'zod';

const masonrySchema = z.strictObject({ kind: z.literal('masonry') }).readonly();

const concreteFrameSchema = z
  .strictObject({
    kind: z.literal('concrete-frame'),
    /** Edge of the square columns, and width of the beams. */
    columnM: z.number().min(0.25).max(1.2).default(0.45),
    /** From a beam's underside to the floor above it. */
    beamDepthM: z.number().min(0.3).max(1.5).default(0.55),
    /** `curtain`: panels hang before the columns. `infill`: panels stand between columns that show on the façade. */
    skin: z.enum(['curtain', 'infill']).default('curtain'),
    panelThicknessM: z.number().min(0.08).max(0.5).default(0.18),
    /** Lift and stair shaft in the middle bay. Default: from five storeys on. */
    core: z.boolean().optional(),
  })
  .readonly();

/** What carries a block. */
export const structureSchema = z.discriminatedUnion('kind', [masonrySchema, concreteFrameSchema]);
