import { BacklotError } from '@backlot/film';

/** 8192 × 8192: about 800 MB as linear RGB floats. */
export const DEFAULT_MAX_PIXELS = 67_108_864;

/** @throws BacklotError `PICTURE_TOO_LARGE`, and `PICTURE_UNREADABLE` for a side of 0 */
export function checkPixelCount(format: string, widthPx: number, heightPx: number, maxPixels: number): void {
  if (!(widthPx > 0 && heightPx > 0)) {
    throw new BacklotError('PICTURE_UNREADABLE', `${format}: its header says ${widthPx} × ${heightPx} pixels`, {
      hint: 'Export the picture again.',
    });
  }
  if (widthPx * heightPx > maxPixels) {
    throw new BacklotError(
      'PICTURE_TOO_LARGE',
      `${format}: expected at most ${maxPixels.toLocaleString('en')} pixels, got ${widthPx} × ${heightPx}`,
      { hint: 'Scale the picture down before using it.', details: { widthPx, heightPx, maxPixels } },
    );
  }
}
