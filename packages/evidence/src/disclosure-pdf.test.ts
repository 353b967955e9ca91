import { inflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { renderDisclosurePdf } from './disclosure-pdf.ts';
import { listOpenPoints } from './open-points.ts';
import { openDocumentFonts } from './pdf/document-fonts.ts';
import { layOutText } from './pdf/lay-out-text.ts';
import { type DisclosedTake, hashDisclosure, productionDisclosureSchema } from './production-disclosure.ts';
import { EXAMPLE_DISCLOSURE } from './testing/example-disclosure.ts';

const TAKE = EXAMPLE_DISCLOSURE.shots[0]!.takes[0]!;
const EMPTY = { ...EXAMPLE_DISCLOSURE, policyPacks: [], shots: [], deliveries: [], ledgerHead: null };

function withTakes(...takes: readonly DisclosedTake[]) {
  return { ...EXAMPLE_DISCLOSURE, shots: [{ code: 'sq010/sh0040', takes, otherTakes: [] }] };
}

/** Everything in the file that is compressed, and the rest as it is. */
function readStreams(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const streams: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    try {
      streams.push(inflateSync(bytes.subarray(at + 7)).toString('latin1'));
    } catch {
      // A word of the text, or the end of a stream.
    }
  }
  return streams.join('\n');
}

function countPages(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  );
}

describe('a production’s disclosure', () => {
  it('goes through JSON without a change, and its hash with it', () => {
    const again = productionDisclosureSchema.parse(JSON.parse(JSON.stringify(EXAMPLE_DISCLOSURE)));
    expect(again).toEqual(EXAMPLE_DISCLOSURE);
    expect(hashDisclosure(again)).toBe(hashDisclosure(EXAMPLE_DISCLOSURE));
    expect(hashDisclosure({ ...EXAMPLE_DISCLOSURE, studioVersion: '0.1.1' })).not.toBe(hashDisclosure(again));
  });

  it('names what is open, and nothing where all is in order', () => {
    expect(listOpenPoints(EXAMPLE_DISCLOSURE).map(({ text }) => text)).toEqual([
      'Consent of 宮崎 さくら is withdrawn (consent-0012)',
      'No union notice for the synthetic performer Passer-by 4',
      'Nobody has approved the synthetic performer Passer-by 4',
      'No licence is stated for a-very-long-file-name-from-the-camera-that-never-ends-B003_C011_1004QX.exr',
    ]);
    expect(listOpenPoints(withTakes(TAKE))).toEqual([]);
  });

  it.each<[string, Partial<DisclosedTake>]>([
    ['Nobody has approved the finished take', { approvals: [] }],
    ['Its files carry no Content Credentials', { seal: null }],
    ['do not say yet that people approved it', { seal: { ...TAKE.seal!, humanOversightLevel: 'prompt_guided' } }],
    ['The rules do not allow it', { decision: null }],
    ['none is named', { digitalSourceType: 'trainedAlgorithmicMedia' }],
  ])('finds that: %s', (words, change) => {
    const points = listOpenPoints(withTakes({ ...TAKE, ...change }));
    expect(points).toEqual([expect.objectContaining({ text: expect.stringContaining(words) })]);
  });

  it('finds a model that keeps what it is given, or whose training nobody declares', () => {
    const [model] = EXAMPLE_DISCLOSURE.shots[1]!.takes[0]!.models;
    const models = [{ ...model!, keepsInputs: true, trainedOn: 'undeclared' }];
    expect(listOpenPoints(withTakes({ ...TAKE, models }))).toHaveLength(2);
  });
});

describe('the report as PDF', () => {
  it('is the same bytes for the same report, and others for another', async () => {
    const [one, two] = [await renderDisclosurePdf(EXAMPLE_DISCLOSURE), await renderDisclosurePdf(EXAMPLE_DISCLOSURE)];
    expect(Buffer.compare(one, two)).toBe(0);
    const other = await renderDisclosurePdf({ ...EXAMPLE_DISCLOSURE, studioVersion: '0.1.1' });
    expect(Buffer.compare(one, other)).not.toBe(0);
  });

  it('embeds its fonts, with letters that can be searched and copied in every script', async () => {
    const pdf = await renderDisclosurePdf(EXAMPLE_DISCLOSURE);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    for (const font of ['NotoSans-Regular', 'NotoSans-SemiBold', 'IBMPlexMono', 'NotoSansJP-Regular'])
      expect(text).toMatch(new RegExp(`/FontName /[A-Z]{6}\\+${font}`));
    const maps = readStreams(pdf);
    for (const letter of 'Žá宮崎さШвễ’ñ') {
      expect(maps.includes(`<${letter.codePointAt(0)!.toString(16).padStart(4, '0')}>`), letter).toBe(true);
    }
  });

  it('can be made of nothing at all, and of very much', async () => {
    expect(countPages(await renderDisclosurePdf(EMPTY))).toBe(1);
    const words = 'A long note about the façade. '.repeat(300);
    const noted = {
      ...TAKE,
      reviews: [{ ...TAKE.reviews[0]!, text: words }],
      inputs: [{ ...TAKE.inputs[0]!, name: 'x'.repeat(400) }],
    };
    const pdf = await renderDisclosurePdf(withTakes(noted, ...Array.from({ length: 30 }, () => TAKE)));
    expect(countPages(pdf)).toBeGreaterThan(30);
  }, 30_000);
});

describe('the letters of a document', () => {
  const doc = new PDFDocument({ size: 'A4' });
  const fonts = openDocumentFonts(doc);
  const shown = (text: string) =>
    fonts
      .runsOf(text, 'text')
      .map((run) => run.text)
      .join('');

  it.each([
    'Žofie Nováková',
    '宮崎 さくら',
    '龙 王',
    'Дмитро Ґалаґан',
    'Ελένη',
    'Nguyễn Thị Ánh',
    'Łukasz Żak',
    'Þóra',
    'नेहा',
  ])('shows %s as it is', (name) => expect(shown(name)).toBe(name.normalize('NFC')));

  it('joins letters and marks that came apart', () => {
    expect(shown('Z\u030cofie')).toBe('Žofie');
  });

  it('spells out what no font has, and what is written from right to left', () => {
    expect(shown('김 习 A')).toBe('‹U+AE40› ‹U+4E60› A');
    expect(shown('🎬')).toBe('‹U+1F3AC›');
    expect(shown('علي')).toBe('‹U+0639›‹U+0644›‹U+064A›');
  });

  it('leaves out what has no shape: controls, joiners and direction marks', () => {
    expect(shown('a\u202e\u0007\u200db')).toBe('ab');
  });

  it('breaks lines that fit, whatever the text', () => {
    const texts = [
      'a'.repeat(300),
      'word '.repeat(80),
      '宮崎さくら'.repeat(40),
      'sq010/sh0040-'.repeat(30),
      '',
      '\n\n',
      'a\nb',
    ];
    for (const text of texts) {
      for (const widthPt of [40, 133, 487]) {
        const lines = layOutText(doc, fonts, text, { style: 'text', sizePt: 9, widthPt });
        for (const line of lines) expect(line.widthPt, text.slice(0, 20)).toBeLessThanOrEqual(widthPt + 0.5);
        const joined = lines.map((line) => line.runs.map((run) => run.text).join('')).join('');
        expect(joined.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }
    }
    expect(layOutText(doc, fonts, 'a\n\nb', { style: 'text', sizePt: 9, widthPt: 100 })).toHaveLength(3);
  });
});
