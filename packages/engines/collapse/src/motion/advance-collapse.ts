import { type BondNetwork, createBondNetwork, findComponents, forEachBond } from './bond-network.ts';
import { breakBond, describeStrength, findOverloaded } from './break-bonds.ts';
import { findImpacts } from './find-impacts.ts';
import { gatherLoads, type PieceForces } from './gather-loads.ts';
import type { CollapseEvent } from './motion-frame.ts';
import type { CollapseMotionOptions } from './motion-options.ts';
import { type PieceCut, planTrigger } from './plan-trigger.ts';
import {
  createRigidWorld,
  crumble,
  type GroupMotion,
  type RigidGroup,
  type RigidWorld,
  readMotion,
  splitGroup,
  writeMotion,
} from './rigid-world.ts';
import { spreadBlows } from './spread-blows.ts';
import { createStressState, type StressState } from './stress-state.ts';

/** A collapse under way. */
export interface Collapse {
  readonly network: BondNetwork;
  readonly rigid: RigidWorld;
  readonly stress: StressState;
  readonly strength: Float32Array;
  readonly cuts: readonly PieceCut[];
  readonly stepS: number;
  readonly frameS: number;
  nextCut: number;
  /** Broken bonds when groups were last split. */
  brokenAtSplit: number;
  /** What the last steps' contacts press on struck pieces. */
  pressed: PieceForces;
}

const WEAKENED_TO = 0.6;
const FASTEST_UP_MS = 2.5;
const FASTEST_LEVEL_MS = 9;
/** At rest the solution goes on until it is this close, or in vain. */
const REST_TOLERANCE = 1e-4;
const REST_ROUNDS = 40;
const ROUND_ITERATIONS = 150;
const STEP_ITERATIONS = 30;
const STEP_TOLERANCE = 2e-3;

/** The building before the trigger, with the loads at rest known. */
export async function createCollapse(options: CollapseMotionOptions, stepS: number): Promise<Collapse> {
  const { model, trigger, seed, frameRate } = options;
  const network = createBondNetwork(model);
  const stress = createStressState(network);
  const rigid = await createRigidWorld(model, stepS);
  settle(stress, rigid);
  return {
    network,
    stress,
    rigid,
    strength: describeStrength(network, stress, seed),
    cuts: planTrigger(model, trigger, seed),
    stepS,
    frameS: frameRate.denominator / frameRate.numerator,
    nextCut: 0,
    brokenAtSplit: 0,
    pressed: new Map(),
  };
}

/** One step of the rigid solver, from `frameTime` on: cut, let overloaded bonds go, split, move, crush what was struck. */
export function advanceCollapse(collapse: Collapse, frameTime: number): CollapseEvent[] {
  const { network, rigid, stress, strength, stepS } = collapse;
  const events: CollapseEvent[] = [];
  const cuts = applyCuts(collapse, frameTime, events);
  // Loads have no solution where a part hangs on nothing: split first.
  splitBroken(collapse);
  gatherLoads(stress, rigid, collapse.pressed);
  stress.solver.step(stepS, STEP_ITERATIONS, STEP_TOLERANCE);
  for (const bond of findOverloaded(network, stress, strength, stepS)) {
    pushEvent(events, letGo(collapse, bond, { frameTime, impulseNs: 0 }));
  }
  splitBroken(collapse);
  for (const cut of cuts) push(rigid, cut);
  const before = new Map<RigidGroup, GroupMotion>();
  for (const group of rigid.groups) if (!group.anchored) before.set(group, readCalmMotion(group));
  rigid.world.step(rigid.events);
  const impacts = findImpacts(rigid, network, before, { stepS, frameTime: frameTime + stepS / collapse.frameS });
  collapse.pressed = spreadBlows(collapse.pressed, impacts.pressed, stepS);
  for (const [bond, impulseNs] of impacts.crushed) {
    pushEvent(events, letGo(collapse, bond, { frameTime, impulseNs }));
  }
  for (const piece of impacts.crumbled) crumble(rigid, piece);
  events.push(...impacts.events);
  return events;
}

/** The standing building under its own weight. */
function settle(stress: StressState, rigid: RigidWorld): void {
  gatherLoads(stress, rigid, new Map());
  for (let round = 0; round < REST_ROUNDS; round++) {
    if (stress.solver.solve(ROUND_ITERATIONS, REST_TOLERANCE).closeness <= REST_TOLERANCE) return;
  }
}

function letGo(
  { network, rigid, stress }: Collapse,
  bond: number,
  at: { frameTime: number; impulseNs: number },
): CollapseEvent | undefined {
  stress.solver.breakBeam(bond);
  return breakBond(network, rigid, bond, at);
}

function pushEvent(events: CollapseEvent[], event: CollapseEvent | undefined): void {
  if (event) events.push(event);
}

function applyCuts(collapse: Collapse, frameTime: number, events: CollapseEvent[]): PieceCut[] {
  const { network, cuts } = collapse;
  const released: PieceCut[] = [];
  for (let cut = cuts[collapse.nextCut]; cut && cut.atFrame <= frameTime; cut = cuts[++collapse.nextCut]) {
    forEachBond(network, cut.piece, (bond) => {
      if (cut.action === 'weaken') network.weakening[bond] = WEAKENED_TO;
      else pushEvent(events, letGo(collapse, bond, { frameTime, impulseNs: 0 }));
    });
    if (cut.action === 'release') released.push(cut);
  }
  return released;
}

/** A group's velocities; rubble squeezed out of a crush is held to what masonry does. */
function readCalmMotion(group: RigidGroup): GroupMotion {
  const motion = readMotion(group);
  const [x, y, z] = motion.linear;
  const level = Math.sqrt(x * x + z * z);
  if (y <= FASTEST_UP_MS && level <= FASTEST_LEVEL_MS) return motion;
  const slower = Math.min(1, FASTEST_LEVEL_MS / level);
  const calm: GroupMotion = { ...motion, linear: [x * slower, Math.min(y, FASTEST_UP_MS), z * slower] };
  writeMotion(group, calm);
  return calm;
}

function push(rigid: RigidWorld, { piece, pushMs }: PieceCut): void {
  const group = rigid.groupOf[piece];
  if (!group || group.anchored || group.pieces.length > 1) return;
  const { linear, angular } = readMotion(group);
  writeMotion(group, {
    linear: [linear[0] + pushMs[0], linear[1] + pushMs[1], linear[2] + pushMs[2]],
    angular,
  });
}

function splitBroken(collapse: Collapse): void {
  const { rigid, network } = collapse;
  if (network.broken === collapse.brokenAtSplit) return;
  collapse.brokenAtSplit = network.broken;
  for (const group of [...rigid.groups]) {
    if (group.pieces.length < 2 && !group.anchored) continue;
    const components = findComponents(network, group.pieces);
    if (components.length > 1 || components[0]?.anchored !== group.anchored) splitGroup(rigid, group, components);
  }
}
