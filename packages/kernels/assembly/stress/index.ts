// Stress in a net of rigid pieces that are bonded face to face: each face is a short beam that resists pulling, shear,
// bending and torsion. The net's displacements under its loads follow from conjugate gradients.

import { refreshNode } from './blocks';
import { closeness as lastCloseness, descend, keepVelocities, want } from './descend';
import { measureStress, readBeam } from './measure';
import * as net from './memory';

export function make(nodes: i32, beamTotal: i32): void { net.allocate(nodes, beamTotal); }
/** Step 0 asks for the state of rest. */
export function refresh(node: i32, stepS: f64): void { refreshNode(node, stepS > 0 ? 1 / (stepS * stepS) : 0); }
export function solve(stepS: f64, iterations: i32, tolerance: f64): i32 {
  net.gather();
  want(stepS);
  const made = descend(iterations, tolerance);
  keepVelocities(stepS);
  measureStress();
  return made;
}
export function closeness(): f64 { return lastCloseness; }
export function read(beam: i32, target: usize): void { readBeam(beam, target); }
export function endsPlace(): usize { return net.ends; }
export function beamsPlace(): usize { return net.beams; }
export function holdsPlace(): usize { return net.holds; }
export function activePlace(): usize { return net.active; }
export function startPlace(): usize { return net.beamStart; }
export function listPlace(): usize { return net.beamList; }
export function massesPlace(): usize { return net.masses; }
export function velocityPlace(): usize { return net.velocity; }
export function loadPlace(): usize { return net.load_; }
export function shiftPlace(): usize { return net.shift; }
export function sectionsPlace(): usize { return net.sections; }
export function stressesPlace(): usize { return net.stresses; }
/** Where `read` may write: no solution is under way then. */
export function readPlace(): usize { return net.scaled; }
