// What each face bears: linear bending over its equivalent rectangle, mean shear, torsion.

import { cross, dot, multiplyColumns } from './lanes';
import { BEAM_BYTES, beams, ends, heldBeams, heldCount, LEVER_A, LEVER_B, NODE_BYTES, sections, shift, stresses } from './memory';

// @ts-ignore: decorator
@inline
function forceOf(beam: usize): v128 {
  const record = beams + beam * BEAM_BYTES;
  const a = shift + <usize>load<i32>(ends + (beam << 3)) * NODE_BYTES;
  const b = shift + <usize>load<i32>(ends + (beam << 3), 4) * NODE_BYTES;
  const slideA = f32x4.add(v128.load(a), cross(v128.load(a, 16), v128.load(record, LEVER_A)));
  const slideB = f32x4.add(v128.load(b), cross(v128.load(b, 16), v128.load(record, LEVER_B)));
  return multiplyColumns(record, f32x4.sub(slideB, slideA));
}

// @ts-ignore: decorator
@inline
function momentOf(beam: usize): v128 {
  const a = shift + <usize>load<i32>(ends + (beam << 3)) * NODE_BYTES;
  const b = shift + <usize>load<i32>(ends + (beam << 3), 4) * NODE_BYTES;
  return multiplyColumns(beams + beam * BEAM_BYTES + 48, f32x4.sub(v128.load(b, 16), v128.load(a, 16)));
}

/** Writes force and moment of a beam, as its first piece feels them, to eight floats. */
export function readBeam(beam: i32, target: usize): void {
  v128.store(target, forceOf(beam));
  v128.store(target, momentOf(beam), 16);
}

/** Stresses of all beams of the last solution. */
export function measureStress(): void {
  for (let i = 0; i < heldCount; i++) {
    const beam = <usize>load<i32>(heldBeams + ((<usize>i) << 2));
    const force = forceOf(beam);
    const moment = momentOf(beam);
    const section = sections + beam * 48;
    const normal = v128.load(section);
    const major = v128.load(section, 16);
    const perArea = <f64>load<f32>(section, 32);
    const along = dot(force, normal);
    const across = Math.sqrt(Math.max(0, dot(force, force) - along * along));
    const twist = Math.abs(dot(moment, normal));
    const aboutMajor = Math.abs(dot(moment, major));
    const aboutMinor = Math.abs(dot(moment, cross(normal, major)));
    const bending = aboutMajor * <f64>load<f32>(section, 36) + aboutMinor * <f64>load<f32>(section, 40);
    const mean = along * perArea;
    const shear = across * perArea + twist * <f64>load<f32>(section, 44);
    const target = stresses + (beam << 4);
    store<f32>(target, <f32>Math.max(0, bending + mean));
    store<f32>(target, <f32>Math.max(0, bending - mean), 4);
    store<f32>(target, <f32>shear, 8);
    store<f32>(target, <f32>mean, 12);
  }
}
