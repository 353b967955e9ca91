import type { FaceBox } from '../face-box.ts';
import type { RgbPicture } from '../model/rgb-picture.ts';

const CELLS = 12;
// In values of 255, as the mean over a cell. H.264 down to CRF 28 and grain of 6 values leave less than this in a cell.
const MAX_NOISE = 8;

/** From this share of a face's box on, the face counts as changed: three cells of 144 are an eye or a mouth's corner. */
export const MIN_CHANGED_SHARE = 0.02;

/**
 * Which share of a face's box, 0..1, differs between an output and its plate by more than codec and grain do. The box is
 * in the output's pixels; a plate of another size is taken as the same framing. Means over a grid of 12 × 12 cells are
 * compared, so that noise and resampling drop out.
 */
export function changedShare(output: RgbPicture, plate: RgbPicture, box: FaceBox): number {
  const inOutput = { picture: output, ...shares(box, output) };
  const inPlate = { picture: plate, ...shares(box, output) };
  let changed = 0;
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      const made = meanOfCell(inOutput, column, row);
      const was = meanOfCell(inPlate, column, row);
      if (made.some((value, channel) => Math.abs(value - (was[channel] ?? 0)) > MAX_NOISE)) changed += 1;
    }
  }
  return changed / (CELLS * CELLS);
}

interface Region {
  readonly picture: RgbPicture;
  /** Shares of the picture's width and height. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function shares(box: FaceBox, { widthPx, heightPx }: RgbPicture): Omit<Region, 'picture'> {
  return {
    left: box.leftPx / widthPx,
    top: box.topPx / heightPx,
    width: box.widthPx / widthPx,
    height: box.heightPx / heightPx,
  };
}

/** Mean red, green, blue; a cell has at least one pixel, also beyond the picture's edge. */
function meanOfCell(region: Region, column: number, row: number): readonly [number, number, number] {
  const { widthPx, heightPx, rgb } = region.picture;
  const [fromX, toX] = pixelRange(region.left, region.width, column, widthPx);
  const [fromY, toY] = pixelRange(region.top, region.height, row, heightPx);
  const sum: [number, number, number] = [0, 0, 0];
  for (let y = fromY; y < toY; y++) {
    for (let x = fromX; x < toX; x++) {
      const at = (y * widthPx + x) * 3;
      sum[0] += rgb[at] ?? 0;
      sum[1] += rgb[at + 1] ?? 0;
      sum[2] += rgb[at + 2] ?? 0;
    }
  }
  const count = (toX - fromX) * (toY - fromY);
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

function pixelRange(start: number, length: number, cell: number, pixels: number): readonly [number, number] {
  const from = Math.max(0, Math.min(pixels - 1, Math.round((start + (length * cell) / CELLS) * pixels)));
  const to = Math.min(pixels, Math.round((start + (length * (cell + 1)) / CELLS) * pixels));
  return [from, Math.max(from + 1, to)];
}
