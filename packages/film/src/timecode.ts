import { BacklotError } from './backlot-error.ts';
import { type FrameRate, formatFrameRate } from './frame-rate.ts';

/**
 * SMPTE ST 12-1 timecode of a frame counted from 0: `HH:MM:SS;FF` with dropped labels at 30000/1001 and 60000/1001,
 * `HH:MM:SS:FF` else. Hours grow past 24 rather than wrap, so that no two frames share a label.
 * @throws BacklotError `TIMECODE_INVALID` when `frame` is not a whole number from 0
 */
export function formatTimecode(rate: FrameRate, frame: number): string {
  if (!Number.isSafeInteger(frame) || frame < 0) {
    throw timecodeInvalid(`Frame: expected a whole number from 0, got ${frame}`, 'Frames count from 0.');
  }
  const framesPerSecond = nominalRate(rate);
  const dropped = droppedPerMinute(rate);
  const label = frame + droppedLabelsBefore(frame, framesPerSecond, dropped);
  const seconds = Math.floor(label / framesPerSecond);
  const fields = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits);
  return `${fields.join(':')}${dropped > 0 ? ';' : ':'}${twoDigits(label % framesPerSecond)}`;
}

/**
 * The frame, counted from 0, that a timecode names; the inverse of `formatTimecode`.
 * @throws BacklotError `TIMECODE_INVALID` for other shapes, the wrong separator for the rate, and dropped labels
 */
export function parseTimecode(rate: FrameRate, timecode: string): number {
  const framesPerSecond = nominalRate(rate);
  const dropped = droppedPerMinute(rate);
  const separator = dropped > 0 ? ';' : ':';
  const match = /^(\d{2,6}):([0-5]\d):([0-5]\d)([:;])(\d{2,4})$/.exec(timecode);
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = [1, 2, 3, 5].map((group) => Number(match?.[group]));
  if (!match || match[4] !== separator || frames >= framesPerSecond) {
    throw timecodeInvalid(
      `Timecode at ${formatFrameRate(rate)} fps: expected HH:MM:SS${separator}FF, got ${JSON.stringify(timecode.slice(0, 40))}`,
      `Frames run from 00 to ${framesPerSecond - 1}.`,
    );
  }
  const totalMinutes = hours * 60 + minutes;
  if (seconds === 0 && frames < dropped && totalMinutes % 10 !== 0) {
    throw timecodeInvalid(`Timecode: "${timecode}" is a dropped label`, `The next label is ${twoDigits(dropped)}.`);
  }
  const label = (totalMinutes * 60 + seconds) * framesPerSecond + frames;
  return label - dropped * (totalMinutes - Math.floor(totalMinutes / 10));
}

/** True where timecode drops labels to keep with the clock: 30000/1001 and 60000/1001. */
export function isDropFrame(rate: FrameRate): boolean {
  return droppedPerMinute(rate) > 0;
}

function nominalRate(rate: FrameRate): number {
  return Math.max(1, Math.round(rate.numerator / rate.denominator));
}

function droppedPerMinute(rate: FrameRate): number {
  if (rate.denominator !== 1001) return 0;
  return rate.numerator === 30000 ? 2 : rate.numerator === 60000 ? 4 : 0;
}

/** `dropped` labels vanish at the start of each minute but every tenth. */
function droppedLabelsBefore(frame: number, framesPerSecond: number, dropped: number): number {
  if (dropped === 0) return 0;
  const perMinute = framesPerSecond * 60 - dropped;
  const perTenMinutes = perMinute * 10 + dropped;
  const rest = frame % perTenMinutes;
  const minutes = rest < framesPerSecond * 60 ? 0 : Math.floor((rest - dropped) / perMinute);
  return dropped * (9 * Math.floor(frame / perTenMinutes) + minutes);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function timecodeInvalid(message: string, hint: string): BacklotError {
  return new BacklotError('TIMECODE_INVALID', message, { hint });
}
