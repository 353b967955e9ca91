import { BacklotError } from '@backlot/film';

/** One call's frames, counted from 0 in the shot. */
export interface Chunk {
  readonly name: string;
  readonly firstFrame: number;
  /** Frames of the shot in it. */
  readonly shotFrames: number;
  /** Frames that the model is asked for; those beyond `shotFrames` repeat the last one and are thrown away. */
  readonly modelFrames: number;
  /** Frames at its start that the chunk before shows too; 0 in the first. */
  readonly sharedFrames: number;
}

/** What decides a plan. */
export interface ChunkRule {
  readonly durationFrames: number;
  readonly overlapFrames: number;
  /** Counts are `step` × n + 1 within `least` and `most`. */
  readonly step: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Cuts a shot into as few chunks as its model can take, of one length and no longer than they need be, spread evenly, so
 * that neighbours share at least `overlapFrames`. A shot that fits is one chunk, padded to the next count that the model takes.
 * @throws BacklotError `SET_UP_INVALID` where chunks are too short for their overlap
 */
export function planChunks(rule: ChunkRule): readonly Chunk[] {
  const { durationFrames, overlapFrames, step, least } = rule;
  const roundUp = (frames: number): number => Math.max(least, Math.ceil((frames - 1) / step) * step + 1);
  const most = Math.floor((rule.most - 1) / step) * step + 1;
  if (most < least) throw refuseRule(rule, most);
  if (durationFrames <= most) {
    const modelFrames = roundUp(durationFrames);
    return [chunk(0, { firstFrame: 0, shotFrames: durationFrames, modelFrames, sharedFrames: 0 })];
  }
  if (most < overlapFrames * 2) throw refuseRule(rule, most);
  const count = Math.ceil((durationFrames - overlapFrames) / (most - overlapFrames));
  const length = Math.min(most, roundUp(Math.ceil((durationFrames + (count - 1) * overlapFrames) / count)));
  const firstOf = (index: number): number => Math.floor((index * (durationFrames - length)) / (count - 1));
  return Array.from({ length: count }, (_, index) =>
    chunk(index, {
      firstFrame: firstOf(index),
      shotFrames: length,
      modelFrames: length,
      sharedFrames: index === 0 ? 0 : firstOf(index - 1) + length - firstOf(index),
    }),
  );
}

function chunk(index: number, about: Omit<Chunk, 'name'>): Chunk {
  return { name: `chunk-${String(index + 1).padStart(3, '0')}`, ...about };
}

function refuseRule({ overlapFrames, least }: ChunkRule, most: number): BacklotError {
  const why = most < least ? `the model takes ${least} frames at least` : `neighbours share ${overlapFrames} of them`;
  return new BacklotError('SET_UP_INVALID', `Finish: chunks of ${most} frames are too short; ${why}`, {
    hint: 'Give chunks.mostFrames at least twice chunks.overlapFrames, and what the preset takes.',
  });
}
