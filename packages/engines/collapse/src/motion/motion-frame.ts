import type { Vec3 } from '../set-up/measures.ts';

/** Numbers a pose: position x, y, z of the piece's origin in metres, then the quaternion x, y, z, w. */
export const POSE_STRIDE = 7;

/**
 * Something that raises dust or makes a sound.
 * `break`: a bond between two pieces lets go. `impact`: a piece hits another or the ground. `glass`: a pane bursts.
 * `crumble`: a struck piece turns to grains, wholly when it is small; from then on what draws grains has their mass.
 */
export interface CollapseEvent {
  readonly kind: 'break' | 'impact' | 'glass' | 'crumble';
  /** In frames from frame 0's start, with a fraction. */
  readonly frameTime: number;
  readonly positionM: Vec3;
  /** Velocity of the material there (impact: just before), metres per second. */
  readonly velocityMs: Vec3;
  /** Mass that takes part: the two pieces (break), the hitting piece (impact, glass), what turns to grains (crumble). */
  readonly massKg: number;
  /** Broken or struck area. */
  readonly areaM2: number;
  /** Size of the largest grains (crumble). */
  readonly sizeM?: number;
  /** 0 for a break that no blow caused. */
  readonly impulseNs: number;
  readonly pieceA: number;
  /** −1: the ground. */
  readonly pieceB: number;
}

/** The pieces during one frame. Shutter samples interpolate start → middle → end. */
export interface MotionFrame {
  readonly frame: number;
  /** `POSE_STRIDE` numbers a piece, at the frame's start (time = frame). */
  readonly startPoses: Float32Array;
  /** At time = frame + 0.5. */
  readonly middlePoses: Float32Array;
  /** At time = frame + 1; the same numbers as the next frame's `startPoses`. */
  readonly endPoses: Float32Array;
  /** 1 where the piece has left its rest pose by the frame's end; 0: all three poses are the rest pose, bit for bit. */
  readonly moved: Uint8Array;
  /** 1 where a piece has turned to grains: it is seen no more. */
  readonly gone: Uint8Array;
  readonly events: readonly CollapseEvent[];
  /** Time that passes during the frame by the simulation's clock, seconds; 0 while it stands still. */
  readonly elapsedS: number;
  /** Figures for the bench: bodies in the solver, bonds broken so far. */
  readonly bodies: number;
  readonly brokenBonds: number;
}
