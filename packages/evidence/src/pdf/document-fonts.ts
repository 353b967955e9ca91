import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FONTS = {
  text: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  strong: require.resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
  mono: require.resolve('@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff'),
  hanText: require.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
  hanStrong: require.resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
};

/** Voices of a document. */
export type FontStyle = 'text' | 'strong' | 'mono';

/** Where each voice's letters come from: Latin, Greek, Cyrillic and Devanagari first, then Japanese and Chinese. */
const FILES: Readonly<Record<FontStyle, readonly [string, ...string[]]>> = {
  text: [FONTS.text, FONTS.hanText],
  strong: [FONTS.strong, FONTS.hanStrong],
  mono: [FONTS.mono, FONTS.text, FONTS.hanText],
};

/** A stretch of text in one font. */
export interface TextRun {
  /** Name that the document knows the font by. */
  readonly font: string;
  readonly text: string;
}

/** Splits text into runs that a document can show. */
export interface DocumentFonts {
  readonly runsOf: (text: string, style: FontStyle) => readonly TextRun[];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Written from right to left, or built from parts that this layout does not join. */
const UNJOINED = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The fonts of a document, each loaded when it is first needed. What none of them has (and Arabic and Hebrew, which this
 * layout cannot join) is written by its code point, `‹U+AC00›`: never as an empty box, never left out.
 */
export function openDocumentFonts(doc: PDFKit.PDFDocument): DocumentFonts {
  const covers = new Map<string, (codePoint: number) => boolean>();
  const load = (file: string) => {
    const known = covers.get(file);
    if (known) return known;
    doc.registerFont(file, readFileSync(file));
    const check = readCoverage(doc.font(file));
    covers.set(file, check);
    return check;
  };
  const fontOf = (grapheme: string, style: FontStyle) =>
    UNJOINED.test(grapheme)
      ? undefined
      : filesFor(grapheme, style).find((file) =>
          [...grapheme].every((letter) => isInvisible(letter) || load(file)(codeOf(letter))),
        );
  const nameOf = (style: FontStyle) => {
    const [first] = FILES[style];
    load(first);
    return first;
  };
  return {
    runsOf: (text, style) => {
      // Most of a report: every first font has these letters, and each stands alone.
      if (style !== 'mono' && /^[ -~]*$/.test(text)) return [{ font: nameOf(style), text }];
      const runs: TextRun[] = [];
      for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
        const font = fontOf(segment, style);
        const shown =
          font === undefined ? spellOut(segment) : [...segment].filter((each) => !isInvisible(each)).join('');
        const last = runs.at(-1);
        if (last && last.font === (font ?? nameOf(style))) runs[runs.length - 1] = { ...last, text: last.text + shown };
        else runs.push({ font: font ?? nameOf(style), text: shown });
      }
      return runs;
    },
  };
}

/** fontkit 2.0 fails on IBM Plex Mono's space, an empty shape at the very end of the font's table. */
function filesFor(grapheme: string, style: FontStyle): readonly string[] {
  return style === 'mono' && /^\s/.test(grapheme) ? FILES.text : FILES[style];
}

/** Joiners, direction marks and variation selectors have no shape of their own; control characters get none. */
function isInvisible(letter: string): boolean {
  return /\p{Cf}|\p{Cc}|\p{Variation_Selector}/u.test(letter);
}

function spellOut(grapheme: string): string {
  const codes = [...grapheme].filter((letter) => !isInvisible(letter)).map((letter) => codeOf(letter).toString(16));
  return codes.length === 0 ? '' : `‹${codes.map((code) => `U+${code.toUpperCase().padStart(4, '0')}`).join(' ')}›`;
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}

/** Which letters the font that was just chosen has. pdfkit knows, but offers no way to ask: this reads its own field. */
function readCoverage(doc: PDFKit.PDFDocument): (codePoint: number) => boolean {
  const font: unknown = Reflect.get(Object(Reflect.get(doc, '_font')), 'font');
  const has: unknown = Reflect.get(Object(font), 'hasGlyphForCodePoint');
  if (typeof has !== 'function') throw new Error('pdfkit keeps its fonts elsewhere in this version');
  return (codePoint) => Reflect.apply(has, font, [codePoint]) === true;
}
