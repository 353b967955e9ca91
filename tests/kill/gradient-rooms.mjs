import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestRooms } from '@backlot/studio/testing';

/** People's longest pause between two things, the longest wait before a kill, and what the last takes get to end. */
export const pace = { actionMs: 250, killMs: 700, settleMs: 60_000 };

/** Writes the plate that every request names; returns its path. */
export function writePlate(folder) {
  const path = join(folder, 'plate.bin');
  writeFileSync(path, 'a plate');
  return path;
}

/** The rooms that a kill test's studio at `home` works with; another file of this shape can bring another engine. */
export function createRooms() {
  return createTestRooms();
}

/** A request's engine and set-up; `random` gives 0..1. Some need an approval, some are refused. */
export function makeRequest(random, plate) {
  const isLicensed = random() > 0.1;
  const licence = { owner: 'Backlot', statement: 'Made for this test.' };
  return {
    engine: 'gradient',
    setUp: {
      production: 'kill-test',
      shot: `sq010/sh${String(Math.floor(random() * 5)).padStart(4, '0')}`,
      purpose: random() > 0.8 ? 'final' : 'ideation',
      seed: Math.floor(random() * 1000),
      inputs: { plate: { file: plate, ...(isLicensed ? { licence } : {}) } },
      parameters: { widthPx: 64, heightPx: 48, durationFrames: 12, frameMs: 15 },
    },
  };
}
