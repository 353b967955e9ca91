import { join } from 'node:path';
import { createPolicyGate } from '@backlot/policy';
import { createEngineRegistry } from '../../apps/server/dist/open-studio/engines.js';
import { createInspector } from '../../apps/server/dist/open-studio/inspector.js';
import { createNotary } from '../../apps/server/dist/open-studio/notary.js';
import { createSealer } from '../../apps/server/dist/open-studio/sealer.js';
import {
  smallCollapseParameters,
  writeSmallPlate,
} from '../../packages/engines/collapse/dist/testing/small-collapse.js';

/** A take is seconds of work here: people ask for less, and a kill comes at any moment of it. */
export const pace = { actionMs: 2500, killMs: 4000, settleMs: 150_000 };

/** Writes the plate that every request names; returns its path. */
export async function writePlate(folder) {
  const [plate] = await writeSmallPlate(folder);
  return plate.path;
}

/** What the product itself works with: the collapse engine, the real rules, inspection and Content Credentials. */
export function createRooms(home) {
  const signing = { folder: join(home, 'signing'), environment: {}, nowMs: () => Date.now() };
  return {
    engines: createEngineRegistry(),
    policy: createPolicyGate(),
    inspector: createInspector(),
    sealer: createSealer({ ...signing, studioVersion: '0.1.0' }),
    notary: createNotary(signing),
  };
}

/** A request's engine and set-up; `random` gives 0..1. Some need an approval, some are refused, some want ProRes too. */
export function makeRequest(random, plate) {
  const isLicensed = random() > 0.1;
  const licence = { owner: 'Backlot', statement: 'Made for this test.' };
  const { output } = smallCollapseParameters;
  return {
    engine: 'collapse',
    setUp: {
      production: 'kill-test',
      shot: `sq010/sh${String(Math.floor(random() * 5)).padStart(4, '0')}`,
      purpose: random() > 0.8 ? 'final' : 'ideation',
      seed: Math.floor(random() * 1000),
      inputs: { plate: { file: plate, ...(isLicensed ? { licence } : {}) } },
      parameters: {
        ...smallCollapseParameters,
        output: { ...output, durationFrames: 4, samplesPerPixel: 1, prores: random() > 0.7 },
      },
    },
  };
}
