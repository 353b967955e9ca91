import type { TraceMaterial, TraceScene } from '@backlot/kernels';

/** Tracer materials of rooms: walls and floors, from which each room gets one of each. */
export interface RoomFinishes {
  readonly walls: readonly number[];
  readonly floors: readonly number[];
}

type Finish<Kind extends TraceMaterial['kind']> = Omit<Extract<TraceMaterial, { kind: Kind }>, 'kind' | 'storeyM'>;

/** White first: rooms that nobody knows, and most that somebody does. Papers are striped. */
const WALLS: readonly Finish<'plaster'>[] = [
  { colour: [0.62, 0.59, 0.53] },
  { colour: [0.6, 0.53, 0.38] },
  { colour: [0.36, 0.45, 0.4] },
  { colour: [0.55, 0.37, 0.3], stripeM: 0.24 },
  { colour: [0.58, 0.56, 0.52] },
  { colour: [0.32, 0.4, 0.5] },
  { colour: [0.5, 0.46, 0.3], stripeM: 0.16 },
  { colour: [0.56, 0.42, 0.4] },
];

/** Boards light and dark, linoleum, carpet. */
const FLOORS: readonly Finish<'floor'>[] = [
  { covering: [0.28, 0.19, 0.12] },
  { covering: [0.36, 0.26, 0.16] },
  { covering: [0.2, 0.22, 0.19] },
  { covering: [0.17, 0.12, 0.085] },
  { covering: [0.24, 0.11, 0.09] },
];

/** Adds the materials of all finishes. */
export function addRoomFinishes(scene: TraceScene, levels: { readonly storeyM: number; readonly baseM: number }) {
  return {
    walls: WALLS.map((finish, index) => scene.addMaterial({ kind: 'plaster', ...finish, seed: index })),
    floors: FLOORS.map((finish, index) => scene.addMaterial({ kind: 'floor', ...levels, ...finish, seed: index })),
  };
}

/** One room, one finish, without a pattern over the building; room 0 is unknown and gets the first. */
export function finishOf(finishes: readonly number[], room: number): number {
  const shuffled = Math.imul(room, 0x9e3779b1) >>> 16;
  return finishes[room === 0 ? 0 : shuffled % finishes.length] ?? 0;
}
