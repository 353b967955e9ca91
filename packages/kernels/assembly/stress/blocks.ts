// Each node's own 6×6 block of the stiffness matrix, inverted: the preconditioner. In double precision, since a thin
// face turns thousands of times more easily than it slides.

import { beamList, beamStart, BEAM_BYTES, beams, ends, holds, INVERSE_BYTES, inverses, LEVER_A, LEVER_B, masses, NODE_BYTES } from './memory';

const block = memory.data(36 * 8, 16);
const inverse = memory.data(36 * 8, 16);
/** Keeps a block regular where a single hinge holds the node. */
const REGULAR: f64 = 1e-6;

// @ts-ignore: decorator
@inline
function at(base: usize, row: i32, column: i32): usize {
  return base + ((<usize>(row * 6 + column)) << 3);
}

// @ts-ignore: decorator
@inline
function entry(columns: usize, row: i32, column: i32): f64 {
  return <f64>load<f32>(columns + ((<usize>(column * 4 + row)) << 2));
}

/** The matrix −[r]×, which turns a rotation into the slide at the end of lever r. */
function leverEntry(lever: usize, row: i32, column: i32): f64 {
  if (row == column) return 0;
  const third = 3 - row - column;
  const r = <f64>load<f32>(lever + ((<usize>third) << 2));
  return (column - row + 3) % 3 == 1 ? r : -r;
}

function addBeam(beam: i32, node: i32): void {
  const record = beams + <usize>beam * BEAM_BYTES;
  const isFirst = load<i32>(ends + ((<usize>beam) << 3)) == node;
  const lever = record + (isFirst ? LEVER_A : LEVER_B);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let mixed: f64 = 0;
      let turned: f64 = entry(record + 48, i, j);
      for (let k = 0; k < 3; k++) {
        mixed += entry(record, i, k) * leverEntry(lever, k, j);
        for (let l = 0; l < 3; l++) turned += leverEntry(lever, k, i) * entry(record, k, l) * leverEntry(lever, l, j);
      }
      store<f64>(at(block, i, j), load<f64>(at(block, i, j)) + entry(record, i, j));
      store<f64>(at(block, i, j + 3), load<f64>(at(block, i, j + 3)) + mixed);
      store<f64>(at(block, j + 3, i), load<f64>(at(block, j + 3, i)) + mixed);
      store<f64>(at(block, i + 3, j + 3), load<f64>(at(block, i + 3, j + 3)) + turned);
    }
  }
}

/** Gauss–Jordan; the block is symmetric and positive definite, so its diagonal serves as pivots. */
function invert(): void {
  memory.fill(inverse, 0, 288);
  for (let i = 0; i < 6; i++) {
    store<f64>(at(inverse, i, i), 1);
    store<f64>(at(block, i, i), load<f64>(at(block, i, i)) * (1 + REGULAR));
  }
  for (let pivot = 0; pivot < 6; pivot++) {
    const scale = 1 / load<f64>(at(block, pivot, pivot));
    for (let j = 0; j < 6; j++) {
      store<f64>(at(block, pivot, j), load<f64>(at(block, pivot, j)) * scale);
      store<f64>(at(inverse, pivot, j), load<f64>(at(inverse, pivot, j)) * scale);
    }
    for (let i = 0; i < 6; i++) {
      const factor = load<f64>(at(block, i, pivot));
      if (i == pivot || factor == 0) continue;
      for (let j = 0; j < 6; j++) {
        store<f64>(at(block, i, j), load<f64>(at(block, i, j)) - factor * load<f64>(at(block, pivot, j)));
        store<f64>(at(inverse, i, j), load<f64>(at(inverse, i, j)) - factor * load<f64>(at(inverse, pivot, j)));
      }
    }
  }
}

/** Works a node's inverse out anew, after one of its beams broke. A node without beams stays where it is. */
export function refreshNode(node: i32, rate: f64): void {
  memory.fill(block, 0, 288);
  let held = 0;
  const end = load<i32>(beamStart + ((<usize>node + 1) << 2));
  for (let i = load<i32>(beamStart + ((<usize>node) << 2)); i < end; i++) {
    const beam = load<i32>(beamList + ((<usize>i) << 2));
    if (!load<u8>(holds + beam)) continue;
    addBeam(beam, node);
    held++;
  }
  const target = inverses + <usize>node * INVERSE_BYTES;
  memory.fill(target, 0, INVERSE_BYTES);
  if (held == 0) return;
  for (let i = 0; i < 6; i++) {
    const mass = <f64>load<f32>(masses + <usize>node * NODE_BYTES + ((<usize>(i < 3 ? i : i + 1)) << 2));
    store<f64>(at(block, i, i), load<f64>(at(block, i, i)) + rate * mass);
  }
  invert();
  for (let column = 0; column < 6; column++) {
    for (let row = 0; row < 6; row++) {
      const lane = row < 3 ? row : row + 1;
      store<f32>(target + ((<usize>(column * 8 + lane)) << 2), <f32>load<f64>(at(inverse, row, column)));
    }
  }
}
