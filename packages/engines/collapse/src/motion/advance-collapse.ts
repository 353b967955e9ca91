import { addPush, moveGround, weakenBurning } from './apply-trigger.ts';
import { type BondNetwork, createBondNetwork, findComponents } from './bond-network.ts';
import { breakBond, describeStrength, findOverloaded, isHeld } from './break-bonds.ts';
import { crumblePiece } from './crumble-piece.ts';
import { findImpacts } from './find-impacts.ts';
import { gatherLoads, type PieceForces } from './gather-loads.ts';
import { sinksAt } from './ground-motion.ts';
import { forEachBond } from './held-bonds.ts';
import { planHolds } from './hold-parts.ts';
import type { CollapseEvent } from './motion-frame.ts';
import type { CollapseMotionOptions } from './motion-options.ts';
import type { PieceCut } from './plan-cut-wave.ts';
import { planStrength } from './plan-strength.ts';
import { planTrigger, type TriggerPlan } from './plan-trigger.ts';
import { restRubble, wakeStruck } from './rest-rubble.ts';
import {
  createRigidWorld,
  type GroupMotion,
  type RigidGroup,
  type RigidWorld,
  readMotion,
  splitGroup,
  writeMotion,
} from './rigid-world.ts';
import { spreadBlows } from './spread-blows.ts';
import { createStressState, type StressState } from './stress-state.ts';
import { warpClock } from './warp-clock.ts';

/** A collapse under way. */
export interface Collapse {
  readonly network: BondNetwork;
  readonly rigid: RigidWorld;
  readonly stress: StressState;
  readonly strength: Float32Array;
  readonly plan: TriggerPlan;
  /** When each piece may fall, in frames of the clock. */
  readonly holdUntil: Float64Array;
  nextCut: number;
  /** Broken bonds when groups were last split. */
  brokenAtSplit: number;
  /** What the last steps' contacts press on struck pieces. */
  pressed: PieceForces;
}

/** One step of the rigid solver. */
export interface MotionStep {
  /** Its beginning by the simulation's clock, in frames. */
  readonly clockFrame: number;
  readonly stepS: number;
  /** Its beginning and end in the film, in frames. */
  readonly fromFrame: number;
  readonly toFrame: number;
}

const WEAKENED_TO = 0.6;
const FASTEST_UP_MS = 2.5;
const FASTEST_LEVEL_MS = 9;
/** At rest the solution goes on until it is this close, or in vain. */
const REST_TOLERANCE = 1e-4;
const REST_ROUNDS = 40;
const ROUND_ITERATIONS = 150;
const STEP_ITERATIONS = 60;
const STEP_TOLERANCE = 1e-2;

/**
 * The building before the trigger, with the loads at rest known.
 * @throws BacklotError `TRIGGER_INVALID`
 */
export async function createCollapse(options: CollapseMotionOptions): Promise<Collapse> {
  const { model, trigger, seed, bays = [], direction, painted } = options;
  const clock = warpClock(direction?.timeWarp ?? []);
  const plan = planTrigger(model, { ...trigger, startFrame: clock(trigger.startFrame) }, { seed, bays });
  const network = createBondNetwork(model);
  const { ground } = plan;
  const stress = createStressState(network, (place) => ground !== undefined && sinksAt(ground, place));
  const rigid = await createRigidWorld(model, ground?.settlement);
  settle(stress, { network, rigid });
  const factors = planStrength(model, direction?.strength ?? [], painted);
  const collapse: Collapse = {
    network,
    stress,
    rigid,
    strength: describeStrength(network, stress, { seed, factors }),
    plan,
    holdUntil: planHolds(model, direction?.holds ?? [], clock),
    nextCut: 0,
    brokenAtSplit: 0,
    pressed: new Map(),
  };
  collapse.holdUntil.forEach((until, piece) => {
    if (until > 0) network.held[piece] = 1;
  });
  return collapse;
}

/** One step: cut, let overloaded bonds go, split, move, crush what was struck. */
export function advanceCollapse(collapse: Collapse, step: MotionStep): CollapseEvent[] {
  const { network, rigid, stress, strength, plan } = collapse;
  const { stepS, clockFrame, fromFrame } = step;
  const events: CollapseEvent[] = [];
  releaseHeld(collapse, clockFrame);
  const cuts = applyCuts(collapse, step, events);
  weakenBurning(network, plan.burning, clockFrame);
  // Loads have no solution where a part hangs on nothing: split first.
  splitBroken(collapse);
  const shake = moveGround(plan, collapse, clockFrame);
  gatherLoads(stress, collapse, addPush(plan, collapse, step), shake);
  stress.solver.step(stepS, STEP_ITERATIONS, STEP_TOLERANCE);
  for (const bond of findOverloaded(network, stress, strength, stepS)) {
    pushEvent(events, letGo(collapse, bond, { frameTime: fromFrame, impulseNs: 0 }));
  }
  splitBroken(collapse);
  for (const cut of cuts) push(rigid, cut);
  const before = new Map<RigidGroup, GroupMotion>();
  for (const group of rigid.groups) {
    if (!group.anchored && !group.resting) before.set(group, readCalmMotion(group));
  }
  rigid.world.timestep = stepS;
  rigid.world.step(rigid.events);
  const impacts = findImpacts(rigid, network, before, { stepS, frameTime: step.toFrame });
  collapse.pressed = spreadBlows(collapse.pressed, impacts.pressed, stepS);
  for (const [bond, impulseNs] of impacts.crushed) {
    pushEvent(events, letGo(collapse, bond, { frameTime: fromFrame, impulseNs }));
  }
  for (const piece of impacts.crumbled) pushEvent(events, crumblePiece(rigid, piece, step.toFrame));
  wakeStruck(rigid, impacts);
  restRubble(rigid, before, stepS);
  events.push(...impacts.events);
  return events;
}

/** The standing building under its own weight. */
function settle(stress: StressState, standing: { readonly network: BondNetwork; readonly rigid: RigidWorld }): void {
  gatherLoads(stress, standing, new Map());
  for (let round = 0; round < REST_ROUNDS; round++) {
    if (stress.solver.solve(ROUND_ITERATIONS, REST_TOLERANCE).closeness <= REST_TOLERANCE) return;
  }
}

function letGo(
  { network, rigid, stress }: Collapse,
  bond: number,
  at: { frameTime: number; impulseNs: number },
): CollapseEvent | undefined {
  if (!isHeld(network, bond)) stress.solver.breakBeam(bond);
  return breakBond(network, rigid, bond, at);
}

function pushEvent(events: CollapseEvent[], event: CollapseEvent | undefined): void {
  if (event) events.push(event);
}

function releaseHeld(collapse: Collapse, clockFrame: number): void {
  collapse.holdUntil.forEach((until, piece) => {
    if (until > clockFrame || collapse.network.held[piece] === 0) return;
    collapse.network.held[piece] = 0;
    // What hung on it must be looked at anew.
    collapse.brokenAtSplit = -1;
  });
}

function applyCuts(collapse: Collapse, { clockFrame, fromFrame }: MotionStep, events: CollapseEvent[]): PieceCut[] {
  const { network, plan } = collapse;
  const released: PieceCut[] = [];
  for (let cut = plan.cuts[collapse.nextCut]; cut && cut.atFrame <= clockFrame; cut = plan.cuts[++collapse.nextCut]) {
    const { action } = cut;
    forEachBond(network, cut.piece, (bond) => {
      if (action === 'weaken') network.weakening[bond] = WEAKENED_TO;
      else pushEvent(events, letGo(collapse, bond, { frameTime: fromFrame, impulseNs: 0 }));
    });
    if (action === 'release') released.push(cut);
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
