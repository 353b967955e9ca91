import type { DustEmission } from '@backlot/kernels';
import type { CollapseEvent } from '../../motion/motion-frame.ts';
import type { Vec3 } from '../../set-up/measures.ts';

/** Slower than this nothing raises dust: pieces that settle or roll stay clean, small ones trail none. */
const LEAST_SPEED_MS = 1.2;
/** At this speed a blow grinds all it can. */
const FULL_SPEED_MS = 9;
/** Share of a piece's mass that a full blow grinds to airborne dust, and the most that all its blows together can. */
const BLOW_SHARE = 0.0006;
const MOST_SHARE = 0.0014;
/** Dust from a square metre of freshly broken masonry, kg. */
const BREAK_KG_PER_M2 = 0.8;
/** Events of a frame that fall into the same cube of this edge become one puff. */
const PUFF_M = 2;

/** Raises dust frame by frame, remembering what each piece has given already. */
export interface DustSource {
  readonly emit: (events: readonly CollapseEvent[]) => DustEmission[];
}

/**
 * What events blow into the air: broken bonds by area, blows by mass and speed squared, both from a threshold on, no
 * piece more than its share, gathered into puffs. Panes raise none. `amount` scales all of it.
 */
export function createDustSource(amount: number): DustSource {
  const shedKg = new Map<number, number>();
  const grind = (event: CollapseEvent): number => {
    const speed = lengthOf(event.velocityMs);
    // The blow that crumbles a piece is an event of its own.
    if (event.kind === 'glass' || event.kind === 'crumble' || speed < LEAST_SPEED_MS) return 0;
    if (event.kind === 'break') return event.areaM2 * BREAK_KG_PER_M2 * Math.min(1, speed / FULL_SPEED_MS + 0.2);
    // Pieces that fall side by side rub at high speed yet change little of it: only the change grinds.
    const change = Math.min(speed, event.impulseNs / Math.max(1, event.massKg));
    if (change < LEAST_SPEED_MS) return 0;
    const violence = Math.min(1, (change * change) / (FULL_SPEED_MS * FULL_SPEED_MS));
    const shed = shedKg.get(event.pieceA) ?? 0;
    const freed = Math.min(event.massKg * BLOW_SHARE * violence, Math.max(0, event.massKg * MOST_SHARE - shed));
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
      return [...puffs.values()].map(toEmission);
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

function toEmission(puff: Puff): DustEmission {
  const mean = (sum: Vec3): Vec3 => [sum[0] / puff.massKg, sum[1] / puff.massKg, sum[2] / puff.massKg];
  const [x, y, z] = mean(puff.position);
  const velocity = mean(puff.velocity);
  return {
    centreM: [x, Math.max(0.3, y), z],
    radiusM: 0.9,
    // A third of the rubble's speed: the air slips past it, and what hits the ground turns aside.
    velocityMPerS: [velocity[0] * 0.35, velocity[1] * 0.2, velocity[2] * 0.35],
    massKg: puff.massKg,
    grip: 0.4,
  };
}

function lengthOf([x, y, z]: Vec3): number {
  return Math.sqrt(x * x + y * y + z * z);
}
