import { encodeTransfer } from '@backlot/kernels';
import type { SourcedPicture } from '@backlot/media';
import type { PictureSize } from './chamfer-distance.ts';
import { fitPlateToOutput, type PlateFromOutput } from './output-plate.ts';

/** Shares nearer than this to none or all are that: resampling must leave no trace of a mask where there is none. */
const ROUNDING = 1 / 512;
const MOST_CODE = 65_535;

/**
 * Share of each output pixel that stands in front, 0..1, from a grey mask of the plate's size. A mask is read as it was
 * painted: the grey of its file is the share, not the light that it would give; an EXR's values are taken as they are.
 */
export function readHoldout(mask: SourcedPicture, size: PictureSize, mapping: PlateFromOutput): Float32Array {
  const painted = mask.source.format === 'exr' ? mask.data : encodeShares(mask.data);
  const fitted = fitPlateToOutput({ ...mask, data: painted }, size, mapping);
  return Float32Array.from({ length: size.widthPx * size.heightPx }, (_, pixel) => {
    const share = ((fitted[pixel * 3] ?? 0) + (fitted[pixel * 3 + 1] ?? 0) + (fitted[pixel * 3 + 2] ?? 0)) / 3;
    return share < ROUNDING ? 0 : share > 1 - ROUNDING ? 1 : share;
  });
}

function encodeShares(linear: Float32Array): Float32Array {
  return Float32Array.from(encodeTransfer(linear, 'srgb', MOST_CODE), (code) => code / MOST_CODE);
}

/** Lays the plate over a picture by its holdout, in place: a pixel that stands in front wholly is the plate's, bit for bit. */
export function layHoldoutOver(rgb: Float32Array, plate: Float32Array, holdout: Float32Array): void {
  for (let pixel = 0; pixel < holdout.length; pixel++) {
    const share = holdout[pixel] ?? 0;
    if (share === 0) continue;
    for (let at = pixel * 3; at < pixel * 3 + 3; at++) {
      const own = plate[at] ?? 0;
      // In this form a picture that equals the plate stays it, bit for bit, under any share.
      rgb[at] = share === 1 ? own : own + (1 - share) * ((rgb[at] ?? 0) - own);
    }
  }
}
