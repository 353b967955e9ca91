import { listOpenPoints } from '../open-points.ts';
import type { DisclosedTake, ProductionDisclosure } from '../production-disclosure.ts';
import { hashWords, momentWords, sentence, sourceTypeWords } from './disclosure-words.ts';
import { COLUMN_PT, drawRule, INK, type Sheet } from './sheet.ts';
import { drawFact, drawTable } from './table.ts';

/** A small heading over a part of the report; stays with what follows. */
export function drawHeading(sheet: Sheet, text: string, followPt = 60): void {
  sheet.space(16);
  sheet.reserve(followPt);
  sheet.write(text, { style: 'strong', sizePt: 11 });
  sheet.space(4);
}

/** Whose report it is, what it says, and of how much. */
export function drawCover(sheet: Sheet, report: ProductionDisclosure): void {
  sheet.write('Disclosure of generated and altered material', { sizePt: 9.5, ink: INK.grey });
  sheet.space(4);
  sheet.write(report.production.title, { style: 'strong', sizePt: 27 });
  sheet.space(14);
  sheet.rule(INK.black);
  sheet.space(12);
  drawFact(sheet, 'Production', [{ text: report.production.slug }]);
  drawFact(sheet, 'As of', [{ text: momentWords(report.generatedAt) }]);
  drawFact(sheet, 'Made by', [{ text: `Backlot ${report.studioVersion}, from the studio’s own records` }]);
  drawFact(sheet, 'Ledger', describeHead(report));
  sheet.space(12);
  drawFigures(sheet, countFigures(report));
  sheet.space(14);
  sheet.write(STATEMENT, { sizePt: 9, ink: INK.grey });
}

const STATEMENT =
  'This report names every approved or delivered take of the production in which something was generated or altered: ' +
  'what was done and by what, which people it touches and on whose consent, what it was made from and under which ' +
  'licence, what the rules in force said, and who approved it. All other takes are listed by name, shot by shot. ' +
  'Nothing in it was typed in for this report.';

function describeHead({ ledgerHead }: ProductionDisclosure) {
  if (!ledgerHead) return [{ text: 'No entries yet' }];
  const { index, hash } = ledgerHead;
  return [
    { text: `Entry ${index}, to which all of this can be traced` },
    { text: hashWords(hash), style: 'mono' as const, sizePt: 6.8, ink: INK.grey },
  ];
}

/** What is open, all takes in a row each, and the rules in force. */
export function drawOverview(sheet: Sheet, report: ProductionDisclosure): void {
  drawOpenPoints(sheet, report);
  drawHeading(sheet, 'Summary', 110);
  const takes = report.shots.flatMap((shot) => shot.takes.map((take) => summarise(shot.code, take)));
  if (takes.length === 0) sheet.write('No take has been approved or delivered.', { ink: INK.grey });
  else drawTable(sheet, SUMMARY_COLUMNS, takes);
  drawHeading(sheet, 'Rules in force when this report was made', 90);
  const packs = report.policyPacks.map(({ title, source }) => [title, [{ text: source, ink: INK.grey }]]);
  if (packs.length === 0) sheet.write('None beyond the studio’s own.', { ink: INK.grey });
  else drawTable(sheet, PACK_COLUMNS, packs);
}

const PACK_COLUMNS = [
  { title: 'Pack', share: 24 },
  { title: 'Source', share: 76 },
];

/** What whoever receives this will ask about comes first, not on the last page. */
function drawOpenPoints(sheet: Sheet, report: ProductionDisclosure): void {
  drawHeading(sheet, 'Open points');
  const points = listOpenPoints(report);
  if (points.length === 0) {
    sheet.write('None: every consent stands, every input has a licence, every finished take is approved and sealed.', {
      ink: INK.good,
    });
    return;
  }
  const byTake = new Map<string, string[]>();
  for (const { shot, version, text } of points) {
    const take = `${shot} ${version}`;
    byTake.set(take, [...(byTake.get(take) ?? []), text]);
  }
  const rows = [...byTake].map(([take, texts]) => [
    [{ text: take, style: 'strong' as const }],
    texts.map((text) => ({ text, ink: INK.bad })),
  ]);
  drawTable(
    sheet,
    [
      { title: 'Shot and take', share: 24 },
      { title: 'What is open', share: 76 },
    ],
    rows,
  );
}

const SUMMARY_COLUMNS = [
  { title: 'Shot and take', share: 17 },
  { title: 'What was done', share: 28 },
  { title: 'Kind of picture', share: 20 },
  { title: 'People', share: 17 },
  { title: 'Approved by', share: 18 },
];

function summarise(shot: string, take: DisclosedTake) {
  const people = [
    ...take.consents.map(({ performer }) => ({ text: performer })),
    ...take.syntheticPerformers.map(({ name }) => ({ text: `${name} (synthetic)` })),
  ];
  const approvers = take.approvals.filter(({ of }) => of === 'take');
  return [
    [{ text: shot, style: 'strong' as const }, { text: `${take.version}, ${take.state}` }],
    sentence(take.operations.join('; ')),
    sourceTypeWords(take.digitalSourceType),
    people.length > 0 ? people : [{ text: 'Nobody', ink: INK.pale }],
    approvers.length > 0
      ? approvers.map(({ by }) => ({ text: `${by.name}, ${by.role}` }))
      : [{ text: 'Nobody yet', ink: INK.bad }],
  ];
}

/** `one` and `many` are what stands below a count of one and of any other. */
interface Figure {
  readonly count: number;
  readonly one: string;
  readonly many: string;
}

function countFigures({ shots, deliveries }: ProductionDisclosure): readonly Figure[] {
  const takes = shots.flatMap((shot) => shot.takes);
  const distinct = (names: readonly string[]) => new Set(names).size;
  const performers = distinct(takes.flatMap(({ consents }) => consents.map(({ performer }) => performer)));
  const synthetic = distinct(takes.flatMap(({ syntheticPerformers }) => syntheticPerformers.map(({ name }) => name)));
  const trained = takes.filter(({ models }) => models.length > 0).length;
  return [
    { count: shots.length, one: 'shot', many: 'shots' },
    { count: takes.length, one: 'take approved or delivered', many: 'takes approved or delivered' },
    { count: trained, one: 'of them with a trained model', many: 'of them with a trained model' },
    { count: performers, one: 'performer in them', many: 'performers in them' },
    { count: synthetic, one: 'synthetic performer', many: 'synthetic performers' },
    { count: deliveries.length, one: 'delivery', many: 'deliveries' },
  ];
}

function drawFigures(sheet: Sheet, figures: readonly Figure[]): void {
  const gapPt = 10;
  const widthPt = (COLUMN_PT - gapPt * (figures.length - 1)) / figures.length;
  const set = figures.map(({ count, one, many }) => ({
    count: sheet.set(String(count), { style: 'strong', sizePt: 19, widthPt }),
    what: sheet.set(count === 1 ? one : many, { sizePt: 7.5, ink: INK.grey, widthPt }),
  }));
  const heightPt = Math.max(...set.map(({ count, what }) => count.heightPt + what.heightPt)) + 10;
  sheet.block(heightPt, (xPt, yPt) => {
    for (const [place, { count, what }] of set.entries()) {
      const leftPt = xPt + place * (widthPt + gapPt);
      drawRule(sheet.doc, { xPt: leftPt, yPt, widthPt, ink: INK.black });
      count.draw(leftPt, yPt + 6);
      what.draw(leftPt, yPt + 6 + count.heightPt);
    }
  });
}
