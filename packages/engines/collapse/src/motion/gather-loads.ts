import type { Vec3 } from '../set-up/measures.ts';
import type { BondNetwork } from './bond-network.ts';
import { GRAVITY_MS2, type RigidGroup, type RigidWorld, toRest } from './rigid-world.ts';
import { loadPiece, type StressState } from './stress-state.ts';

/** What presses on pieces besides their weight, newtons in the world. */
export type PieceForces = ReadonlyMap<number, Vec3>;

const NONE: Vec3 = [0, 0, 0];

/**
 * Puts the loads of this moment on the net: weight and forces where the ground carries them; in flight what presses a
 * body, which its own inertia answers. Loose pieces and bodies that nothing touches bear nothing and are left out.
 * @param groundMs2 the ground's acceleration
 */
export function gatherLoads(
  state: StressState,
  { network, rigid }: { readonly network: BondNetwork; readonly rigid: RigidWorld },
  forces: PieceForces,
  groundMs2: Vec3 = NONE,
): void {
  for (const group of rigid.groups) {
    if (group.anchored) loadStanding(state, network, { group, forces, groundMs2 });
    else if (group.pieces.length > 1 && group.pieces.some((id) => forces.has(id))) loadFlying(state, group, forces);
    else for (const id of group.pieces) loadPiece(state, id, 'still');
  }
}

function loadStanding(
  state: StressState,
  { model, held }: BondNetwork,
  { group, forces, groundMs2 }: { group: RigidGroup; forces: PieceForces; groundMs2: Vec3 },
): void {
  const pull: Vec3 = [-groundMs2[0], -GRAVITY_MS2 - groundMs2[1], -groundMs2[2]];
  for (const id of group.pieces) {
    if (held[id] === 1) {
      loadPiece(state, id, 'still');
      continue;
    }
    const massKg = model.pieces[id]?.massKg ?? 0;
    const [fx, fy, fz] = forces.get(id) ?? NONE;
    loadPiece(state, id, 'standing', [massKg * pull[0] + fx, massKg * pull[1] + fy, massKg * pull[2] + fz]);
  }
}

function loadFlying(state: StressState, group: RigidGroup, forces: PieceForces): void {
  for (const id of group.pieces) {
    const force = forces.get(id);
    loadPiece(state, id, 'flying', force ? toRest(group, force) : NONE);
  }
}
