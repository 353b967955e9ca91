import type { ModelSlot } from '@backlot/engine';
import type { FrameRate } from '@backlot/film';

/** What a file for a model shows. */
export type ControlContent =
  /** Our picture outside the allowed mask, `guide` of the parameters inside it. */
  | 'guide'
  /** White where the model paints, black where it keeps what the guide shows. */
  | 'guide-mask'
  /** Our composite for the screen. */
  | 'render'
  /** Inverse depth between the nearest and the farthest surface of the whole shot, near is white, sky black. */
  | 'depth'
  /** Camera-space normal, (n + 1) / 2: red to the right, green up, blue towards the viewer; nothing hit is black. */
  | 'normal'
  /** White lines where surfaces end: objects, depth steps, creases. */
  | 'edge'
  /** A flat colour for what the take adds and one for each object around it, the same in all frames and chunks. */
  | 'segmentation'
  /** The composite at the first frame; in a later chunk the earlier answer's. */
  | 'first-frame'
  /** The composite at the last frame. */
  | 'last-frame'
  /** Gaussian noise that moves with the exact motion, NumPy half floats [frame, row, column, channel]. */
  | 'warped-noise';

/** One file of a call. */
export interface Control {
  readonly slot: ModelSlot;
  readonly content: ControlContent;
  /** In a control spec: what the model calls it, and its weight, which the parameters' `strength` scales. */
  readonly spec?: { readonly name: string; readonly weight: number };
}

/** How a video model wants to be driven: data, one file each. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** Where these figures stand. */
  readonly sources: readonly string[];
  readonly size:
    | { readonly kind: 'fixed'; readonly widthPx: number; readonly heightPx: number }
    /** Any size of these multiples; by default the largest of the shot's shape within `mostPixels`. */
    | { readonly kind: 'multiple'; readonly ofPx: number; readonly mostPixels: number };
  /** Counts are `step` × n + 1 within `least` and `most`. */
  readonly frames: { readonly step: number; readonly least: number; readonly most: number };
  /** The rate that its clips play at; frames are given one for one. Absent: the shot's own. */
  readonly frameRate?: FrameRate;
  readonly controls: readonly Control[];
  /** How a later chunk learns what the earlier one shows: in guide and mask, in its first frame, or not at all. */
  readonly continuity: 'known-frames' | 'first-frame' | 'none';
  /** Settings that go with each call unless the parameters say otherwise. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Name of the setting that carries a JSON spec of the controls and their weights. */
  readonly specSetting?: string;
}
