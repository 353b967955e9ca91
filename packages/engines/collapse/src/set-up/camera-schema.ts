import { z } from 'zod';
import { angleDegSchema, pixelPointSchema, pixelSegmentSchema, worldPointSchema } from './measures.ts';

const segments = z.array(pixelSegmentSchema).min(1).max(64).readonly();
const focalPx = z.number().min(16).max(100_000);

const knownLengthSchema = z
  .strictObject({
    /** `ground`: both points lie on the ground. `vertical`: the first stands on the ground, the second is straight above. */
    lies: z.enum(['ground', 'vertical']),
    fromPx: pixelPointSchema,
    toPx: pixelPointSchema,
    lengthM: z.number().min(0.05).max(1000),
  })
  .readonly();

const vanishingLinesSchema = z
  .strictObject({
    kind: z.literal('vanishing-lines'),
    /** Edges that run along the front façade, left to right in the picture: world X. */
    alongX: segments.optional(),
    /** Upright edges: world Y. */
    alongY: segments.optional(),
    /** Edges that run away from the viewer, square to X: world Z. */
    alongZ: segments.optional(),
    /** Focal length in plate pixels; needed when fewer than two directions converge. */
    focalPx: focalPx.optional(),
    /** Where the lens looks; default the middle of the plate. */
    principalPx: pixelPointSchema.optional(),
    knownLength: knownLengthSchema,
    /** A point on the ground that becomes the world's origin; default `knownLength.fromPx`. */
    originPx: pixelPointSchema.optional(),
  })
  .readonly()
  .refine((camera) => (camera.alongX ?? camera.alongY ?? camera.alongZ) !== undefined, {
    message: 'Draw segments for at least one of alongX, alongY, alongZ.',
  });

const poseSchema = z
  .strictObject({
    kind: z.literal('pose'),
    focalPx,
    principalPx: pixelPointSchema.optional(),
    positionM: worldPointSchema.refine((p) => p[1] >= 0.05, 'The camera stands above the ground (y ≥ 0.05 m).'),
    /** 0 looks along −Z; positive turns to the left (towards −X). */
    yawDeg: angleDegSchema,
    /** Positive looks up. */
    pitchDeg: z.number().min(-89).max(89).default(0),
    /** Positive leans the camera to its left. */
    rollDeg: z.number().min(-180).max(180).default(0),
  })
  .readonly();

/** How the plate was photographed: drawn vanishing lines with one known length, or a known focal length and pose. */
export const cameraSchema = z.discriminatedUnion('kind', [vanishingLinesSchema, poseSchema]);

export type CameraParameters = z.output<typeof cameraSchema>;
export type VanishingLinesCamera = z.output<typeof vanishingLinesSchema>;
export type PoseCamera = z.output<typeof poseSchema>;
export type KnownLength = z.output<typeof knownLengthSchema>;
