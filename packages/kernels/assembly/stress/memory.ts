// Nodes are rigid pieces with six freedoms, beams the faces between them. A node's numbers are two v128: x, y, z of a
// translation (or force), then of a rotation (or moment). A beam's record is eight v128: three columns of its stiffness
// against sliding, three against turning, then the lever arms from its two nodes' origins to the middle of the face.

export const NODE_BYTES: usize = 32;
export const BEAM_BYTES: usize = 128;
/** Six columns of two v128. */
export const INVERSE_BYTES: usize = 192;
export const LEVER_A: usize = 96;
export const LEVER_B: usize = 112;

export let nodeCount: i32 = 0;
export let beamCount: i32 = 0;

/** Two node numbers a beam. */
export let ends: usize = 0;
export let beams: usize = 0;
/** A byte a beam: 1 where it holds. */
export let holds: usize = 0;
/** A byte a node: 0 it stays where it is; 1 it moves; 2 it moves, and forgets its motion from step to step. */
export let active: usize = 0;
/** Beams of node n: `beamList[beamStart[n] … beamStart[n + 1]]`. */
export let beamStart: usize = 0;
export let beamList: usize = 0;

/** Mass (three times) and moment of inertia (three times) of each node. */
export let masses: usize = 0;
export let load_: usize = 0;
/** Loads and what inertia adds to them. */
export let wanted: usize = 0;
export let velocity: usize = 0;
export let shift: usize = 0;
export let residual: usize = 0;
export let direction: usize = 0;
export let product: usize = 0;
export let scaled: usize = 0;
/** Inverses of the nodes' own 6×6 blocks. */
export let inverses: usize = 0;

/** The beams and nodes that take part in a solution. */
export let heldBeams: usize = 0;
export let heldCount: i32 = 0;
export let movers: usize = 0;
export let moverCount: i32 = 0;

/** Three v128 a beam: normal, major axis, then 1/area and the three section factors. */
export let sections: usize = 0;
/** A v128 a beam: greatest tension, greatest pressure, shear, mean stress along the normal. */
export let stresses: usize = 0;

function zeroed(bytes: usize): usize {
  const place = heap.alloc(bytes);
  memory.fill(place, 0, bytes);
  return place;
}

export function allocate(nodes: i32, beamTotal: i32): void {
  nodeCount = nodes;
  beamCount = beamTotal;
  const n = <usize>nodes;
  const b = <usize>beamTotal;
  ends = zeroed(b * 8);
  beams = zeroed(b * BEAM_BYTES);
  holds = zeroed(b + 16);
  active = zeroed(n + 16);
  beamStart = zeroed((n + 1) * 4);
  beamList = zeroed(b * 8);
  masses = zeroed(n * NODE_BYTES);
  load_ = zeroed(n * NODE_BYTES);
  wanted = zeroed(n * NODE_BYTES);
  velocity = zeroed(n * NODE_BYTES);
  shift = zeroed(n * NODE_BYTES);
  residual = zeroed(n * NODE_BYTES);
  direction = zeroed(n * NODE_BYTES);
  product = zeroed(n * NODE_BYTES);
  scaled = zeroed(n * NODE_BYTES);
  inverses = zeroed(n * INVERSE_BYTES);
  heldBeams = zeroed(b * 4);
  movers = zeroed(n * 4);
  sections = zeroed(b * 48);
  stresses = zeroed(b * 16);
}

/** Lists what takes part: nodes that move, and beams that hold and touch one. */
export function gather(): void {
  moverCount = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (!load<u8>(active + node)) continue;
    store<i32>(movers + ((<usize>moverCount) << 2), node);
    moverCount++;
  }
  heldCount = 0;
  for (let beam = 0; beam < beamCount; beam++) {
    if (!load<u8>(holds + beam)) continue;
    const at = ends + ((<usize>beam) << 3);
    if (load<u8>(active + load<i32>(at)) | load<u8>(active + load<i32>(at, 4))) {
      store<i32>(heldBeams + ((<usize>heldCount) << 2), beam);
      heldCount++;
    }
  }
}
