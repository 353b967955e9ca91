import { z } from 'zod';
import { worldPointSchema } from './measures.ts';

/** Kinds of members as the crew calls them. */
const memberKinds = ['column', 'pier', 'wall', 'beam', 'slab', 'panel', 'core'] as const;
export type MemberKind = (typeof memberKinds)[number];

/** A box in the world, edges along the axes. */
export const worldBoxSchema = z
  .strictObject({ minM: worldPointSchema, maxM: worldPointSchema })
  .readonly()
  .refine(({ minM, maxM }) => minM.every((least, k) => least < (maxM[k] ?? 0)), 'minM lies below maxM on every axis.');

/** Fields that pick parts of the building; a part must meet all that are given. */
export const selectionFields = {
  /** 0: the ground storey. */
  storeys: z.array(z.int().min(0).max(40)).min(1).max(41).readonly().optional(),
  /** Façade that they belong to: 0 front, 1 right, 2 back, 3 left, or the footprint's edge. */
  facade: z.int().min(0).max(23).optional(),
  /** Middle of the part lies in this box. */
  withinM: worldBoxSchema.optional(),
};

/** Members by kind and place. */
export const memberSelectionSchema = z
  .strictObject({
    ...selectionFields,
    kinds: z.array(z.enum(memberKinds)).min(1).readonly().optional(),
    /** Bays of `facade`, counted from 0 at its left end as seen from outside. */
    bays: z.array(z.int().min(0).max(39)).min(1).readonly().optional(),
    /** Frames between the trigger's start and their removal. */
    afterFrames: z.number().min(0).max(9_999).default(0),
  })
  .readonly()
  .refine(({ bays, facade }) => bays === undefined || facade !== undefined, 'bays needs the facade that they are on.');

/** Parts of a building; fields that are absent admit everything. */
export interface PieceSelection {
  readonly storeys?: readonly number[] | undefined;
  readonly facade?: number | undefined;
  readonly withinM?: z.output<typeof worldBoxSchema> | undefined;
  readonly kinds?: readonly MemberKind[] | undefined;
  readonly bays?: readonly number[] | undefined;
}
