import type { Stroke } from '@backlot/film';

export type DrawingTool = 'pen' | 'arrow';

/** A note being written: it belongs to the frame on which it was begun. */
export interface NoteDraft {
  readonly frame: number;
  readonly text: string;
  readonly strokes: readonly Stroke[];
}

/** Colours that stand out on most pictures, by name for those who do not see them. */
export const STROKE_COLOURS = [
  ['Red', '#ff5a4a'],
  ['Yellow', '#ffd23f'],
  ['Green', '#67e08b'],
  ['Blue', '#58c4ff'],
  ['White', '#f4f4f4'],
] as const;

/** Four pixels on a picture of 1280. */
export const STROKE_WIDTH = 1 / 320;

/** True when saving would keep nothing. */
export function isEmptyDraft(draft: NoteDraft): boolean {
  return draft.text.trim() === '' && draft.strokes.length === 0;
}
