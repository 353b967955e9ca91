import { z } from 'zod';
import { fragmentsSchema } from './fragments-schema.ts';
import { limitsSchema } from './limits-schema.ts';
import { angleDegSchema, buildingLengthSchema, groundPointSchema, pixelPointSchema } from './measures.ts';
import { roofSchema } from './roof-schema.ts';
import { structureSchema } from './structure-schema.ts';

const boxSchema = z
  .strictObject({
    kind: z.literal('box'),
    /** Front left corner on the ground (x, z), as seen from the front; the building extends to the right and behind. */
    cornerM: groundPointSchema.optional(),
    /** Middle of the box on the ground (x, z), instead of a corner. */
    centreM: groundPointSchema.optional(),
    widthM: buildingLengthSchema.optional(),
    depthM: buildingLengthSchema.optional(),
    /** 0: the front looks along +Z. Positive turns anticlockwise, seen from above. */
    yawDeg: angleDegSchema.optional(),
    /**
     * Base corners in plate pixels. Two: left and right end of the front (depthM needed).
     * Three, in a corner view: left end, near corner, right end; the front is the side from the corner to the right end.
     */
    basePx: z.array(pixelPointSchema).min(2).max(3).readonly().optional(),
  })
  .readonly();

const footprintSchema = z
  .strictObject({
    kind: z.literal('footprint'),
    /** Corners on the ground (x, z), in order, without repeating the first; convex or not, no crossing. */
    cornersM: z.array(groundPointSchema).min(3).max(24).readonly().optional(),
    /** The same in plate pixels, projected to the ground. */
    cornersPx: z.array(pixelPointSchema).min(3).max(24).readonly().optional(),
  })
  .readonly();

const openingsSchema = z
  .strictObject({
    /** Width of the opening over the width of its bay. */
    widthFraction: z.number().min(0).max(0.9).default(0.42),
    /** Height of the opening over the height of its storey. */
    heightFraction: z.number().min(0).max(0.9).default(0.5),
    /** Height of the sill over the height of the storey. */
    sillFraction: z.number().min(0).max(0.9).default(0.28),
  })
  .readonly()
  .refine(
    (o) => o.sillFraction + o.heightFraction <= 0.95,
    'sillFraction + heightFraction must leave a lintel (≤ 0.95).',
  );

const defaultOpenings = { widthFraction: 0.42, heightFraction: 0.5, sillFraction: 0.28 };

const blockFields = {
  /** What carries it: masonry walls, or a frame of concrete. */
  structure: structureSchema,
  roof: roofSchema,
  /** Top of the walls above the ground; of the parapet on a flat roof. */
  heightM: z.number().min(2).max(200),
  storeys: z.int().min(1).max(40),
  /** Default: the same as the others. */
  groundStoreyHeightM: z.number().min(1.5).max(15),
  /** Bays per façade, in the order front, right, back, left (box) or of the footprint's edges; a shorter list repeats. Default: about 3.8 m a bay. */
  bays: z.array(z.int().min(1).max(40)).min(1).max(24).readonly(),
  openings: openingsSchema,
  /** Default: as `openings`. */
  groundOpenings: openingsSchema,
  wallThicknessM: z.number().min(0.1).max(1.2),
  slabThicknessM: z.number().min(0.08).max(0.6),
  /** Flat roofs only. */
  parapetHeightM: z.number().min(0).max(3),
};

const wingSchema = z.strictObject({ ...z.object(blockFields).partial().shape, plan: boxSchema }).readonly();

/** The building that falls. Every field but the plan, `heightM` and `storeys` has a default. */
export const buildingSchema = z
  .strictObject({
    ...blockFields,
    plan: z.discriminatedUnion('kind', [boxSchema, footprintSchema]),
    structure: structureSchema.default({ kind: 'masonry' }),
    roof: roofSchema.default({ kind: 'flat' }),
    groundStoreyHeightM: blockFields.groundStoreyHeightM.optional(),
    bays: blockFields.bays.optional(),
    openings: openingsSchema.default(defaultOpenings),
    groundOpenings: openingsSchema.optional(),
    wallThicknessM: blockFields.wallThicknessM.default(0.38),
    slabThicknessM: blockFields.slabThicknessM.default(0.24),
    parapetHeightM: blockFields.parapetHeightM.default(0.8),
    /** Boxes that stand against the main block or against each other. Fields that a wing leaves out are the main block's, but `bays`. */
    wings: z.array(wingSchema).max(8).readonly().default([]),
    /** Strengths other than the usual ones. */
    limits: limitsSchema.optional(),
    /** How many pieces the building is cut into, about. */
    pieceTarget: z.int().min(200).max(12_000).default(1600),
    fragments: fragmentsSchema.prefault({}),
  })
  .readonly();

export type BuildingParameters = z.output<typeof buildingSchema>;
/** What the main block and a wing have in common. */
export type BlockParameters = Omit<BuildingParameters, 'wings' | 'pieceTarget' | 'fragments' | 'limits'>;
export type WingParameters = z.output<typeof wingSchema>;
export type BoxPlan = z.output<typeof boxSchema>;
export type FootprintPlan = z.output<typeof footprintSchema>;
export type OpeningFractions = z.output<typeof openingsSchema>;
