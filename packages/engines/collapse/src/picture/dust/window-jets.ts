import type { DustEmission } from '@backlot/kernels';
import type { BuildingModel, Facade } from '../../structure/building-model.ts';
import { createSeededRandom } from '../../structure/seeded-random.ts';

/** A storey that closes during a frame. */
export interface ClosingRoom {
  readonly storey: number;
  /** Its floor now, and the height that is left above it. */
  readonly lowM: number;
  readonly gapM: number;
  /** Air that it loses during the frame, and how long that lasts. */
  readonly airM3: number;
  readonly durationS: number;
}

/** Façade to a window. */
const BAY_M = 3.2;
/** Share of the wall that is open: windows, and what has broken around them. */
const OPEN_SHARE = 0.22;
/** Share of the air that finds a window; the rest leaves through broken floors and shafts. */
const THROUGH_WINDOWS = 0.5;
const SLOWEST_MS = 3;
const FASTEST_MS = 30;
/** Dust that a cubic metre of such air carries, kg. */
const DUST_KG_PER_M3 = 0.12;

/**
 * Jets out of the windows of a closing storey, u = v · A_floor / (perimeter · gap · open share), each window its own
 * share: some panes hold, some walls have gone. They push air that is there; the room's own air comes beside them.
 */
export function blowThroughWindows(
  model: Pick<BuildingModel, 'facades'>,
  room: ClosingRoom,
  amount: number,
): DustEmission[] {
  const walls = model.facades.filter(({ kind }) => kind === 'wall');
  const perimeterM = walls.reduce((sum, { widthM }) => sum + widthM, 0);
  const speed = (THROUGH_WINDOWS * room.airM3) / (room.durationS * perimeterM * room.gapM * OPEN_SHARE);
  return walls.flatMap((wall) => {
    const random = createSeededRandom(room.storey, wall.id);
    const windows = Math.max(1, Math.round(wall.widthM / BAY_M));
    const massKg = (THROUGH_WINDOWS * room.airM3 * DUST_KG_PER_M3 * amount * wall.widthM) / (perimeterM * windows);
    return Array.from({ length: windows }, (_, window) => {
      const share = random() * 1.5;
      const along = ((window + 0.3 + 0.4 * random()) * wall.widthM) / windows;
      const tilt = random() - 0.5;
      const jet = { along, tilt, speed: Math.min(FASTEST_MS, speed * share), massKg: massKg * share };
      return jet.speed < SLOWEST_MS ? [] : [makeJet(wall, room, jet)];
    }).flat();
  });
}

function makeJet(
  wall: Facade,
  room: ClosingRoom,
  jet: { readonly along: number; readonly tilt: number; readonly speed: number; readonly massKg: number },
): DustEmission {
  const { originM, uAxis, normal } = wall;
  const place = (axis: 0 | 2): number => originM[axis] + uAxis[axis] * jet.along + normal[axis] * 0.6;
  const velocity = (axis: 0 | 2): number => (normal[axis] + 0.4 * jet.tilt * uAxis[axis]) * jet.speed;
  return {
    centreM: [place(0), Math.max(0.6, room.lowM + 0.55 * room.gapM), place(2)],
    radiusM: Math.max(0.6, Math.min(1, room.gapM / 2)),
    velocityMPerS: [velocity(0), 0.12 * jet.speed * jet.tilt, velocity(2)],
    massKg: jet.massKg,
    grip: 0.9,
  };
}
