import type { LinearRgb, TraceMaterial } from './trace-types.ts';

/** Bytes of a material's record in the kernel. */
export const materialBytes = 64;

interface MaterialRecord {
  kind: number;
  colour: LinearRgb;
  second?: LinearRgb;
  /** Roughness or variation. */
  amount?: number;
  sizeM?: readonly [number, number];
  jointM?: number;
  seed?: number;
  storeyM?: number;
  baseM?: number;
  texture?: number;
  /** How rough a broken face is. */
  relief?: number;
}

/** Writes a material as the kernel reads it (assembly/trace/material.ts). `words` and `floats` see the same 64 bytes. */
export function writeMaterial(material: TraceMaterial, words: Uint32Array, floats: Float32Array): void {
  const record = toRecord(material);
  const [sizeU, sizeV] = record.sizeM ?? [1, 1];
  const numbers = [
    ...record.colour,
    ...(record.second ?? [0, 0, 0]),
    record.amount ?? 1,
    sizeU,
    sizeV,
    record.jointM ?? 0,
    record.seed ?? 0,
    record.storeyM ?? 1,
    record.baseM ?? 0,
    record.relief ?? 0,
  ];
  for (const number of numbers) {
    if (!Number.isFinite(number))
      throw new RangeError(`Material "${material.kind}": every number must be finite, got ${number}`);
  }
  words[0] = record.kind;
  floats.set(numbers.slice(0, -1), 1);
  words[14] = record.texture ?? 0;
  floats[15] = record.relief ?? 0;
}

function toRecord(material: TraceMaterial): MaterialRecord {
  switch (material.kind) {
    case 'plain':
      return { kind: 0, colour: material.colour, amount: material.roughness ?? 1 };
    case 'texture':
      return {
        kind: 1,
        colour: [0, 0, 0],
        second: material.plane?.normal ?? [0, 0, 0],
        baseM: material.plane?.distanceM ?? 0,
        sizeM: [material.isGlazed ? 1 : 0, 0],
        texture: material.texture,
      };
    case 'concrete':
      return {
        kind: 2,
        colour: material.colour ?? [0.42, 0.4, 0.37],
        sizeM: [material.rebarM ?? 0, 0],
        relief: material.relief ?? 0,
        seed: material.seed ?? 0,
      };
    case 'brick':
      return {
        kind: 3,
        colour: material.colour ?? [0.3, 0.13, 0.085],
        second: material.mortar ?? [0.42, 0.38, 0.33],
        amount: material.variation ?? 0.5,
        sizeM: material.brickM ?? [0.215, 0.065],
        jointM: material.jointM ?? 0.01,
        relief: material.relief ?? 0,
        seed: material.seed ?? 0,
      };
    case 'plaster':
      return {
        kind: 4,
        colour: material.colour ?? [0.62, 0.58, 0.5],
        jointM: material.stripeM ?? 0,
        seed: material.seed ?? 0,
      };
    case 'floor':
      return {
        kind: 5,
        colour: [0, 0, 0],
        second: material.covering ?? [0.28, 0.19, 0.12],
        storeyM: material.storeyM,
        baseM: material.baseM ?? 0,
        seed: material.seed ?? 0,
      };
    case 'glass':
      return { kind: 6, colour: material.colour ?? [0.03, 0.034, 0.038] };
    case 'asphalt':
      return { kind: 7, colour: material.colour ?? [0.1, 0.1, 0.104], seed: material.seed ?? 0 };
    case 'paving':
      return {
        kind: 8,
        colour: material.colour ?? [0.32, 0.31, 0.29],
        sizeM: material.slabM ?? [0.6, 0.6],
        seed: material.seed ?? 0,
      };
  }
}
