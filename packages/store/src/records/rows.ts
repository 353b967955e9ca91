import type { Approval, Production, Review } from '@backlot/film';
import type { NewTake, TakeChange, TakeRecord } from '@backlot/studio';
import type { approvals, productions, reviews, takes } from './schema.ts';

type TakeRow = typeof takes.$inferSelect;
type TakeInsert = typeof takes.$inferInsert;

/** What belongs to a take but lies in other tables. */
export interface TakeBelongings {
  readonly approvals: readonly Approval[];
  readonly reviewCount: number;
  readonly progress: TakeRecord['progress'] | undefined;
}

/** A take out of its row. */
export function toTake(row: TakeRow, { approvals: given, reviewCount, progress }: TakeBelongings): TakeRecord {
  const {
    egress,
    decision,
    digitalSourceType,
    seal,
    pick,
    error,
    startedAt,
    finishedAt,
    facesFoundAt,
    requestedAt,
    updatedAt,
    ...rest
  } = row;
  return {
    ...rest,
    approvals: given,
    reviewCount,
    requestedAt: requestedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(egress ? { egress } : {}),
    ...(decision ? { decision } : {}),
    ...(digitalSourceType ? { digitalSourceType } : {}),
    ...(seal ? { seal } : {}),
    ...(pick ? { pick } : {}),
    ...(error ? { error } : {}),
    ...(startedAt ? { startedAt: startedAt.toISOString() } : {}),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
    ...(facesFoundAt ? { facesFoundAt: facesFoundAt.toISOString() } : {}),
    ...(progress ? { progress } : {}),
  };
}

/** The row of a new take. */
export function toTakeRow(take: NewTake, version: number): TakeInsert {
  const { requestedAt, updatedAt, startedAt, finishedAt, facesFoundAt, ...rest } = take;
  return {
    ...rest,
    version,
    requestedAt: new Date(requestedAt),
    updatedAt: new Date(updatedAt),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
    ...(finishedAt === undefined ? {} : { finishedAt: new Date(finishedAt) }),
    ...(facesFoundAt === undefined ? {} : { facesFoundAt: new Date(facesFoundAt) }),
  };
}

/** The columns that a step changes. */
export function toTakeChange(change: TakeChange): Partial<TakeInsert> {
  const { updatedAt, startedAt, finishedAt, facesFoundAt, ...rest } = change;
  return {
    ...rest,
    ...(updatedAt === undefined ? {} : { updatedAt: new Date(updatedAt) }),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
    ...(finishedAt === undefined ? {} : { finishedAt: new Date(finishedAt) }),
    ...(facesFoundAt === undefined ? {} : { facesFoundAt: new Date(facesFoundAt) }),
  };
}

/** A production out of its row. */
export function toProduction({ createdAt, ...rest }: typeof productions.$inferSelect): Production {
  return { ...rest, createdAt: createdAt.toISOString() };
}

/** A review out of its row. */
export function toReview({ frame, at, ...rest }: typeof reviews.$inferSelect): Review {
  return { ...rest, at: at.toISOString(), ...(frame === null ? {} : { frame }) };
}

/** An approval out of its row. */
export function toApproval({ by, recipeHash, useHash, ruleIds, text, at }: typeof approvals.$inferSelect): Approval {
  return { by, recipeHash, useHash, ruleIds, at: at.toISOString(), ...(text === null ? {} : { text }) };
}
