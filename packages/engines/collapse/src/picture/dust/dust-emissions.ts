import type { DustEmission } from '@backlot/kernels';
import type { CollapseEvent } from '../../motion/motion-frame.ts';
import type { Vec3 } from '../../set-up/measures.ts';

/** Slower than this nothing raises dust: pieces that settle or roll stay clean, small ones trail none. */
const LEAST_SPEED_MS = 1.2;
/** Lost energy that frees a kilogram of dust, J: so a house of 1,800 t that falls 16 m raises 1 % of its mass. */
const CRUSHING_J_PER_KG = 7_000;
/** Most of a piece's mass that all its blows together can grind. */
const MOST_SHARE = 0.02;
/** Dust from a square metre of freshly broken masonry, kg: a veil beside what blows grind. */
const BREAK_KG_PER_M2 = 0.12;
/** At this speed a breaking face gives all it can. */
const FULL_SPEED_MS = 9;
/** Events of a frame that fall into the same cube of this edge become one puff. */
const PUFF_M = 2;

/** Raises dust frame by frame, remembering what each piece has given already. */
export interface DustSource {
  readonly emit: (events: readonly CollapseEvent[]) => DustEmission[];
}

/**
 * What events blow into the air: broken bonds by area, blows by the energy they lose, both from a threshold on, no
 * piece more than its share, gathered into puffs. Panes raise none. `amount` scales all of it. Near the ground the air
 * that the rubble brings down turns away from `middleM` (x, z).
 */
export function createDustSource(amount: number, middleM?: readonly [number, number]): DustSource {
  const shedKg = new Map<number, number>();
  const grind = (event: CollapseEvent): number => {
    const speed = lengthOf(event.velocityMs);
    if (speed < LEAST_SPEED_MS) return 0;
    if (event.kind === 'break') return event.areaM2 * BREAK_KG_PER_M2 * Math.min(1, speed / FULL_SPEED_MS + 0.2);
    // Panes raise none; what else becomes of a struck piece, the blow itself accounts for.
    if (event.kind !== 'impact') return 0;
    // Pieces that fall side by side rub at high speed yet change little of it: only the change grinds.
    const change = Math.min(speed, event.impulseNs / Math.max(1, event.massKg));
    if (change < LEAST_SPEED_MS) return 0;
    const shed = shedKg.get(event.pieceA) ?? 0;
    const ground = (0.5 * event.massKg * change * change) / CRUSHING_J_PER_KG;
    const freed = Math.min(ground, Math.max(0, event.massKg * MOST_SHARE - shed));
    shedKg.set(event.pieceA, shed + freed);
    return freed;
  };
  return {
    emit: (events) => {
      const puffs = new Map<string, Puff>();
      for (const event of events) {
        const massKg = grind(event) * amount;
        if (massKg <= 0) continue;
        const cell = event.positionM.map((metres) => Math.floor(metres / PUFF_M)).join(',');
        const puff = puffs.get(cell) ?? { massKg: 0, position: [0, 0, 0], velocity: [0, 0, 0] };
        puffs.set(cell, addToPuff(puff, event, massKg));
      }
      return [...puffs.values()].map((puff) => toEmission(puff, middleM));
    },
  };
}

interface Puff {
  readonly massKg: number;
  /** Sums weighted by mass. */
  readonly position: Vec3;
  readonly velocity: Vec3;
}

function addToPuff(puff: Puff, event: CollapseEvent, massKg: number): Puff {
  const sum = (before: Vec3, value: Vec3): Vec3 => [
    before[0] + value[0] * massKg,
    before[1] + value[1] * massKg,
    before[2] + value[2] * massKg,
  ];
  return {
    massKg: puff.massKg + massKg,
    position: sum(puff.position, event.positionM),
    velocity: sum(puff.velocity, event.velocityMs),
  };
}

/** Below this the air has nowhere to go but aside, and keeps most of its speed. */
const TURNS_BELOW_M = 4;
const TURNED_SHARE = 1.3;

function turnAside(position: Vec3, fallMs: number, middleM: readonly [number, number]): readonly [number, number] {
  if (position[1] > TURNS_BELOW_M || fallMs <= 0) return [0, 0];
  const [x, z] = [position[0] - middleM[0], position[2] - middleM[1]];
  const share = (TURNED_SHARE * fallMs) / Math.max(1, Math.sqrt(x * x + z * z));
  return [x * share, z * share];
}

function toEmission(puff: Puff, middleM: readonly [number, number] | undefined): DustEmission {
  const mean = (sum: Vec3): Vec3 => [sum[0] / puff.massKg, sum[1] / puff.massKg, sum[2] / puff.massKg];
  const [x, y, z] = mean(puff.position);
  const velocity = mean(puff.velocity);
  const aside = middleM ? turnAside([x, y, z], -velocity[1], middleM) : ([0, 0] as const);
  return {
    centreM: [x, Math.max(0.3, y), z],
    radiusM: 0.9,
    // A third of the rubble's speed: the air slips past it.
    velocityMPerS: [velocity[0] * 0.35 + aside[0], velocity[1] * 0.2, velocity[2] * 0.35 + aside[1]],
    massKg: puff.massKg,
    grip: 0.5,
  };
}

function lengthOf([x, y, z]: Vec3): number {
  return Math.sqrt(x * x + y * y + z * z);
}
