import { type BondNetwork, createBondNetwork, findComponents, forEachBond } from './bond-network.ts';
import { breakBond, describeStrength, findOverloaded } from './break-bonds.ts';
import { findImpacts } from './find-impacts.ts';
import type { CollapseEvent } from './motion-frame.ts';
import type { CollapseMotionOptions } from './motion-options.ts';
import { type PieceCut, planTrigger } from './plan-trigger.ts';
import {
  createRigidWorld,
  crumble,
  GRAVITY_MS2,
  type GroupMotion,
  type RigidGroup,
  type RigidWorld,
  readMotion,
  splitGroup,
  writeMotion,
} from './rigid-world.ts';
import { createLoadSolver, type LoadSolver, solveLoads } from './solve-loads.ts';

/** A collapse under way. */
export interface Collapse {
  readonly network: BondNetwork;
  readonly rigid: RigidWorld;
  readonly solver: LoadSolver;
  readonly strength: Float32Array;
  readonly cuts: readonly PieceCut[];
  readonly stepS: number;
  readonly frameS: number;
  nextCut: number;
  /** Broken bonds when groups were last split. */
  brokenAtSplit: number;
  /** Forces of the last step's contacts on struck pieces, upwards, newtons. */
  lift: ReadonlyMap<number, number>;
}

const WEAKENED_TO = 0.6;
const FASTEST_UP_MS = 2.5;
const FASTEST_LEVEL_MS = 9;
const FIRST_ITERATIONS = 2000;
const STEP_ITERATIONS = 50;

/** The building before the trigger, with the loads at rest known. */
export async function createCollapse(options: CollapseMotionOptions, stepS: number): Promise<Collapse> {
  const { model, trigger, seed, frameRate } = options;
  const network = createBondNetwork(model);
  const solver = createLoadSolver(network);
  const weight = Float64Array.from(model.pieces, ({ massKg }) => massKg * GRAVITY_MS2);
  solveLoads(solver, network, weight, FIRST_ITERATIONS);
  return {
    network,
    solver,
    rigid: await createRigidWorld(model, stepS),
    strength: describeStrength(network, solver, seed),
    cuts: planTrigger(model, trigger, seed),
    stepS,
    frameS: frameRate.denominator / frameRate.numerator,
    nextCut: 0,
    brokenAtSplit: 0,
    lift: new Map(),
  };
}

/** One step of the rigid solver, from `frameTime` on: cut, let overloaded bonds go, split, move, crush what was struck. */
export function advanceCollapse(collapse: Collapse, frameTime: number): CollapseEvent[] {
  const { network, rigid, solver, strength, stepS } = collapse;
  const events: CollapseEvent[] = [];
  const cuts = applyCuts(collapse, frameTime, events);
  // Loads have no solution where a part hangs on nothing: split first.
  splitBroken(collapse);
  solveLoads(solver, network, gatherLoads(collapse), STEP_ITERATIONS);
  for (const bond of findOverloaded(network, solver, strength, stepS)) {
    pushEvent(events, breakBond(network, rigid, bond, { frameTime, impulseNs: 0 }));
  }
  splitBroken(collapse);
  for (const cut of cuts) push(rigid, cut);
  const before = new Map<RigidGroup, GroupMotion>();
  for (const group of rigid.groups) if (!group.anchored) before.set(group, readCalmMotion(group));
  rigid.world.step(rigid.events);
  const impacts = findImpacts(rigid, network, before, { stepS, frameTime: frameTime + stepS / collapse.frameS });
  collapse.lift = impacts.lift;
  for (const [bond, impulseNs] of impacts.crushed) {
    pushEvent(events, breakBond(network, rigid, bond, { frameTime, impulseNs }));
  }
  for (const piece of impacts.crumbled) crumble(rigid, piece);
  events.push(...impacts.events);
  return events;
}

function pushEvent(events: CollapseEvent[], event: CollapseEvent | undefined): void {
  if (event) events.push(event);
}

function applyCuts(collapse: Collapse, frameTime: number, events: CollapseEvent[]): PieceCut[] {
  const { network, rigid, cuts } = collapse;
  const released: PieceCut[] = [];
  for (let cut = cuts[collapse.nextCut]; cut && cut.atFrame <= frameTime; cut = cuts[++collapse.nextCut]) {
    forEachBond(network, cut.piece, (bond) => {
      if (cut.action === 'weaken') network.weakening[bond] = WEAKENED_TO;
      else pushEvent(events, breakBond(network, rigid, bond, { frameTime, impulseNs: 0 }));
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

/** Downward loads: weight where the ground carries it; in flight only what contacts press, against the body's own inertia. */
function gatherLoads({ rigid, lift }: Collapse): Float64Array {
  const { pieces } = rigid.model;
  const loads = new Float64Array(pieces.length);
  for (const group of rigid.groups) {
    if (group.pieces.length < 2) continue;
    let sum = 0;
    for (const id of group.pieces) sum += lift.get(id) ?? 0;
    const pull = group.anchored ? GRAVITY_MS2 : sum / group.massKg;
    for (const id of group.pieces) loads[id] = (pieces[id]?.massKg ?? 0) * pull - (lift.get(id) ?? 0);
  }
  return loads;
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
