import { frameRateSchema } from '@backlot/film';
import { z } from 'zod';
import { buildingSchema } from './building-schema.ts';
import { cameraSchema } from './camera-schema.ts';
import { directionSchema } from './direction-schema.ts';
import { angleDegSchema, evenSizePxSchema, groundPointSchema, worldPointSchema } from './measures.ts';
import { soundSchema } from './sound-schema.ts';
import { triggerSchema } from './trigger-schema.ts';

const sunSchema = z
  .strictObject({
    /** Where the sun stands, clockwise from above: 0 behind the scene (−Z), 90 to the right (+X), 180 behind the viewer (+Z). */
    azimuthDeg: angleDegSchema.optional(),
    elevationDeg: z.number().min(1).max(90).optional(),
    /** Towards the sun, instead of the two angles; any length. */
    direction: worldPointSchema.optional(),
    /** Light of the whole sky on level ground over light of the sun on a surface that faces it. */
    skyToSun: z.number().min(0.01).max(20).default(0.25),
  })
  .readonly()
  .refine((sun) => (sun.direction !== undefined) !== (sun.azimuthDeg !== undefined && sun.elevationDeg !== undefined), {
    message: 'Give either azimuthDeg and elevationDeg, or direction.',
  })
  .refine(
    (sun) => sun.direction === undefined || sun.direction[1] > 0,
    'The sun stands above the horizon (direction y > 0).',
  );

const outputSchema = z
  .strictObject({
    widthPx: evenSizePxSchema.default(1280),
    heightPx: evenSizePxSchema.default(720),
    frameRate: frameRateSchema.default({ numerator: 24, denominator: 1 }),
    durationFrames: z.int().min(1).max(10_000).default(96),
    samplesPerPixel: z.int().min(1).max(16).default(4),
    /** Number of the first frame in file names, as film crews count. */
    firstFrame: z.int().min(0).max(9_000_000).default(1001),
    /** Also write ProRes 422 HQ. */
    prores: z.boolean().default(false),
    sound: soundSchema.prefault({}),
  })
  .readonly();

const neighbourSchema = z
  .strictObject({
    centreM: groundPointSchema,
    widthM: z.number().min(0.1).max(500),
    depthM: z.number().min(0.1).max(500),
    heightM: z.number().min(0.1).max(500),
    yawDeg: angleDegSchema.default(0),
  })
  .readonly();

const dustSchema = z
  .strictObject({
    /** 0: none, 1: as the mass that breaks would raise. */
    amount: z.number().min(0).max(4).default(1),
    /** Wind near the ground (x, z) in metres per second. */
    windMs: z
      .tuple([z.number().min(-30).max(30), z.number().min(-30).max(30)])
      .readonly()
      .default([0.6, 0.2]),
  })
  .readonly();

/** The `parameters` of a collapse set-up file; unknown fields are refused. See docs/guide/collapse-set-up.md. */
export const collapseParametersSchema = z
  .strictObject({
    camera: cameraSchema,
    building: buildingSchema,
    /** Other solids of the street that catch shadow and hide rubble; they do not move. */
    neighbours: z.array(neighbourSchema).max(64).readonly().default([]),
    sun: sunSchema,
    trigger: triggerSchema,
    direction: directionSchema.prefault({}),
    dust: dustSchema.default({ amount: 1, windMs: [0.6, 0.2] }),
    output: outputSchema.prefault({}),
  })
  .readonly();

export type CollapseParameters = z.output<typeof collapseParametersSchema>;
/** What a person writes: fields with a default may be left out. */
export type CollapseParametersInput = z.input<typeof collapseParametersSchema>;
export type OutputParameters = z.output<typeof outputSchema>;
export type NeighbourBox = z.output<typeof neighbourSchema>;
