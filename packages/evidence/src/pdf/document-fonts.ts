import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const NOTO = '@expo-google-fonts/noto-sans';
const NOTO_JP = '@expo-google-fonts/noto-sans-jp';

/** Voices of a document. */
export type FontStyle = 'text' | 'strong' | 'mono';

/** Where each voice's letters come from: Latin, Greek, Cyrillic and Devanagari first, then Chinese and Japanese. */
const FILES: Readonly<Record<FontStyle, readonly string[]>> = {
  text: [`${NOTO}/400Regular/NotoSans_400Regular.ttf`, `${NOTO_JP}/400Regular/NotoSansJP_400Regular.ttf`],
  strong: [`${NOTO}/600SemiBold/NotoSans_600SemiBold.ttf`, `${NOTO_JP}/700Bold/NotoSansJP_700Bold.ttf`],
  mono: [
    '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff',
    `${NOTO}/400Regular/NotoSans_400Regular.ttf`,
    `${NOTO_JP}/400Regular/NotoSansJP_400Regular.ttf`,
  ],
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
  /** The name of a voice's first font. */
  readonly nameOf: (style: FontStyle) => string;
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
    doc.registerFont(file, readFileSync(require.resolve(file)));
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
    if (first === undefined) throw new Error(`No font for ${style}`);
    load(first);
    return first;
  };
  return {
    nameOf,
    runsOf: (text, style) => {
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
