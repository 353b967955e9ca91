/** The folders of the two sequences below a take's `outDir`. */
export const sequenceFolders = ['composite', 'passes'] as const;
export type SequenceName = (typeof sequenceFolders)[number];

/** Path of a sequence's frame below `outDir`: `composite/composite.1001.exr`. `number` is the film's frame number. */
export function sequenceFileName(sequence: SequenceName, number: number): string {
  return `${sequence}/${sequence}.${String(number).padStart(4, '0')}.exr`;
}

/** True for a name that `sequenceFileName` gives below its folder; anything else there is a leftover. */
export function isSequenceFile(sequence: SequenceName, name: string): boolean {
  return new RegExp(`^${sequence}\\.\\d{4,}\\.exr$`).test(name);
}

/** The moving picture, its ProRes twin and the still that stands for the take. */
export const videoName = 'collapse.mp4';
export const proresName = 'collapse.mov';
/** The sound beside the films. */
export const stereoName = 'collapse.wav';
export const surroundName = 'collapse-surround.wav';
export const posterName = 'poster.png';

/** A telling frame, counted from 0: some way after the trigger, dust and falling walls both in the picture. */
export function choosePosterFrame(durationFrames: number, triggerFrame: number): number {
  const afterTrigger = triggerFrame + Math.round((durationFrames - triggerFrame) * 0.42);
  return Math.max(0, Math.min(durationFrames - 1, afterTrigger));
}
