import { COLUMN_PT, drawRule, INK, type Ink, type SetText, type Sheet, type TextLook } from './sheet.ts';

/** A column; `share` of the width that is left when the fixed ones have theirs. */
export interface Column {
  readonly title: string;
  readonly share: number;
  readonly align?: 'left' | 'right';
}

/** What stands in a cell: lines, each with its own look. */
export type Cell = string | readonly CellLine[];
export interface CellLine extends TextLook {
  readonly text: string;
}

const PAD_PT = 8;
const ROW_PAD_PT = 4.5;
const FACT_PT = 8.5;
const BODY: TextLook = { sizePt: 8 };

/** A table whose head comes again on each page; a row is never torn. */
export function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => (COLUMN_PT * column.share) / total);
  const head = setRow(
    sheet,
    columns,
    widths,
    columns.map(({ title }) => [{ text: title, ink: INK.grey, sizePt: 7 }]),
  );
  const set = rows.map((row) => setRow(sheet, columns, widths, row));
  const drawHead = () => {
    sheet.block(head.heightPt, head.draw);
    sheet.rule(INK.pale);
  };
  sheet.reserve(head.heightPt + (set[0]?.heightPt ?? 0));
  drawHead();
  for (const row of set) {
    const pageBefore = sheet.doc.bufferedPageRange().count;
    sheet.reserve(row.heightPt);
    if (sheet.doc.bufferedPageRange().count > pageBefore) drawHead();
    sheet.block(row.heightPt, (xPt, yPt) => {
      row.draw(xPt, yPt);
      drawRule(sheet.doc, { xPt, yPt: yPt + row.heightPt, widthPt: COLUMN_PT, ink: INK.line });
    });
  }
}

function setRow(sheet: Sheet, columns: readonly Column[], widths: readonly number[], cells: readonly Cell[]): SetText {
  const set = cells.map((cell, place) => {
    const widthPt = (widths[place] ?? 0) - (place === cells.length - 1 ? 0 : PAD_PT);
    const lines: readonly CellLine[] = typeof cell === 'string' ? [{ text: cell }] : cell;
    const align = columns[place]?.align ?? 'left';
    return lines.map((line) => sheet.set(line.text, { ...BODY, ...line, align, widthPt }));
  });
  const heights = set.map((lines) => lines.reduce((sum, line) => sum + line.heightPt, 0));
  return {
    heightPt: Math.max(0, ...heights) + 2 * ROW_PAD_PT,
    draw: (xPt, yPt) => {
      let leftPt = xPt;
      for (const [place, lines] of set.entries()) {
        let topPt = yPt + ROW_PAD_PT;
        for (const line of lines) {
          line.draw(leftPt, topPt);
          topPt += line.heightPt;
        }
        leftPt += widths[place] ?? 0;
      }
    },
  };
}

/** A name on the left, what it is on the right. */
export function drawFact(sheet: Sheet, name: string, lines: readonly CellLine[], ink: Ink = INK.grey): void {
  const leftPt = 112;
  const label = sheet.set(name, { sizePt: 8, ink, widthPt: leftPt - PAD_PT });
  const set = lines.map((line) => sheet.set(line.text, { sizePt: FACT_PT, ...line, widthPt: COLUMN_PT - leftPt }));
  // Small letters on the right still stand on the line of the name.
  const dropPt = Math.max(0, FACT_PT - (lines[0]?.sizePt ?? FACT_PT));
  const heightPt = Math.max(
    label.heightPt,
    set.reduce((sum, line) => sum + line.heightPt, dropPt),
  );
  sheet.block(heightPt + 4, (xPt, yPt) => {
    label.draw(xPt, yPt + 0.4);
    let topPt = yPt + dropPt;
    for (const line of set) {
      line.draw(xPt + leftPt, topPt);
      topPt += line.heightPt;
    }
  });
}
