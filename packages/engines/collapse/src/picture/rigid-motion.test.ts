import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTransfer } from '@backlot/kernels';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POSE_STRIDE } from '../motion/motion-frame.ts';
import { collapseParametersSchema } from '../set-up/collapse-parameters.ts';
import { smallCollapseParameters, writeSmallPlate } from '../testing/small-collapse.ts';
import { createFrameRenderer } from './frame/frame-renderer.ts';
import { planTake } from './plan-take.ts';
import { prepareTake } from './prepare-take.ts';

describe('a building that moves as one body', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-rigid-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('looks as it did at rest: no joints, no dark windows, no rim of sky', async () => {
    const inputs = await writeSmallPlate(folder);
    const files = { plate: inputs[0]!.path };
    const parameters = collapseParametersSchema.parse(smallCollapseParameters);
    const { setUp, model, dustGrid } = await planTake({ kind: 'plan', parameters, seed: 7, files });
    const prepared = await prepareTake({ kind: 'prepare', setUp, model, files });
    const renderer = createFrameRenderer({ setUp, model, prepared, dustGrid, seed: 7 });

    // In motion, yet just where it stood: the frame is in register with the plate.
    const poses = new Float32Array(model.pieces.length * POSE_STRIDE);
    for (const { id, restOriginM } of model.pieces) poses.set([...restOriginM, 0, 0, 0, 1], id * POSE_STRIDE);
    const motion = {
      frame: 3,
      startPoses: poses,
      middlePoses: poses,
      endPoses: poses,
      moved: new Uint8Array(model.pieces.length).fill(1),
      gone: new Uint8Array(model.pieces.length),
      events: [],
      elapsedS: 1 / 24,
      bodies: 1,
      brokenBonds: 0,
    };
    const { picture } = renderer.render({ motion, dust: undefined }, undefined);

    const now = encodeTransfer(picture.data, 'srgb', 255);
    const plate = encodeTransfer(prepared.base.plate, 'srgb', 255);
    const { pieceCoverage } = prepared.base.rest;
    const differences: number[] = [];
    for (let at = 0; at < now.length; at++) {
      if (pieceCoverage[(at - (at % 3)) / 3] === 1) differences.push(Math.abs(now[at]! - plate[at]!));
    }
    const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
    const clearlyOff = differences.filter((difference) => difference > 24).length / differences.length;
    expect(differences.length).toBeGreaterThan(5000);
    expect(mean).toBeLessThan(3);
    expect(clearlyOff).toBeLessThan(0.01);
  }, 60_000);
});
