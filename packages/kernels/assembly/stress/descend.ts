// Conjugate gradients, preconditioned by the nodes' own blocks (Saad, Iterative Methods for Sparse Linear Systems, 9.2).
// Vectors are single precision, sums double.

import { cross, dot, multiplyColumns } from './lanes';
import {
  active, BEAM_BYTES, beams, direction, ends, heldBeams, heldCount, INVERSE_BYTES, inverses, LEVER_A, LEVER_B, load_,
  masses, moverCount, movers, NODE_BYTES, nodeCount, product, residual, scaled, shift, velocity, wanted,
} from './memory';

// @ts-ignore: decorator
@inline
function nodeOffset(i: i32): usize {
  return (<usize>load<i32>(movers + ((<usize>i) << 2))) * NODE_BYTES;
}

/** 1/step²: how strongly inertia holds nodes; 0 for a state of rest. */
let rate: f32 = 0;

/** to = (stiffness + rate · mass) · from, beam by beam. */
function multiply(from: usize, to: usize): void {
  if (rate == 0) memory.fill(to, 0, <usize>nodeCount * NODE_BYTES);
  else {
    const by = f32x4.splat(rate);
    for (let at: usize = 0; at < <usize>nodeCount * NODE_BYTES; at += 16) {
      v128.store(to + at, f32x4.mul(by, f32x4.mul(v128.load(masses + at), v128.load(from + at))));
    }
  }
  for (let i = 0; i < heldCount; i++) {
    const beam = <usize>load<i32>(heldBeams + ((<usize>i) << 2));
    const record = beams + beam * BEAM_BYTES;
    const a = <usize>load<i32>(ends + (beam << 3)) * NODE_BYTES;
    const b = <usize>load<i32>(ends + (beam << 3), 4) * NODE_BYTES;
    const leverA = v128.load(record, LEVER_A);
    const leverB = v128.load(record, LEVER_B);
    const turnA = v128.load(from + a, 16);
    const turnB = v128.load(from + b, 16);
    const slideA = f32x4.add(v128.load(from + a), cross(turnA, leverA));
    const slideB = f32x4.add(v128.load(from + b), cross(turnB, leverB));
    const force = multiplyColumns(record, f32x4.sub(slideB, slideA));
    const moment = multiplyColumns(record + 48, f32x4.sub(turnB, turnA));
    v128.store(to + a, f32x4.sub(v128.load(to + a), force));
    v128.store(to + a, f32x4.sub(v128.load(to + a, 16), f32x4.add(moment, cross(leverA, force))), 16);
    v128.store(to + b, f32x4.add(v128.load(to + b), force));
    v128.store(to + b, f32x4.add(v128.load(to + b, 16), f32x4.add(moment, cross(leverB, force))), 16);
  }
}

// @ts-ignore: decorator
@inline
function precondition(node: usize): f64 {
  const slide = v128.load(residual + node);
  const turning = v128.load(residual + node, 16);
  const columns = inverses + node * (INVERSE_BYTES / NODE_BYTES);
  let u = f32x4.mul(v128.load(columns), v128.shuffle<f32>(slide, slide, 0, 0, 0, 0));
  let t = f32x4.mul(v128.load(columns, 16), v128.shuffle<f32>(slide, slide, 0, 0, 0, 0));
  const y = v128.shuffle<f32>(slide, slide, 1, 1, 1, 1);
  u = f32x4.add(u, f32x4.mul(v128.load(columns, 32), y));
  t = f32x4.add(t, f32x4.mul(v128.load(columns, 48), y));
  const z = v128.shuffle<f32>(slide, slide, 2, 2, 2, 2);
  u = f32x4.add(u, f32x4.mul(v128.load(columns, 64), z));
  t = f32x4.add(t, f32x4.mul(v128.load(columns, 80), z));
  const p = v128.shuffle<f32>(turning, turning, 0, 0, 0, 0);
  u = f32x4.add(u, f32x4.mul(v128.load(columns, 96), p));
  t = f32x4.add(t, f32x4.mul(v128.load(columns, 112), p));
  const q = v128.shuffle<f32>(turning, turning, 1, 1, 1, 1);
  u = f32x4.add(u, f32x4.mul(v128.load(columns, 128), q));
  t = f32x4.add(t, f32x4.mul(v128.load(columns, 144), q));
  const r = v128.shuffle<f32>(turning, turning, 2, 2, 2, 2);
  u = f32x4.add(u, f32x4.mul(v128.load(columns, 160), r));
  t = f32x4.add(t, f32x4.mul(v128.load(columns, 176), r));
  v128.store(scaled + node, u);
  v128.store(scaled + node, t, 16);
  return dot(slide, u) + dot(turning, t);
}

/** The size of the loads, without what inertia adds, to compare residuals with. */
function start(): f64 {
  multiply(shift, product);
  let size: f64 = 0;
  for (let i = 0; i < moverCount; i++) {
    const node = nodeOffset(i);
    v128.store(residual + node, v128.load(load_ + node));
    v128.store(residual + node, v128.load(load_ + node, 16), 16);
    size += precondition(node);
  }
  return size;
}

function firstDirection(): f64 {
  memory.fill(direction, 0, <usize>nodeCount * NODE_BYTES);
  let rz: f64 = 0;
  for (let i = 0; i < moverCount; i++) {
    const node = nodeOffset(i);
    v128.store(residual + node, f32x4.sub(v128.load(wanted + node), v128.load(product + node)));
    v128.store(residual + node, f32x4.sub(v128.load(wanted + node, 16), v128.load(product + node, 16)), 16);
    rz += precondition(node);
    v128.store(direction + node, v128.load(scaled + node));
    v128.store(direction + node, v128.load(scaled + node, 16), 16);
  }
  return rz;
}

function curvature(): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < moverCount; i++) {
    const node = nodeOffset(i);
    sum += dot(v128.load(direction + node), v128.load(product + node));
    sum += dot(v128.load(direction + node, 16), v128.load(product + node, 16));
  }
  return sum;
}

function stepBy(alpha: f32): f64 {
  const by = f32x4.splat(alpha);
  let rz: f64 = 0;
  for (let i = 0; i < moverCount; i++) {
    const node = nodeOffset(i);
    for (let half: usize = node; half <= node + 16; half += 16) {
      v128.store(shift + half, f32x4.add(v128.load(shift + half), f32x4.mul(by, v128.load(direction + half))));
      v128.store(residual + half, f32x4.sub(v128.load(residual + half), f32x4.mul(by, v128.load(product + half))));
    }
    rz += precondition(node);
  }
  return rz;
}

function turnBy(beta: f32): void {
  const by = f32x4.splat(beta);
  for (let i = 0; i < moverCount; i++) {
    const node = nodeOffset(i);
    for (let half: usize = node; half <= node + 16; half += 16) {
      v128.store(direction + half, f32x4.add(v128.load(scaled + half), f32x4.mul(by, v128.load(direction + half))));
    }
  }
}

/** Loads of a state of rest, or of one step of implicit Euler: load + mass · (shift + step · velocity) / step². */
export function want(stepS: f64): void {
  rate = stepS > 0 ? <f32>(1 / (stepS * stepS)) : 0;
  const step = f32x4.splat(<f32>stepS);
  const by = f32x4.splat(rate);
  for (let i = 0; i < moverCount; i++) {
    const node = nodeOffset(i);
    const carries = rate > 0 && load<u8>(active + load<i32>(movers + ((<usize>i) << 2))) == 1;
    for (let half: usize = node; half <= node + 16; half += 16) {
      let sum = v128.load(load_ + half);
      // Until the step is done, the velocity's place keeps where the node was.
      const was = v128.load(shift + half);
      if (carries) {
        const carried = f32x4.add(was, f32x4.mul(step, v128.load(velocity + half)));
        sum = f32x4.add(sum, f32x4.mul(by, f32x4.mul(v128.load(masses + half), carried)));
      }
      v128.store(wanted + half, sum);
      v128.store(velocity + half, was);
    }
  }
}

/** After a step: the velocities that led to it. */
export function keepVelocities(stepS: f64): void {
  const perStep = f32x4.splat(stepS > 0 ? <f32>(1 / stepS) : 0);
  for (let i = 0; i < moverCount; i++) {
    const node = nodeOffset(i);
    for (let half: usize = node; half <= node + 16; half += 16) {
      const moved = f32x4.sub(v128.load(shift + half), v128.load(velocity + half));
      v128.store(velocity + half, f32x4.mul(perStep, moved));
    }
  }
}

/** Squared residual over the load, both in the preconditioner's norm. */
export let closeness: f64 = 0;

/** Goes on from the last solution; gives the iterations made. */
export function descend(iterations: i32, tolerance: f64): i32 {
  const size = start();
  let rz = firstDirection();
  let k = 0;
  while (k < iterations && rz > size * tolerance) {
    multiply(direction, product);
    const bend = curvature();
    if (!(bend > 0)) break;
    const next = stepBy(<f32>(rz / bend));
    turnBy(<f32>(next / rz));
    rz = next;
    k++;
  }
  closeness = size > 0 ? rz / size : 0;
  return k;
}
