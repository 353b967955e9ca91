import type { DocumentFonts, FontStyle, TextRun } from './document-fonts.ts';

/** How text is set: `sizePt` is the height of the letters, `widthPt` the room for a line. */
export interface TextSetting {
  readonly style: FontStyle;
  readonly sizePt: number;
  readonly widthPt: number;
}

/** A line that fits: its runs and where each begins. */
export interface TextLine {
  readonly runs: readonly (TextRun & { readonly xPt: number })[];
  readonly widthPt: number;
}

/** Line height as a multiple of the letters' size. */
export const LEADING = 1.38;

/**
 * Breaks text into lines: at spaces, after hyphens and slashes, between Chinese and Japanese letters, and within a word
 * that is wider than the line (a hash). Line breaks of the text are kept.
 */
export function layOutText(
  doc: PDFKit.PDFDocument,
  fonts: DocumentFonts,
  text: string,
  setting: TextSetting,
): readonly TextLine[] {
  return text.split('\n').flatMap((paragraph) => layOutParagraph(doc, fonts, paragraph, setting));
}

function layOutParagraph(
  doc: PDFKit.PDFDocument,
  fonts: DocumentFonts,
  paragraph: string,
  { style, sizePt, widthPt }: TextSetting,
): TextLine[] {
  const measure = (part: string) => measureRuns(doc, fonts.runsOf(part, style), sizePt).widthPt;
  const lines: string[] = [];
  let line = '';
  let linePt = 0;
  for (const piece of splitToFit(paragraph, measure, widthPt)) {
    if (line !== '' && linePt + measure(piece.trimEnd()) > widthPt) {
      lines.push(line.trimEnd());
      line = '';
      linePt = 0;
    }
    const added = line === '' ? piece.trimStart() : piece;
    line += added;
    linePt += measure(added);
  }
  lines.push(line.trimEnd());
  return lines.map((each) => measureRuns(doc, fonts.runsOf(each, style), sizePt));
}

/** Pieces between which a line may end; none wider than the line. */
function splitToFit(paragraph: string, measure: (part: string) => number, widthPt: number): string[] {
  const pieces =
    paragraph.match(/[^\s\-/\u2e80-\u9fff\uff00-\uffef]*(?:[\u2e80-\u9fff\uff00-\uffef]|[-/]+|\s+|$)/gu) ?? [];
  return pieces.flatMap((piece) => {
    if (measure(piece.trimEnd()) <= widthPt) return [piece];
    const parts: string[] = [];
    let part = '';
    for (const letter of piece) {
      if (part !== '' && measure(part + letter) > widthPt) {
        parts.push(part);
        part = letter;
      } else part += letter;
    }
    return [...parts, part];
  });
}

function measureRuns(doc: PDFKit.PDFDocument, runs: readonly TextRun[], sizePt: number): TextLine {
  let widthPt = 0;
  const placed = runs.map((run) => {
    const xPt = widthPt;
    widthPt += doc.font(run.font).fontSize(sizePt).widthOfString(run.text);
    return { ...run, xPt };
  });
  return { runs: placed, widthPt };
}
