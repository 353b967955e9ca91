import { lumaOfRgb } from '@backlot/kernels';
import type { RgbPicture } from '../picture/rgb-picture.ts';
import { createMarkSearch, type MarkSearch } from './mark-search.ts';
import { readMark } from './read-mark.ts';

/** Sizes that are read after the search; the right one is nearly always the first. */
const TRIES = 4;
/** In standard deviations; see "False positives" in packages/media/README.md. */
const LEAST_CONFIDENCE = 10;

/** A mark that was found. */
export interface FoundMark {
  /** 6 bytes: `markPayloadOf` of a take's id. */
  readonly payload: Uint8Array;
  /** Standard deviations above chance, 10 and more; a fresh mark has 20 to 40. */
  readonly confidence: number;
  /** Frames that were laid over one another. */
  readonly frames: number;
  /** Side of the mark's chips in this picture, which tells how it was scaled. */
  readonly chipPx: number;
}

/** Looks for a mark in one picture, without the original, at any scale from 0.4 to 1.6 and any crop that keeps half a tile. */
export function detectMark({ widthPx, heightPx, rgb }: RgbPicture): FoundMark | undefined {
  if (rgb.length !== widthPx * heightPx * 3) {
    throw new RangeError(`Picture: expected ${widthPx * heightPx * 3} bytes, got ${rgb.length}`);
  }
  const search = createMarkSearch({ widthPx, heightPx });
  search.add(lumaOfRgb(rgb));
  return findMark(search, 1);
}

/** The mark in what a search has been given; undefined where there is none that holds its checksum and stands out. */
export function findMark(search: MarkSearch, frames: number): FoundMark | undefined {
  for (const candidate of search.list(TRIES)) {
    const reading = readMark(candidate);
    if (reading && reading.confidence >= LEAST_CONFIDENCE) return { ...reading, frames, chipPx: candidate.chipPx };
  }
  return undefined;
}
