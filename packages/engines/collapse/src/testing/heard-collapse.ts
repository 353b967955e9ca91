import type { CollapseEvent } from '../motion/motion-frame.ts';
import type { HeardCollapse } from '../sound/compose-sound.ts';
import type { BuildingPiece, PieceMaterial } from '../structure/building-model.ts';

/** A piece of about a cubic metre. */
export function blockOf(material: PieceMaterial, id = 0): BuildingPiece {
  const massKg = material === 'glass' ? 20 : 900;
  const base = { id, elementId: 0, material, storey: 0, facade: 0, restOriginM: [0, 1, 0] as const };
  return { ...base, massKg, volumeM3: material === 'glass' ? 0.008 : 0.4, radiusM: 0.7 };
}

/** A block that strikes the ground. */
export function impactAt(frameTime: number, change: Partial<CollapseEvent> = {}): CollapseEvent {
  return {
    kind: 'impact',
    frameTime,
    positionM: [0, 0, 0],
    velocityMs: [0, -6, 0],
    massKg: 900,
    areaM2: 0.5,
    impulseNs: 4000,
    pieceA: 0,
    pieceB: -1,
    ...change,
  };
}

/** Two seconds of a single piece and what happens to it, heard from `distanceM` in front, dry and without delay. */
export function heardCollapse(
  events: readonly CollapseEvent[],
  { distanceM = 20, ...change }: Partial<HeardCollapse> & { readonly distanceM?: number } = {},
): HeardCollapse {
  const frames = Array.from({ length: 48 }, (_, frame) => ({
    frame,
    events: events.filter(({ frameTime }) => Math.floor(frameTime) === frame),
    air: [],
  }));
  return {
    frames,
    pieces: [blockOf('concrete')],
    neighbours: [],
    camera: {
      widthPx: 1280,
      heightPx: 720,
      focalPx: 1000,
      principalPx: [640, 360],
      positionM: [0, 0, distanceM],
      rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    frameRate: { numerator: 24, denominator: 1 },
    durationFrames: 48,
    seed: 7,
    perspective: { distanceDelay: false, airAbsorption: false, reverb: 0 },
    ...change,
  };
}
