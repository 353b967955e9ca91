import { BacklotError } from '@backlot/film';
import type { Vec3 } from '../set-up/measures.ts';
import type { PieceSelection } from '../set-up/selection-schema.ts';
import type { TriggerOf, TriggerParameters } from '../set-up/trigger-schema.ts';
import type { BuildingModel, BuildingPiece } from '../structure/building-model.ts';
import { createSeededRandom } from '../structure/seeded-random.ts';
import { type PieceCut, planCutWave } from './plan-cut-wave.ts';
import { selectPieces } from './select-pieces.ts';

/** All that a trigger does, piece by piece; times in frames of the simulation's clock. */
export interface TriggerPlan {
  /** In the order of time. */
  readonly cuts: readonly PieceCut[];
  readonly burning: readonly Burning[];
  readonly push: Push | undefined;
  readonly ground: TriggerOf<'ground'> | undefined;
}

/** A piece that loses its strength, evenly, down to `strengthLeft`. */
export interface Burning {
  readonly piece: number;
  readonly fromFrame: number;
  readonly toFrame: number;
  readonly strengthLeft: number;
}

/** A force that presses on pieces for a while. */
interface Push {
  readonly fromFrame: number;
  readonly toFrame: number;
  readonly forces: ReadonlyMap<number, Vec3>;
}

/** What a trigger is planned with besides the building. */
export interface TriggerContext {
  readonly seed: number;
  /** Bays of each façade. */
  readonly bays: readonly number[];
}

/** How much burning members differ from one another in how fast they weaken. */
const BURN_SPREAD = 0.25;
/** Blown façade members fly outwards, inner ones only part, metres per second. */
const BLAST_MS = 3;

const NOTHING: TriggerPlan = { cuts: [], burning: [], push: undefined, ground: undefined };

/**
 * Works out what a trigger does to a building.
 * @throws BacklotError `TRIGGER_INVALID` when it meets no part of the building
 */
export function planTrigger(model: BuildingModel, trigger: TriggerParameters, context: TriggerContext): TriggerPlan {
  switch (trigger.kind) {
    case 'members':
      return { ...NOTHING, cuts: planMembers(model, trigger, context) };
    case 'fire':
      return { ...NOTHING, burning: planFire(model, trigger, context) };
    case 'push':
      return { ...NOTHING, push: planPush(model, trigger) };
    case 'ground':
      return { ...NOTHING, ground: trigger };
    default:
      return { ...NOTHING, cuts: planCutWave(model, trigger, context.seed) };
  }
}

function planMembers(
  model: BuildingModel,
  { members, startFrame }: TriggerOf<'members'>,
  { seed, bays }: TriggerContext,
): PieceCut[] {
  const random = createSeededRandom(seed, 0x3e3b);
  const cuts = members.flatMap((selection, index) =>
    requirePieces(model, selection, { bays, what: `members[${index}]` }).map(
      (piece): PieceCut => ({
        piece: piece.id,
        atFrame: startFrame + selection.afterFrames,
        action: 'release',
        pushMs: blastOf(model, piece, [random() - 0.5, random() * 0.3, random() - 0.5]),
      }),
    ),
  );
  return cuts.sort((a, b) => a.atFrame - b.atFrame || a.piece - b.piece);
}

function blastOf(model: BuildingModel, { facade }: BuildingPiece, [x, y, z]: Vec3): Vec3 {
  const [nx, , nz] = model.facades[facade]?.normal ?? [0, 0, 0];
  const speed = BLAST_MS * (0.6 + y);
  return [nx * speed + x * BLAST_MS, y * BLAST_MS, nz * speed + z * BLAST_MS];
}

function planFire(model: BuildingModel, trigger: TriggerOf<'fire'>, { seed }: TriggerContext): Burning[] {
  const random = createSeededRandom(seed, 0xf19e);
  const { startFrame, burnFrames, strengthLeft } = trigger;
  return requirePieces(model, trigger, { what: 'fire' }).map(({ id }) => ({
    piece: id,
    fromFrame: startFrame,
    toFrame: startFrame + burnFrames * (1 + BURN_SPREAD * (random() - 0.5) * 2),
    strengthLeft,
  }));
}

function planPush(model: BuildingModel, trigger: TriggerOf<'push'>): Push {
  const { facade, forceKn, fromHeightM, toHeightM = Number.POSITIVE_INFINITY, startFrame, durationFrames } = trigger;
  const pieces = requirePieces(model, { facade }, { what: 'push' }).filter(
    ({ restOriginM: [, y] }) => y >= fromHeightM && y <= toHeightM,
  );
  if (pieces.length === 0) throw meetsNothing('push', `façade ${facade} between ${fromHeightM} and ${toHeightM} m`);
  const normal = model.facades[facade]?.normal ?? [0, 0, 1];
  // Glass would let the force through.
  const solid = pieces.filter(({ material }) => material !== 'glass');
  const volumeM3 = solid.reduce((sum, piece) => sum + piece.volumeM3, 0);
  const forces = solid.map(({ id, volumeM3: share }): [number, Vec3] => {
    const newtons = (-1000 * forceKn * share) / volumeM3;
    return [id, [newtons * normal[0], 0, newtons * normal[2]]];
  });
  return { fromFrame: startFrame, toFrame: startFrame + durationFrames, forces: new Map(forces) };
}

function requirePieces(
  model: BuildingModel,
  selection: PieceSelection,
  { bays, what }: { readonly bays?: readonly number[]; readonly what: string },
): BuildingPiece[] {
  const pieces = selectPieces(model, selection, bays);
  if (pieces.length > 0) return pieces;
  const { storeys, facade, kinds, bays: wanted, withinM } = selection;
  throw meetsNothing(what, JSON.stringify({ kinds, storeys, facade, bays: wanted, withinM }));
}

function meetsNothing(what: string, selection: string): BacklotError {
  return new BacklotError('TRIGGER_INVALID', `Trigger: ${what} meets no part of the building: ${selection}`, {
    hint: 'Storeys, façades and bays count from 0; boxes are in world metres. A masonry house has piers and walls, a frame columns and beams.',
  });
}
