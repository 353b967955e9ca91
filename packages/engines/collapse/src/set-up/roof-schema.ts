import { z } from 'zod';

const flatSchema = z.strictObject({ kind: z.literal('flat') }).readonly();

const gableSchema = z
  .strictObject({
    kind: z.literal('gable'),
    /** Façade above which the eaves run, so that the ridge is parallel to it. Default: the longer side. */
    eaves: z.enum(['front', 'side']).optional(),
    /** Height of the ridge above the walls, instead of the pitch. */
    ridgeM: z.number().min(0.4).max(30).optional(),
    /** Default 38. */
    pitchDeg: z.number().min(8).max(70).optional(),
    /** How far the roof hangs over eaves and gables. */
    overhangM: z.number().min(0).max(1.5).default(0.3),
  })
  .readonly()
  .refine((roof) => roof.ridgeM === undefined || roof.pitchDeg === undefined, 'Give either ridgeM or pitchDeg.');

const mansardSchema = z
  .strictObject({
    kind: z.literal('mansard'),
    /** Height of the steep part above the walls. */
    steepM: z.number().min(1).max(8).default(2.8),
    pitchDeg: z.number().min(45).max(85).default(70),
    /** Pitch of the part above, hipped on all sides; 0: a level deck. */
    upperPitchDeg: z
      .number()
      .min(0)
      .max(40)
      .refine((pitch) => pitch === 0 || pitch >= 3, 'An upper part is level (0) or has a pitch of 3 to 40.')
      .default(0),
  })
  .readonly();

/** What covers a block. */
export const roofSchema = z.discriminatedUnion('kind', [flatSchema, gableSchema, mansardSchema]);
