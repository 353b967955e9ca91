import { isRounding, type ModelJob } from '@backlot/engine';
import { BacklotError, secondsAtFrame } from '@backlot/film';

/** Time stamps of films are rounded to a millisecond at the coarsest. */
const ROUNDING_S = 0.0011;
/** A picture that is off by a model's rounding on both sides, in opposite ways, has not a shape so far from the one asked for. */
const MOST_SHAPE_OFF = Math.log(1.05 / 0.95);

/**
 * Refuses a film of which the last frame would not be shown any more in the longest that its model makes.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function demandSeconds(job: ModelJob, longestS: number): void {
  const { durationFrames, frameRate } = job;
  if (durationFrames === undefined || frameRate === undefined) return;
  if (secondsAtFrame(frameRate, durationFrames - 1) < longestS - ROUNDING_S) return;
  const mostFrames = Math.floor((longestS * frameRate.numerator) / frameRate.denominator);
  const asked = `${durationFrames} frames (${secondsAtFrame(frameRate, durationFrames).toFixed(2)} s)`;
  throw tooLong(job, `${job.model} makes films of at most ${longestS} s, got ${asked}`, mostFrames);
}

/**
 * The same where a model counts frames.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function demandFrames(job: ModelJob, mostFrames: number): void {
  const { durationFrames = 0 } = job;
  if (durationFrames <= mostFrames) return;
  throw tooLong(job, `${job.model} makes films of at most ${mostFrames} frames, got ${durationFrames}`, mostFrames);
}

/**
 * Refuses a size to which none that the model makes (`1280x720`, `1280:720`) comes near.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function demandSize(job: ModelJob, offered: readonly string[]): void {
  const { widthPx, heightPx } = job;
  if (!widthPx || !heightPx) return;
  if (offered.some((size) => isRounding(sidesOf(size), { widthPx, heightPx }))) return;
  throw otherPicture(job, `sizes of ${offered.join(', ').replaceAll(/[:x]/g, ' × ')} px`, 'size');
}

/**
 * Refuses a shape to which none that the model makes (`16:9`) comes near.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function demandShape(job: ModelJob, offered: readonly string[]): void {
  const { widthPx, heightPx } = job;
  if (!widthPx || !heightPx) return;
  const wanted = Math.log(widthPx / heightPx);
  const isNear = (ratio: string): boolean => Math.abs(Math.log(shapeOf(ratio)) - wanted) <= MOST_SHAPE_OFF;
  if (offered.some(isNear)) return;
  throw otherPicture(job, `shapes of ${offered.join(', ')}`, 'shape');
}

/**
 * Refuses a picture whose shorter side is longer than the model's longest.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function demandShortSide(job: ModelJob, mostPx: number): void {
  const { widthPx = 0, heightPx = 0 } = job;
  const most = { widthPx: mostPx, heightPx: mostPx };
  const shortPx = Math.min(widthPx, heightPx);
  if (shortPx <= mostPx || isRounding(most, { widthPx: shortPx, heightPx: shortPx })) return;
  throw otherPicture(job, `sizes of up to ${mostPx}p`, 'size');
}

function sidesOf(size: string): { readonly widthPx: number; readonly heightPx: number } {
  const [widthPx = 1, heightPx = 1] = size.split(/[:x]/).map(Number);
  return { widthPx, heightPx };
}

function shapeOf(ratio: string): number {
  const { widthPx, heightPx } = sidesOf(ratio);
  return widthPx / heightPx;
}

function tooLong({ model }: ModelJob, message: string, mostFrames: number): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', message, {
    hint: `Ask for a shorter shot, ${mostFrames} frames at most, or choose a model that makes longer films. What finish makes of a take of ours, it makes in chunks: “chunks.mostFrames” says how long they are.`,
    details: { model, mostFrames },
  });
}

function otherPicture({ model, widthPx, heightPx }: ModelJob, makes: string, what: string): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', `${model} makes ${makes}, got ${widthPx} × ${heightPx} px`, {
    hint: `Ask for a ${what} that this model makes and crop it afterwards, or choose another model.`,
    details: { model },
  });
}
