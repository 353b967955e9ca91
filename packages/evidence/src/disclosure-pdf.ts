import { drawCover, drawHeading, drawOverview } from './pdf/cover-section.ts';
import { hashLines, momentWords, stateWords } from './pdf/disclosure-words.ts';
import { openDocumentFonts } from './pdf/document-fonts.ts';
import { COLUMN_PT, drawRule, INK, openSheet, PAGE, type Sheet } from './pdf/sheet.ts';
import { drawTable } from './pdf/table.ts';
import { drawTake } from './pdf/take-section.ts';
import { type DisclosedShot, hashDisclosure, type ProductionDisclosure } from './production-disclosure.ts';

/**
 * Renders a disclosure report as an A4 document to hand to a broadcaster or streamer: cover, summary, a section for each
 * shot, deliveries, how to check it; each page names the report's hash. The same report gives the same bytes.
 * Letters that no font here has are written as their code points (`‹U+AC00›`).
 */
export async function renderDisclosurePdf(report: ProductionDisclosure): Promise<Uint8Array> {
  // Heavy to load, and wanted by one command of many.
  const { default: PDFDocument } = await import('pdfkit');
  const at = new Date(report.generatedAt);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: `${report.production.title}: disclosure of generated and altered material`,
      Author: 'Backlot',
      Creator: `Backlot ${report.studioVersion}`,
      Producer: `Backlot ${report.studioVersion}`,
      CreationDate: at,
      ModDate: at,
    },
  });
  const written = collect(doc);
  const sheet = openSheet(doc, openDocumentFonts(doc));
  drawCover(sheet, report);
  drawOverview(sheet, report);
  for (const shot of report.shots) drawShot(sheet, shot);
  sheet.headPages('');
  drawDeliveries(sheet, report);
  drawHowToCheck(sheet);
  drawFooters(sheet, report);
  doc.end();
  return written;
}

/** Room that a shot with takes needs below its title, else it begins on a page of its own: about half a page. */
const SHOT_PT = 380;

function drawShot(sheet: Sheet, shot: DisclosedShot): void {
  sheet.headPages('');
  sheet.space(26);
  sheet.reserve(shot.takes.length > 0 ? SHOT_PT : 110);
  sheet.write('Shot', { sizePt: 8, ink: INK.grey });
  sheet.write(shot.code, { style: 'strong', sizePt: 17 });
  sheet.space(4);
  if (shot.takes.length === 0) sheet.write('No take of this shot was approved or delivered.', { ink: INK.grey });
  for (const take of shot.takes) {
    sheet.headPages(`${shot.code}, take ${take.version}, continued`);
    drawTake(sheet, take);
  }
  sheet.headPages(`${shot.code}, continued`);
  if (shot.otherTakes.length === 0) return;
  drawHeading(sheet, 'Other takes of this shot, not approved', 70);
  const columns = [
    { title: 'Take', share: 12 },
    { title: 'State', share: 16 },
    { title: 'For', share: 13 },
    { title: 'Engine', share: 17 },
    { title: 'Asked for by', share: 42 },
  ];
  const rows = shot.otherTakes.map(({ version, state, purpose, engine, requestedBy, requestedAt }) => [
    version,
    stateWords(state),
    purpose,
    engine,
    `${requestedBy.name}, ${requestedBy.role}, ${momentWords(requestedAt)}`,
  ]);
  drawTable(sheet, columns, rows);
}

function drawDeliveries(sheet: Sheet, { deliveries }: ProductionDisclosure): void {
  sheet.space(10);
  drawHeading(sheet, 'Deliveries', 110);
  if (deliveries.length === 0) {
    sheet.write('Nothing has left the studio.', { ink: INK.grey });
    return;
  }
  const columns = [
    { title: 'Shot and take', share: 20 },
    { title: 'Delivered', share: 24 },
    { title: 'By', share: 22 },
    { title: 'Files and the SHA-256 of their checksums', share: 34 },
  ];
  const rows = deliveries.map(
    ({ shot, version, at, by, fileCount, checksumsSha256, ledgerIndex, isUncertain, hasMarkedMasters }) => [
      `${shot} ${version}`,
      [
        { text: momentWords(at) },
        ...(isUncertain ? [{ text: 'Interrupted: may have left', ink: INK.bad }] : []),
        { text: `ledger entry ${ledgerIndex}`, sizePt: 7.5, ink: INK.grey },
      ],
      `${by.name}, ${by.role}`,
      [
        { text: `${fileCount} files${hasMarkedMasters ? ', watermark in masters too' : ''}` },
        { text: hashLines(checksumsSha256), style: 'mono' as const, sizePt: 6.8, ink: INK.grey },
      ],
    ],
  );
  drawTable(sheet, columns, rows);
}

const CHECKS = [
  'Any file named here: open it in a reader of Content Credentials (C2PA), or ask the studio for “backlot verify <file>”. Frames in EXR carry theirs in the .seal.json beside them.',
  'A delivered folder: “sha256sum -c checksums.sha256” inside it; the hash of that list stands above.',
  'The ledger: “backlot verify --ledger” walks the whole chain and its signed checkpoints; the entries named here must carry the hashes named here.',
  'This report: the same report as JSON has the SHA-256 at the foot of each page, over its canonical form (RFC 8785).',
];

function drawHowToCheck(sheet: Sheet): void {
  drawHeading(sheet, 'How to check this report', 110);
  for (const text of CHECKS) {
    sheet.write(text, { ink: INK.grey, sizePt: 8.5 });
    sheet.space(5);
  }
}

function drawFooters(sheet: Sheet, report: ProductionDisclosure): void {
  const { doc } = sheet;
  const { count } = doc.bufferedPageRange();
  const about = sheet.set(`${report.production.title}, disclosure report of ${momentWords(report.generatedAt)}`, {
    sizePt: 7,
    ink: INK.grey,
  });
  const hash = sheet.set(`SHA-256 ${hashDisclosure(report)}`, { style: 'mono', sizePt: 6, ink: INK.pale });
  const yPt = PAGE.heightPt - 44;
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    drawRule(doc, { xPt: PAGE.leftPt, yPt, widthPt: COLUMN_PT, ink: INK.line });
    about.draw(PAGE.leftPt, yPt + 5);
    hash.draw(PAGE.leftPt, yPt + 16);
    const place = { sizePt: 7, ink: INK.grey, align: 'right', widthPt: COLUMN_PT } as const;
    sheet.set(`Page ${page + 1} of ${count}`, place).draw(PAGE.leftPt, yPt + 5);
  }
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Uint8Array.from(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
}
