import type { Vec3 } from '../set-up/measures.ts';
import type { WaveTrigger } from '../set-up/trigger-schema.ts';
import type { BuildingModel, BuildingPiece, Facade } from '../structure/building-model.ts';
import { createSeededRandom } from '../structure/seeded-random.ts';

/** What presses a storey out is the weight above: a cottage's walls barely part, a block's burst (1/s). */
const PUSH_PER_HEIGHT = 0.2;

/** What the trigger does to one piece. */
export interface PieceCut {
  readonly piece: number;
  /** In frames. */
  readonly atFrame: number;
  /** `release`: all its bonds go. `weaken`: they keep a part of their strength. */
  readonly action: 'release' | 'weaken';
  /** Push on release, metres per second. */
  readonly pushMs: Vec3;
}

/** Storeys to cut, how deep from the façade (1: through), and how hard released pieces are pushed outwards. */
interface CutZone {
  readonly storeys: readonly number[];
  readonly releaseDepth: number;
  readonly weakenDepth: number;
  readonly pushMs: number;
}

/** The cuts of a wave that crosses the building, in the order of time. */
export function planCutWave(model: BuildingModel, trigger: WaveTrigger, seed: number): PieceCut[] {
  const random = createSeededRandom(seed, 0x7219);
  const zone = describeZone(model, trigger);
  const front = model.facades[trigger.facade] ?? model.facades[0];
  if (!front) throw new Error('A building without façades.');
  const depthM = Math.max(...cornersOf(model).map((corner) => -distanceTo(front, corner)), 1);
  // The wave runs from one corner of the façade.
  const fromRight = random() < 0.5;
  const cuts: PieceCut[] = [];
  for (const piece of model.pieces) {
    const jitter = random();
    const sway: Vec3 = [random() - 0.5, random() * 0.3, random() - 0.5];
    const kind = model.elements[piece.elementId]?.kind;
    if (!zone.storeys.includes(piece.storey) || kind === 'slab' || kind === 'roof-slab') continue;
    const depth = Math.min(1, Math.max(0, -distanceTo(front, piece.restOriginM) / depthM));
    const along = alongOf(front, piece.restOriginM) / front.widthM;
    const arrival = 0.5 * depth + 0.4 * (fromRight ? 1 - along : along) + 0.1 * jitter;
    if (depth > zone.weakenDepth) continue;
    cuts.push({
      piece: piece.id,
      atFrame: trigger.startFrame + trigger.spreadFrames * arrival,
      action: depth <= zone.releaseDepth ? 'release' : 'weaken',
      pushMs: pushOf(model.facades[piece.facade], sway, zone.pushMs),
    });
  }
  return cuts.sort((a, b) => a.atFrame - b.atFrame || a.piece - b.piece);
}

function describeZone(model: BuildingModel, trigger: WaveTrigger): CutZone {
  const storeys = model.levelsM.length - 1;
  const pushMs = Math.min(2.6, PUSH_PER_HEIGHT * (model.levelsM[storeys] ?? 0));
  if (trigger.kind === 'bottom-first') return { storeys: [0], releaseDepth: 1, weakenDepth: 1, pushMs };
  if (trigger.kind === 'one-side') {
    return { storeys: storeys > 3 ? [0, 1] : [0], releaseDepth: 0.5, weakenDepth: 0.8, pushMs };
  }
  const falling = Math.min(storeys - 1, trigger.fallingStoreys ?? Math.max(1, Math.round(storeys / 4)));
  return { storeys: [storeys - falling - 1], releaseDepth: 1, weakenDepth: 1, pushMs: 0.8 * pushMs };
}

function cornersOf(model: BuildingModel): Vec3[] {
  return model.facades.filter(({ kind }) => kind === 'wall').map(({ originM }) => originM);
}

/** Metres in front of a façade; negative inside. */
function distanceTo({ originM, normal }: Facade, point: Vec3): number {
  return (point[0] - originM[0]) * normal[0] + (point[2] - originM[2]) * normal[2];
}

function alongOf({ originM, uAxis }: Facade, point: Vec3): number {
  return (point[0] - originM[0]) * uAxis[0] + (point[2] - originM[2]) * uAxis[2];
}

function pushOf(facade: Facade | undefined, sway: Vec3, speedMs: number): Vec3 {
  const outwards: BuildingPiece['restOriginM'] = facade ? facade.normal : [0, 0, 0];
  const speed = facade ? speedMs * (0.6 + 0.8 * sway[1]) : 0;
  return [outwards[0] * speed + sway[0] * speedMs, sway[1], outwards[2] * speed + sway[2] * speedMs];
}
