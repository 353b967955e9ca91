import { BacklotError } from '@backlot/film';
import { type Sound, secondsOf } from '../sound/sound.ts';
import { readSound } from '../video/open-video-writer.ts';
import type { InspectionFinding } from './finding.ts';

/** What the sounds of a take have to be. */
export interface ExpectedSounds {
  readonly count: number;
  /** Length of each; absent where it is as it comes. */
  readonly durationS?: number;
  /** Silence throughout is then a warning, not an error. */
  readonly mayBeSilent?: boolean;
}

/** Below this, about -80 dBFS, nobody hears anything. */
const SILENCE = 1e-4;
/** One sample at the lowest rate in use, and rounding. */
const TOLERANCE_S = 0.001;
/** So many samples at full scale are no accident. */
const MOST_CLIPPED_SHARE = 0.001;

/** Inspects sounds: readable, finite, audible, not clipped, as long as promised, and all there. */
export async function inspectSounds(
  expected: ExpectedSounds,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<readonly InspectionFinding[]> {
  const findings: InspectionFinding[] = [];
  for (const [index, path] of paths.entries()) {
    signal?.throwIfAborted();
    findings.push(...(await inspectSound(expected, path, `Sound ${index + 1}`)));
  }
  if (paths.length === expected.count) return findings;
  const message = `Sounds: expected ${expected.count}, got ${paths.length}`;
  return [...findings, { code: 'SOUND_COUNT_WRONG', severity: 'error', message }];
}

async function inspectSound(expected: ExpectedSounds, path: string, what: string): Promise<InspectionFinding[]> {
  try {
    const sound = await readSound(path);
    if (sound) return [...inspectSamples(sound, what, expected.mayBeSilent), ...checkLength(expected, sound, what)];
    return [{ code: 'SOUND_UNREADABLE', severity: 'error', message: `${what}: it has no sound` }];
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    return [{ code: 'SOUND_UNREADABLE', severity: 'error', message: `${what}: ${error.message}` }];
  }
}

/** Looks at every sample: not finite, silent throughout, clipped. */
export function inspectSamples({ channels }: Sound, what: string, mayBeSilent = false): InspectionFinding[] {
  let [notFinite, clipped, total, loudest] = [0, 0, 0, 0];
  for (const channel of channels) {
    total += channel.length;
    for (const value of channel) {
      const level = Math.abs(value);
      if (!Number.isFinite(value)) notFinite += 1;
      else if (level > loudest) loudest = level;
      if (level >= 0.9999) clipped += 1;
    }
  }
  const findings: InspectionFinding[] = [];
  if (notFinite > 0) {
    const message = `${what}: ${notFinite} samples are NaN or infinite`;
    findings.push({ code: 'SOUND_NOT_FINITE', severity: 'error', message });
  }
  if (loudest < SILENCE) {
    const severity = mayBeSilent ? 'warning' : 'error';
    findings.push({ code: 'SOUND_SILENT', severity, message: `${what}: it is silent` });
  }
  if (clipped > total * MOST_CLIPPED_SHARE) {
    const message = `${what}: ${clipped} samples are at full scale, it is clipped`;
    findings.push({ code: 'SOUND_CLIPPED', severity: 'warning', message });
  }
  return findings;
}

function checkLength({ durationS }: ExpectedSounds, sound: Sound, what: string): InspectionFinding[] {
  if (durationS === undefined || Math.abs(secondsOf(sound) - durationS) <= TOLERANCE_S) return [];
  const message = `${what}: expected ${durationS} s, got ${secondsOf(sound).toFixed(3)} s`;
  return [{ code: 'SOUND_LENGTH_WRONG', severity: 'error', message }];
}
