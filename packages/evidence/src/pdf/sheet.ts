import type { DocumentFonts, FontStyle } from './document-fonts.ts';
import { LEADING, layOutText, type TextLine } from './lay-out-text.ts';

/** Print's own colours: black ink, two greys, a hairline, and a state's colour where it says something. */
export const INK = {
  black: '#161616',
  grey: '#5c5c5c',
  pale: '#8c8c8c',
  line: '#c9c9c9',
  wash: '#f3f3f1',
  good: '#256b3d',
  waiting: '#8a5a00',
  bad: '#a3261b',
} as const;
export type Ink = (typeof INK)[keyof typeof INK];

/** A4 in points, and the room inside its margins. */
export const PAGE = { widthPt: 595.28, heightPt: 841.89, leftPt: 54, rightPt: 54, topPt: 62, bottomPt: 66 } as const;
export const COLUMN_PT = PAGE.widthPt - PAGE.leftPt - PAGE.rightPt;

/** How a piece of text looks; `xPt` from the left edge of the column. */
export interface TextLook {
  readonly style?: FontStyle;
  readonly sizePt?: number;
  readonly ink?: Ink;
  readonly xPt?: number;
  readonly widthPt?: number;
  readonly align?: 'left' | 'right';
}

/** Text that was laid out and knows its height. */
export interface SetText {
  readonly heightPt: number;
  readonly draw: (xPt: number, yPt: number) => void;
}

/** Pages that fill from top to bottom. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  /** Lays text out in a width; `xPt` plays no part. */
  readonly set: (text: string, look?: TextLook) => SetText;
  /** Writes text at the cursor and moves below it, over to new pages where it is long. */
  readonly write: (text: string, look?: TextLook) => void;
  /** Draws a block of this height at the cursor in one piece, on a new page where this one is full. */
  readonly block: (heightPt: number, draw: (xPt: number, yPt: number) => void) => void;
  /** Starts a new page unless so much room is left. */
  readonly reserve: (heightPt: number) => void;
  readonly space: (heightPt: number) => void;
  readonly rule: (ink?: Ink) => void;
  /** What a page is headed with when the one before was full: where the reader is. */
  readonly headPages: (text: string) => void;
}

/** Opens a sheet on the document's first page. */
export function openSheet(doc: PDFKit.PDFDocument, fonts: DocumentFonts): Sheet {
  let yPt: number = PAGE.topPt;
  let head = '';
  const reserve = (heightPt: number) => {
    if (yPt <= PAGE.topPt || yPt + heightPt <= PAGE.heightPt - PAGE.bottomPt) return;
    doc.addPage();
    yPt = PAGE.topPt;
    if (head !== '') set(head, { sizePt: 7, ink: INK.grey }).draw(PAGE.leftPt, PAGE.topPt - 26);
  };
  const block: Sheet['block'] = (heightPt, draw) => {
    reserve(heightPt);
    draw(PAGE.leftPt, yPt);
    yPt += heightPt;
  };
  const linesOf = (text: string, look: TextLook) => {
    const { style = 'text', sizePt = 9, widthPt = COLUMN_PT - (look.xPt ?? 0) } = look;
    return layOutText(doc, fonts, text, { style, sizePt, widthPt });
  };
  const set: Sheet['set'] = (text, look = {}) => {
    const lines = linesOf(text, look);
    const { sizePt = 9 } = look;
    const stepPt = sizePt * LEADING;
    const draw: SetText['draw'] = (xPt, topPt) => {
      for (const [place, line] of lines.entries()) drawLine(doc, line, { ...look, xPt, yPt: topPt + place * stepPt });
    };
    return { heightPt: lines.length * stepPt, draw };
  };
  return {
    doc,
    set,
    write: (text, look = {}) => {
      const stepPt = (look.sizePt ?? 9) * LEADING;
      for (const line of linesOf(text, look)) {
        block(stepPt, (xPt, lineYPt) => drawLine(doc, line, { ...look, xPt: xPt + (look.xPt ?? 0), yPt: lineYPt }));
      }
    },
    block,
    reserve,
    space: (heightPt) => {
      yPt += heightPt;
    },
    rule: (ink = INK.line) => block(0, (xPt, lineYPt) => drawRule(doc, { xPt, yPt: lineYPt, widthPt: COLUMN_PT, ink })),
    headPages: (text) => {
      head = text;
    },
  };
}

/** A hairline across `widthPt`. */
export function drawRule(
  doc: PDFKit.PDFDocument,
  {
    xPt,
    yPt,
    widthPt,
    ink,
  }: { readonly xPt: number; readonly yPt: number; readonly widthPt: number; readonly ink: Ink },
): void {
  doc
    .lineWidth(0.5)
    .strokeColor(ink)
    .moveTo(xPt, yPt)
    .lineTo(xPt + widthPt, yPt)
    .stroke();
}

function drawLine(
  doc: PDFKit.PDFDocument,
  line: TextLine,
  look: TextLook & { readonly xPt: number; readonly yPt: number },
) {
  const { sizePt = 9, ink = INK.black, align = 'left', widthPt = COLUMN_PT } = look;
  const startPt = align === 'right' ? look.xPt + widthPt - line.widthPt : look.xPt;
  for (const run of line.runs) {
    if (run.text === '') continue;
    // Fonts stand at different heights in their boxes: all sit on one base line.
    doc.font(run.font).fontSize(sizePt).fillColor(ink);
    doc.text(run.text, startPt + run.xPt, look.yPt + sizePt * 1.04, { lineBreak: false, baseline: 'alphabetic' });
  }
}
