import { formatTimecode } from '@backlot/film';
import type { Picture } from '@backlot/server';

/** What a frame is called in words: a timecode, or in a take of stills the number of its variant. */
export function nameOfFrame({ frameRate }: Picture, frame: number, isStills: boolean): string {
  return isStills ? `Variant ${frame + 1}` : formatTimecode(frameRate, frame);
}
