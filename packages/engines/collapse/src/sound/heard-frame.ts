import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { explainWriteError } from '@backlot/media';
import type { CollapseEvent } from '../motion/motion-frame.ts';
import type { Vec3 } from '../set-up/measures.ts';

/** Air that a closing storey pressed out during a frame. */
export interface PressedAir {
  readonly centreM: Vec3;
  readonly airM3: number;
}

/** What of a simulated frame can be heard. Plain data. */
export interface HeardFrame {
  readonly frame: number;
  readonly events: readonly CollapseEvent[];
  readonly air: readonly PressedAir[];
}

function heardFramePath(folder: string, frame: number): string {
  return join(folder, `heard.${String(frame).padStart(5, '0')}.bin`);
}

/**
 * Stores what is heard apart from the poses and the dust, which are a thousand times as large. Scratch of this machine.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export function writeHeardFrame(folder: string, heard: HeardFrame): void {
  const path = heardFramePath(folder, heard.frame);
  try {
    writeFileSync(`${path}.part`, serialize(heard));
    renameSync(`${path}.part`, path);
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    throw explainWriteError(error, path);
  }
}

/** Reads a stored frame. */
export function readHeardFrame(folder: string, frame: number): HeardFrame {
  return deserialize(readFileSync(heardFramePath(folder, frame))) as HeardFrame;
}
