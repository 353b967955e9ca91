import type { Footage } from '../footage/footage.ts';
import type { LikenessComparison } from './compare-likeness.ts';
import type { PictureLikeness } from './picture-likeness.ts';

/** Pictures to look at, and the works to look for. */
export interface LikenessTask {
  readonly footage: readonly { readonly name: string; readonly footage: Footage }[];
  readonly works: readonly { readonly id: string; readonly likeness: PictureLikeness }[];
}

/** A work that is seen in footage, where it is seen best. */
export interface SeenWork extends LikenessComparison {
  readonly kind: 'same' | 'part-of';
  readonly work: string;
  /** Name of the footage, and the frame in it, counted from 0. */
  readonly name: string;
  readonly frame: number;
  /** In how many of the frames that were looked at, of all footage. */
  readonly looks: number;
}

/** What was looked at and what was seen. */
export interface LikenessReport {
  /** Frames by the name of their footage. */
  readonly framesLookedAt: Readonly<Record<string, readonly number[]>>;
  /** One for each work that was seen, in the order of the works. */
  readonly seen: readonly SeenWork[];
}

/** Jobs of the thread that looks. */
export type LikenessJob =
  | { readonly kind: 'describe'; readonly path: string; readonly name: string }
  | { readonly kind: 'inspect'; readonly task: LikenessTask };
