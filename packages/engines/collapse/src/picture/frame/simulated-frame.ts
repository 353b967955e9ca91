import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { DustFrame } from '@backlot/kernels';
import { explainWriteError } from '@backlot/media';
import type { MotionFrame } from '../../motion/motion-frame.ts';

/** What the simulation knows of one frame. Plain data; `dust` is absent when the set-up wants none. */
export interface SimulatedFrame {
  readonly motion: MotionFrame;
  readonly dust: DustFrame | undefined;
}

/** Where a frame of the simulation lies; counted from 0. */
function simulatedFramePath(folder: string, frame: number): string {
  return join(folder, `frame.${String(frame).padStart(5, '0')}.bin`);
}

/** True when the frame was stored whole. */
export function hasSimulatedFrame(folder: string, frame: number): boolean {
  return existsSync(simulatedFramePath(folder, frame));
}

/**
 * Stores a frame under its name at once: written beside, renamed. Scratch of this machine, in V8's own format.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export function writeSimulatedFrame(folder: string, frame: SimulatedFrame): void {
  const path = simulatedFramePath(folder, frame.motion.frame);
  try {
    writeFileSync(`${path}.part`, serialize(frame));
    renameSync(`${path}.part`, path);
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    throw explainWriteError(error, path);
  }
}

/** Reads a stored frame. */
export function readSimulatedFrame(folder: string, frame: number): SimulatedFrame {
  return deserialize(readFileSync(simulatedFramePath(folder, frame))) as SimulatedFrame;
}
