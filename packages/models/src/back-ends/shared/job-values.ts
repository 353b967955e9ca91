import { readFile } from 'node:fs/promises';
import type { ModelFile, ModelJob, ModelSlot } from '@backlot/engine';
import { BacklotError, secondsAtFrame } from '@backlot/film';

/** What fits into a request as text; base64 makes a third more of it. */
const MAX_INLINE_BYTES = 40 * 1024 * 1024;
const ROUNDING_S = 1e-6;

/** The file of a slot, where the job has one. */
export function fileIn(job: ModelJob, slot: ModelSlot): ModelFile | undefined {
  return job.files.find((file) => file.slot === slot);
}

/** All files of a slot. */
export function filesIn(job: ModelJob, slot: ModelSlot): readonly ModelFile[] {
  return job.files.filter((file) => file.slot === slot);
}

/** Seconds that a job asks for; undefined where it leaves the length to the model. */
export function secondsOf({ durationFrames, frameRate }: ModelJob): number | undefined {
  return durationFrames === undefined || frameRate === undefined
    ? undefined
    : secondsAtFrame(frameRate, durationFrames);
}

/** The same in whole seconds, rounded up. */
export function wholeSecondsOf(job: ModelJob): number | undefined {
  const seconds = secondsOf(job);
  return seconds === undefined ? undefined : Math.ceil(seconds - ROUNDING_S);
}

/** The shortest of the lengths that a model makes which holds the whole shot; the longest where none does. */
export function lengthFor(job: ModelJob, offeredS: readonly number[]): number | undefined {
  const seconds = secondsOf(job);
  return seconds === undefined
    ? undefined
    : (offeredS.find((offered) => offered >= seconds - ROUNDING_S) ?? offeredS.at(-1));
}

/** Of the ratios or sizes that a model makes (`16:9`, `1536x1024`), the one nearest to the job's size. */
export function ratioFor<Ratio extends string>(
  { widthPx, heightPx }: ModelJob,
  offered: readonly Ratio[],
): Ratio | undefined {
  if (!widthPx || !heightPx) return undefined;
  const wanted = Math.log(widthPx / heightPx);
  const distance = (ratio: string): number => {
    const [width = 1, height = 1] = ratio.split(/[:x]/).map(Number);
    return Math.abs(Math.log(width / height) - wanted);
  };
  return [...offered].sort((one, other) => distance(one) - distance(other))[0];
}

/**
 * A file's bytes in base64, for interfaces that take files within the request.
 * @throws BacklotError `MODEL_REQUEST_INVALID` where it is too large for that
 */
export async function readInline({ path, name, byteLength }: ModelFile): Promise<string> {
  if (byteLength <= MAX_INLINE_BYTES) return readFile(path, 'base64');
  throw new BacklotError(
    'MODEL_REQUEST_INVALID',
    `"${name}" has ${byteLength} bytes, and this back end takes at most ${MAX_INLINE_BYTES} within a request`,
    { hint: 'Send a smaller picture or a shorter film, or use a back end of your own.' },
  );
}

/** A file as a `data:` address. */
export async function dataUrl(file: ModelFile): Promise<string> {
  return `data:${file.mediaType};base64,${await readInline(file)}`;
}
