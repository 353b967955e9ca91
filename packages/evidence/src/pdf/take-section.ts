import type { DisclosedTake } from '../production-disclosure.ts';
import {
  dayWords,
  hashLines,
  hashWords,
  inkOfState,
  momentWords,
  oversightWords,
  sentence,
  sourceTypeWords,
  stateWords,
} from './disclosure-words.ts';
import { COLUMN_PT, INK, type Sheet } from './sheet.ts';
import { type CellLine, drawFact, drawTable } from './table.ts';

const MONO = { style: 'mono', sizePt: 6.8, ink: INK.grey } as const;
const ASIDE = { sizePt: 7.5, ink: INK.grey } as const;

/** All that is to be told of one approved or delivered take. */
export function drawTake(sheet: Sheet, take: DisclosedTake): void {
  drawTitle(sheet, take);
  drawMaking(sheet, take);
  drawPeople(sheet, take);
  drawMaterial(sheet, take);
  drawDecision(sheet, take);
  drawVerdicts(sheet, take);
  drawEvidence(sheet, take);
}

function drawTitle(sheet: Sheet, { version, purpose, state }: DisclosedTake): void {
  sheet.space(10);
  sheet.reserve(150);
  const title = sheet.set(`Take ${version}`, { style: 'strong', sizePt: 10.5 });
  const about = sheet.set(`for ${purpose} use`, { sizePt: 9, ink: INK.grey });
  const standing = { style: 'strong', ink: inkOfState(state), align: 'right', widthPt: COLUMN_PT - 20 } as const;
  const right = sheet.set(stateWords(state), standing);
  sheet.block(25, (xPt, yPt) => {
    sheet.doc.rect(xPt, yPt, COLUMN_PT, 25).fill(INK.wash);
    title.draw(xPt + 10, yPt + 5);
    about.draw(xPt + 80, yPt + 6.4);
    right.draw(xPt + 10, yPt + 6.4);
  });
  sheet.space(8);
}

function drawPart(sheet: Sheet, title: string, followPt = 46): void {
  sheet.space(7);
  sheet.reserve(followPt);
  sheet.write(title, { style: 'strong', sizePt: 8.5 });
  sheet.space(2);
}

function drawMaking(sheet: Sheet, take: DisclosedTake): void {
  drawFact(
    sheet,
    'What was done',
    take.operations.map((text) => ({ text: sentence(text) })),
  );
  drawFact(sheet, 'Kind of picture', [
    { text: sourceTypeWords(take.digitalSourceType) },
    { text: `IPTC digital source type: ${take.digitalSourceType}`, ...ASIDE },
  ]);
  const { title, id, version } = take.engine;
  drawFact(sheet, 'Made with', [{ text: `${title}, engine ${id} ${version}` }]);
  const models = take.models.flatMap((model): CellLine[] => [
    { text: `${model.name} ${model.version}, ${model.vendor}` },
    {
      text:
        `Licence: ${model.licence}. Trained on: ${model.trainedOn}. ` +
        `${model.keepsInputs ? 'Keeps or trains on what it is given' : 'Keeps nothing of what it is given'}. ` +
        `${model.isSecured ? 'Runs in a secured environment' : 'Does not run in a secured environment'}.`,
      ...ASIDE,
    },
  ]);
  drawFact(sheet, 'Trained models', models.length > 0 ? models : [{ text: 'None' }]);
  const { requestedBy, requestedAt } = take;
  drawFact(sheet, 'Asked for by', [
    { text: `${requestedBy.name}, ${requestedBy.role}, on ${momentWords(requestedAt)}` },
  ]);
}

function drawPeople(sheet: Sheet, { consents, syntheticPerformers }: DisclosedTake): void {
  drawPart(sheet, 'People and consent', consents.length > 0 ? 90 : 46);
  if (consents.length > 0) {
    const columns = [
      { title: 'Performer', share: 21 },
      { title: 'Consent and the use that was agreed', share: 47 },
      { title: 'Signed', share: 21 },
      { title: 'State', share: 11 },
    ];
    const rows = consents.map((consent) => [
      [{ text: consent.performer, style: 'strong' as const }],
      [
        { text: `${sentence(consent.kind)}: ${consent.use}` },
        { text: `${consent.consentId}; signed document, SHA-256:`, ...ASIDE },
        { text: hashLines(consent.documentSha256), ...MONO },
      ],
      [{ text: consent.signedBy }, { text: `${consent.signedAs}, ${dayWords(consent.signedOn)}`, ...ASIDE }],
      [{ text: sentence(consent.state), ink: inkOfState(consent.state) }],
    ]);
    drawTable(sheet, columns, rows);
  } else drawFact(sheet, 'Performers', [{ text: 'No performer’s likeness or voice was generated or altered' }]);
  for (const { name, unionNoticeOn, approvedBy } of syntheticPerformers) {
    const notice = unionNoticeOn === null ? 'no union notice on record' : `union notified ${dayWords(unionNoticeOn)}`;
    const approval = approvedBy === null ? 'approved by nobody' : `approved by ${approvedBy.name}, ${approvedBy.role}`;
    const ink = unionNoticeOn === null || approvedBy === null ? INK.bad : INK.black;
    sheet.space(4);
    drawFact(sheet, 'Synthetic performer', [{ text: `${name}: ${notice}; ${approval}`, ink }]);
  }
}

function drawMaterial(sheet: Sheet, { inputs }: DisclosedTake): void {
  drawPart(sheet, 'Material that went in', 80);
  if (inputs.length === 0) {
    drawFact(sheet, 'Inputs', [{ text: 'None' }]);
    return;
  }
  const columns = [
    { title: 'Input', share: 24 },
    { title: 'Owner and terms', share: 40 },
    { title: 'SHA-256', share: 36 },
  ];
  const rows = inputs.map(({ role, name, sha256, licence }) => [
    [{ text: name }, { text: role, ...ASIDE }],
    licence
      ? [
          { text: `${licence.owner}: ${licence.terms}` },
          ...(licence.source === undefined ? [] : [{ text: `Written down in: ${licence.source}`, ...ASIDE }]),
        ]
      : [{ text: 'No licence stated', ink: INK.bad }],
    [{ text: hashLines(sha256), ...MONO }],
  ]);
  drawTable(sheet, columns, rows);
}

function drawDecision(sheet: Sheet, { decision, netflixMatrixRow }: DisclosedTake): void {
  drawPart(sheet, 'What the rules said', 60);
  if (decision) {
    const words = { allow: 'Allowed', 'needs-approval': 'Needs an approval', deny: 'Denied' }[decision.outcome];
    drawFact(sheet, 'Decision', [{ text: words, ink: inkOfState(decision.outcome) }]);
    const reasons = decision.reasons.flatMap(({ text, ruleId, source, role }): CellLine[] => [
      { text: role === undefined ? text : `${text} (${role})` },
      { text: `${ruleId}; ${source}`, ...ASIDE },
    ]);
    if (reasons.length > 0) drawFact(sheet, 'Because', reasons);
    if (decision.packs) drawFact(sheet, 'Decided under', [{ text: decision.packs.join(', ') }]);
  } else drawFact(sheet, 'Decision', [{ text: 'None on record', ink: INK.bad }]);
  drawFact(sheet, 'Netflix use-case matrix', [{ text: netflixMatrixRow ?? 'No row applies' }]);
}

function drawVerdicts(sheet: Sheet, { approvals, reviews }: DisclosedTake): void {
  drawPart(sheet, 'Approvals and reviews', 80);
  const rows = [
    ...approvals.map(({ of, by, at, text, ruleIds = [] }) => ({
      what: of === 'use' ? 'Use approved' : 'Take approved',
      by,
      at,
      text: ruleIds.length > 0 ? `${text} (answers ${ruleIds.join(', ')})`.trim() : text,
      state: 'approve',
    })),
    ...reviews
      // An approving review is an approval of the take: it is told once.
      .filter(({ verdict }) => verdict !== 'approve')
      .map(({ verdict, by, at, text }) => ({
        what: verdict === 'reject' ? 'Sent back' : 'Note',
        by,
        at,
        text,
        state: verdict,
      })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  if (rows.length === 0) {
    drawFact(sheet, 'Reviewed by', [{ text: 'Nobody', ink: INK.bad }]);
    return;
  }
  const columns = [
    { title: 'What', share: 16 },
    { title: 'Who', share: 26 },
    { title: 'When', share: 21 },
    { title: 'In their words', share: 37 },
  ];
  const cells = rows.map(({ what, by, at, text, state }) => [
    [{ text: what, ink: state === 'note' ? INK.black : inkOfState(state) }],
    `${by.name}, ${by.role}`,
    momentWords(at),
    text,
  ]);
  drawTable(sheet, columns, cells);
}

function drawEvidence(sheet: Sheet, { seal, recipeHash, watermarkId, watermarkedFiles, takeId }: DisclosedTake): void {
  drawPart(sheet, 'Evidence', 120);
  if (seal) {
    const trust =
      seal.state === 'trusted' ? 'whose certificate is trusted' : 'whose certificate no declared authority vouches for';
    drawFact(sheet, 'Content Credentials', [
      { text: `Signed by ${seal.signer}, ${trust}, on ${momentWords(seal.sealedAt)}` },
      { text: `Human oversight: ${oversightWords(seal.humanOversightLevel)}`, ...ASIDE },
    ]);
    drawFact(sheet, 'Ledger', [{ text: `Entry ${seal.ledgerIndex}` }, { text: hashWords(seal.ledgerHash), ...MONO }]);
  } else drawFact(sheet, 'Content Credentials', [{ text: 'None', ink: INK.bad }]);
  drawFact(sheet, 'Recipe, SHA-256', [{ text: hashWords(recipeHash), ...MONO }]);
  drawFact(sheet, 'Take', [{ text: takeId, style: 'mono', sizePt: 7.5 }]);
  const mark: CellLine = watermarkId === null ? { text: 'None' } : { text: watermarkId, style: 'mono', sizePt: 7.5 };
  const where = watermarkedFiles.length === 0 ? 'no file' : watermarkedFiles.join(', ');
  const files = { text: `In ${where}; in masters where a delivery below says so; never in working files`, ...ASIDE };
  drawFact(sheet, 'Watermark', watermarkId === null ? [mark] : [mark, files]);
}
