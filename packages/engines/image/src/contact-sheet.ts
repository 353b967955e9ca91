import { fitPicture, type Picture } from '@backlot/media';

const COLUMNS = 2;
const MOST_CELL_PX = 640;
const GAP_PX = 8;
const GROUND = 0.02;

/** A variant as the sheet shows it: at most 640 px wide, over black. */
export function makeCell(picture: Picture): Picture {
  const widthPx = Math.min(MOST_CELL_PX, picture.widthPx);
  const heightPx = Math.max(1, Math.round((picture.heightPx * widthPx) / picture.widthPx));
  return flatten(fitPicture(picture, { widthPx, heightPx }));
}

/** Cells of one size, two a row on a dark ground: the variants at one look. */
export function layContactSheet(cells: readonly Picture[]): Picture {
  const [cell] = cells;
  if (!cell) throw new RangeError('Contact sheet: expected at least one picture');
  const rows = Math.ceil(cells.length / COLUMNS);
  const widthPx = COLUMNS * (cell.widthPx + GAP_PX) + GAP_PX;
  const heightPx = rows * (cell.heightPx + GAP_PX) + GAP_PX;
  const data = new Float32Array(widthPx * heightPx * 3).fill(GROUND);
  for (const [index, { data: rgb }] of cells.entries()) {
    const left = GAP_PX + (index % COLUMNS) * (cell.widthPx + GAP_PX);
    const top = GAP_PX + Math.floor(index / COLUMNS) * (cell.heightPx + GAP_PX);
    for (let y = 0; y < cell.heightPx; y++) {
      const row = rgb.subarray(y * cell.widthPx * 3, (y + 1) * cell.widthPx * 3);
      data.set(row, ((top + y) * widthPx + left) * 3);
    }
  }
  return { widthPx, heightPx, channels: 3, data };
}

/** A picture over black. */
export function flatten(picture: Picture): Picture {
  const { widthPx, heightPx, channels, data: source } = picture;
  if (channels === 3) return picture;
  const data = new Float32Array(widthPx * heightPx * 3);
  for (let at = 0; at < data.length; at++) data[at] = source[((at - (at % 3)) / 3) * 4 + (at % 3)] as number;
  return { widthPx, heightPx, channels: 3, data };
}
