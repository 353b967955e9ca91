import type { RgbPicture } from '@backlot/media';
import type { FaceBox } from '../face-box.ts';

// A face is cut into at most 32 × 32 cells of at least 6 pixels, in whichever picture has fewer.
const MAX_CELLS = 32;
const MIN_CELLS = 3;
const MIN_CELL_PX = 6;
// In values of 255, as the mean over a cell. Grain of 6 values and H.264 at CRF 23 leave less than this in nearly all
// cells; a retouch that leaves less is not seen. The room's README has the table.
const MAX_NOISE = 8;

/** From this share of a face's box on, the face counts as changed; half an eye is as much. */
export const MIN_CHANGED_SHARE = 0.025;

/**
 * Which share of a face's box, 0..1, differs between an output and its plate by more than codec and grain do. The box is
 * in the output's pixels; a plate of another size is taken as the same framing. Means over a grid of cells are compared,
 * so that noise and resampling drop out.
 */
export function changedShare(output: RgbPicture, plate: RgbPicture, box: FaceBox): number {
  const inPlate = {
    leftPx: (box.leftPx * plate.widthPx) / output.widthPx,
    topPx: (box.topPx * plate.heightPx) / output.heightPx,
    widthPx: (box.widthPx * plate.widthPx) / output.widthPx,
    heightPx: (box.heightPx * plate.heightPx) / output.heightPx,
  };
  const columns = cellCount(Math.min(box.widthPx, inPlate.widthPx));
  const rows = cellCount(Math.min(box.heightPx, inPlate.heightPx));
  let changed = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const made = meanOf(output, cellOf(box, { column, columns, row, rows }));
      const was = meanOf(plate, cellOf(inPlate, { column, columns, row, rows }));
      if (made.some((value, channel) => Math.abs(value - (was[channel] ?? 0)) > MAX_NOISE)) changed += 1;
    }
  }
  return changed / (columns * rows);
}

function cellCount(lengthPx: number): number {
  return Math.max(MIN_CELLS, Math.min(MAX_CELLS, Math.floor(lengthPx / MIN_CELL_PX)));
}

function cellOf(
  box: FaceBox,
  { column, columns, row, rows }: Readonly<Record<'column' | 'columns' | 'row' | 'rows', number>>,
): FaceBox {
  const widthPx = box.widthPx / columns;
  const heightPx = box.heightPx / rows;
  return { leftPx: box.leftPx + column * widthPx, topPx: box.topPx + row * heightPx, widthPx, heightPx };
}

/** Mean red, green, blue of an area with its fractions of pixels; black beyond the picture's edge. */
function meanOf({ widthPx, heightPx, rgb }: RgbPicture, area: FaceBox): readonly [number, number, number] {
  const right = area.leftPx + area.widthPx;
  const bottom = area.topPx + area.heightPx;
  let [red, green, blue] = [0, 0, 0];
  for (let y = Math.max(0, Math.floor(area.topPx)); y < Math.min(heightPx, bottom); y++) {
    const high = Math.min(y + 1, bottom) - Math.max(y, area.topPx);
    for (let x = Math.max(0, Math.floor(area.leftPx)); x < Math.min(widthPx, right); x++) {
      const weight = high * (Math.min(x + 1, right) - Math.max(x, area.leftPx));
      const at = (y * widthPx + x) * 3;
      red += weight * (rgb[at] ?? 0);
      green += weight * (rgb[at + 1] ?? 0);
      blue += weight * (rgb[at + 2] ?? 0);
    }
  }
  const size = area.widthPx * area.heightPx;
  return [red / size, green / size, blue / size];
}
