import type { DustEmission } from '@backlot/kernels';
import { type MotionFrame, POSE_STRIDE } from '../../motion/motion-frame.ts';
import type { BuildingModel } from '../../structure/building-model.ts';
import { blowThroughWindows, type ClosingRoom } from './window-jets.ts';

/** Dust that the air of a room holds while its floor breaks, kg/m³. */
const ROOM_DUST_KG_PER_M3 = 0.06;
/** A storey lower than this is rubble, not a room: it presses out nothing more. */
const LOWEST_ROOM_M = 0.4;

/** Where each storey's slab and ceiling stand; carried from frame to frame. */
export interface StoreyJets {
  /** The air that closing storeys press out during a frame, and the dust in it. */
  readonly emit: (motion: MotionFrame) => DustEmission[];
}

/**
 * Follows the mean height of each storey's slab. Where two slabs near each other, the room between them gives its air
 * and dust to the outside, and blows it through its windows.
 */
export function followStoreys(model: BuildingModel, amount: number): StoreyJets {
  const storeys = slabsByStorey(model);
  const floorM2 = floorArea(model);
  let heights = storeys.map((pieces) => meanAtRest(model, pieces));
  return {
    emit: (motion) => {
      const now = storeys.map((pieces, storey) => meanHeight(motion.endPoses, pieces) ?? heights[storey] ?? 0);
      const jets = storeys.flatMap((_, storey) => {
        const below = now[storey - 1] ?? 0;
        const belowBefore = heights[storey - 1] ?? 0;
        const gapM = (now[storey] ?? 0) - below;
        const closedM = (heights[storey] ?? 0) - belowBefore - gapM;
        if (motion.elapsedS === 0 || closedM < 0.01 || gapM < LOWEST_ROOM_M) return [];
        const room = { storey, lowM: below, gapM, airM3: closedM * floorM2, durationS: motion.elapsedS };
        return [fillRoom(model, room, amount), ...blowThroughWindows(model, room, amount)];
      });
      heights = now;
      return jets;
    },
  };
}

function fillRoom(model: BuildingModel, room: ClosingRoom, amount: number): DustEmission {
  const { min, max } = model.boundsM;
  return {
    centreM: [(min[0] + max[0]) / 2, Math.max(0.5, room.lowM + room.gapM / 2), (min[2] + max[2]) / 2],
    radiusM: 1,
    halfSizeM: [(max[0] - min[0]) / 2, Math.max(0.5, room.gapM / 2), (max[2] - min[2]) / 2],
    velocityMPerS: [0, 0, 0],
    grip: 0,
    massKg: room.airM3 * ROOM_DUST_KG_PER_M3 * amount,
    airM3: room.airM3,
  };
}

function slabsByStorey(model: BuildingModel): number[][] {
  const storeys: number[][] = [];
  for (const piece of model.pieces) {
    const kind = model.elements[piece.elementId]?.kind;
    if (kind !== 'slab' && kind !== 'roof-slab') continue;
    const level = Math.max(0, piece.storey);
    while (storeys.length <= level) storeys.push([]);
    storeys[level]?.push(piece.id);
  }
  return storeys.filter((pieces) => pieces.length > 0);
}

function floorArea(model: BuildingModel): number {
  const { min, max } = model.boundsM;
  return (max[0] - min[0]) * (max[2] - min[2]);
}

function meanAtRest(model: BuildingModel, pieces: readonly number[]): number {
  let sum = 0;
  for (const piece of pieces) sum += model.pieces[piece]?.restOriginM[1] ?? 0;
  return sum / Math.max(1, pieces.length);
}

function meanHeight(poses: Float32Array, pieces: readonly number[]): number | undefined {
  if (pieces.length === 0) return undefined;
  let sum = 0;
  for (const piece of pieces) sum += poses[piece * POSE_STRIDE + 1] ?? 0;
  return sum / pieces.length;
}
