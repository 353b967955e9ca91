import { loadKernel } from './load-kernel.ts';
import { BEAM_FLOATS, describeBeams, type StressNet, TURNING_FROM, TURNING_TO } from './stress-net.ts';

/** Numbers a node: force x, y, z, unused, moment x, y, z, unused. */
export const STRESS_NODE_STRIDE = 8;
/** Numbers a beam in `stresses`: greatest tension, greatest pressure, shear, mean stress along the normal (+ pulls), pascals. */
export const STRESS_BEAM_STRIDE = 4;

/** What passes through a face, as the first of its two nodes feels it, in the world. */
export interface BeamForce {
  readonly forceN: readonly [number, number, number];
  readonly momentNm: readonly [number, number, number];
}

/**
 * `still`: stays where it is, like the ground. `standing`: moves. `flying`: moves from where its rigid body carries it, so
 * that each step begins without shift or velocity.
 */
export type NodePart = 'still' | 'standing' | 'flying';

const PART_CODES: Readonly<Record<NodePart, number>> = { still: 0, standing: 1, flying: 2 };

/** How far a solution got. */
export interface StressProgress {
  readonly iterations: number;
  /** Residual over the loads. */
  readonly closeness: number;
}

/** Stresses in a net of bonded pieces, kept from one solution to the next. Its arrays lie in the kernel's memory. */
export interface StressSolver {
  /** `STRESS_NODE_STRIDE` numbers a node, newtons and newton metres; to be written by the caller. */
  readonly loads: Float32Array;
  /** As `loads`: how far each node has slid and turned, metres and radians. A node that does not move keeps what is written here. */
  readonly shifts: Float32Array;
  /** `STRESS_BEAM_STRIDE` numbers a beam; those of broken beams are stale. */
  readonly stresses: Float32Array;
  /** Lets a beam go. */
  breakBeam(beam: number): void;
  /** Leaves a beam this share of its stiffness against turning: a cracked face that is still pressed shut. */
  hingeBeam(beam: number, share: number): void;
  /** How a node takes part in solutions. */
  setPart(node: number, part: NodePart): void;
  /** Towards the state of rest, from the last solution on; stops when the residual is below `tolerance` of the loads. */
  solve(iterations: number, tolerance: number): StressProgress;
  /** One step in time with the nodes' inertia (implicit Euler), from the last solution on. */
  step(stepS: number, iterations: number, tolerance: number): StressProgress;
  readForce(beam: number): BeamForce;
}

/**
 * A solver for a net in which every node stands and every beam holds. Ground is a node that the caller sets still.
 */
export function createStressSolver(net: StressNet): StressSolver {
  const { memory, call } = loadKernel('stress');
  const beamCount = net.ends.length / 2;
  call('make')(net.nodeCount, beamCount);
  const floats = (place: string, length: number): Float32Array =>
    new Float32Array(memory.buffer, call(place)(), length);
  const bytes = (place: string, length: number): Uint8Array => new Uint8Array(memory.buffer, call(place)(), length);
  const integers = (place: string, length: number): Int32Array => new Int32Array(memory.buffer, call(place)(), length);
  const records = describeBeams(net);
  const beams = floats('beamsPlace', records.beams.length);
  beams.set(records.beams);
  floats('sectionsPlace', records.sections.length).set(records.sections);
  floats('massesPlace', records.masses.length).set(records.masses);
  integers('endsPlace', net.ends.length).set(net.ends);
  integers('startPlace', net.nodeCount + 1).set(records.beamStart);
  integers('listPlace', net.ends.length).set(records.beamList);
  const holds = bytes('holdsPlace', beamCount).fill(1);
  const active = bytes('activePlace', net.nodeCount).fill(1);
  const stale = new Set<number>(active.keys());
  const [refresh, solve, closeness, read] = [call('refresh'), call('solve'), call('closeness'), call('read')];
  const target = call('readPlace')();
  const velocities = floats('velocityPlace', net.nodeCount * STRESS_NODE_STRIDE);
  let lastStepS = 0;
  const markStale = (beam: number): void => {
    for (const node of [net.ends[2 * beam], net.ends[2 * beam + 1]]) if (node !== undefined) stale.add(node);
  };
  const advance = (stepS: number, iterations: number, tolerance: number): StressProgress => {
    const nodes = stepS === lastStepS ? stale : active.keys();
    for (const node of nodes) refresh(node, stepS);
    stale.clear();
    lastStepS = stepS;
    const made = solve(stepS, iterations, tolerance * tolerance);
    return { iterations: made, closeness: Math.sqrt(closeness()) };
  };
  return {
    loads: floats('loadPlace', net.nodeCount * STRESS_NODE_STRIDE),
    shifts: floats('shiftPlace', net.nodeCount * STRESS_NODE_STRIDE),
    stresses: floats('stressesPlace', beamCount * STRESS_BEAM_STRIDE),
    breakBeam(beam) {
      if (holds[beam] === 0) return;
      holds[beam] = 0;
      markStale(beam);
    },
    hingeBeam(beam, share) {
      const turning = beams.subarray(beam * BEAM_FLOATS + TURNING_FROM, beam * BEAM_FLOATS + TURNING_TO);
      turning.forEach((value, i) => {
        turning[i] = value * share;
      });
      markStale(beam);
    },
    setPart(node, part) {
      active[node] = PART_CODES[part];
      if (part === 'standing') return;
      velocities.fill(0, node * STRESS_NODE_STRIDE, (node + 1) * STRESS_NODE_STRIDE);
    },
    solve: (iterations, tolerance) => advance(0, iterations, tolerance),
    step: advance,
    readForce(beam) {
      read(beam, target);
      const [fx = 0, fy = 0, fz = 0, , mx = 0, my = 0, mz = 0] = new Float32Array(memory.buffer, target, 8);
      return { forceN: [fx, fy, fz], momentNm: [mx, my, mz] };
    },
  };
}
