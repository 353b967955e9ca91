import { writeWav } from '@backlot/media';
import type { CollapseSetUp } from '../set-up/solved-set-up.ts';
import type { BuildingPiece } from '../structure/building-model.ts';
import { composeSound } from './compose-sound.ts';
import { readHeardFrame } from './heard-frame.ts';
import { masterStereo, masterSurround } from './master-field.ts';

/** Asks for the sound files of a take whose simulation is stored. Plain data. */
export interface SoundJob {
  readonly setUp: CollapseSetUp;
  readonly pieces: readonly BuildingPiece[];
  readonly seed: number;
  readonly simulationDir: string;
  readonly stereoPath: string;
  /** Absent where no 5.1 is wanted. */
  readonly surroundPath?: string | undefined;
}

/** How long it took. */
export interface SoundMade {
  readonly soundMs: number;
}

/**
 * Composes a take's sound and writes its WAV files, 48 kHz and 24 bits.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function writeTakeSound(job: SoundJob): Promise<SoundMade> {
  const startMs = performance.now();
  const { outputCamera: camera, parameters } = job.setUp;
  const { sound, frameRate, durationFrames } = parameters.output;
  const frames = Array.from({ length: durationFrames }, (_, frame) => readHeardFrame(job.simulationDir, frame));
  const { pieces, seed } = job;
  const { neighbours } = parameters;
  const field = composeSound({
    frames,
    pieces,
    neighbours,
    camera,
    frameRate,
    durationFrames,
    seed,
    perspective: sound,
  });
  await writeWav(job.stereoPath, masterStereo(field, sound));
  if (job.surroundPath) await writeWav(job.surroundPath, masterSurround(field, sound));
  return { soundMs: performance.now() - startMs };
}
