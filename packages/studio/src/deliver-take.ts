import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sha256Hex } from '@backlot/evidence';
import { BacklotError, type Decision, nextTakeState, type Person } from '@backlot/film';
import { readRegisters } from './disclosure/disclose-production.ts';
import { discloseTake } from './disclosure/disclose-take.ts';
import { formatDisclosureReport, makeDisclosureReport } from './disclosure/disclosure-report.ts';
import { getTake } from './get-take.ts';
import { judgeDelivery } from './judge-take.ts';
import { markMasters } from './mark-masters.ts';
import { recordStep } from './record-step.ts';
import { sealApproval } from './seal-approval.ts';
import type { DeliveryOutcome, StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { CHECKSUMS_NAME, findUnfinishedDelivery, type UnfinishedDelivery } from './unfinished-delivery.ts';
import { verifyTake } from './verify-take.ts';
import { witness } from './witness.ts';

interface DeliveryText {
  readonly name: string;
  readonly text: string;
}

/**
 * Last step: policy judges once more, since consent may have been withdrawn; bytes, seals and ledger are
 * verified, and the seals made to say who approved; then a folder with the files, the disclosure report and checksums appears whole or not at all. A folder that
 * a killed process left whole but unrecorded is recognised and recorded.
 * @throws BacklotError `TAKE_STATE_INVALID` unless a person has approved it, `FILE_DAMAGED`, `SEAL_INVALID`,
 * `OUTPUT_EXISTS`, `DISK_FULL`
 */
export async function deliverTake(
  ports: StudioPorts,
  takeId: string,
  {
    by,
    folder,
    marksMasters = false,
  }: { readonly by: Person; readonly folder: string; readonly marksMasters?: boolean },
): Promise<DeliveryOutcome> {
  const asked = await getTake(ports.records, takeId);
  nextTakeState(asked.state, 'take-delivered');
  const at = new Date(ports.clock.nowMs()).toISOString();
  const decision = await judgeDelivery(ports, asked, by);
  if (decision.outcome !== 'allow') {
    const body = { decision };
    await ports.records.transaction((writer) =>
      witness(writer, { kind: 'delivery-refused', subject: takeId, by, at, body }),
    );
    return { outcome: 'refused', decision, take: asked };
  }
  await demandIntact(ports, asked);
  const take = await sealApproval(ports, takeId);
  if (take.seal?.ledgerIndex !== asked.seal?.ledgerIndex) await demandIntact(ports, take);
  const unfinished = await findUnfinishedDelivery(ports, takeId, folder);
  const { checksumsSha256, startedIndex, fileCount } =
    unfinished ?? (await writeDelivery(ports, take, { by, folder, decision, at, marksMasters }));
  const body = { recipeHash: take.recipeHash, decision, fileCount: take.files.length, checksumsSha256, startedIndex };
  const delivered = await recordDelivery(ports, takeId, { by, folder, body });
  return { outcome: 'delivered', folder, fileCount, take: delivered };
}

interface DeliveryOrder {
  readonly by: Person;
  readonly folder: string;
  readonly decision: Decision;
  readonly at: string;
  /** Puts the take's mark into ProRes masters too. */
  readonly marksMasters: boolean;
}

/** What was withdrawn between the last look and this moment does not stay out there. */
async function recordDelivery(
  ports: StudioPorts,
  takeId: string,
  { by, folder, body }: { readonly by: Person; readonly folder: string; readonly body: Record<string, unknown> },
): Promise<TakeRecord> {
  try {
    return await recordStep(ports, { takeId, event: 'take-delivered', by, body });
  } catch (error) {
    if ((await ports.records.takes.stateOf(takeId)) === 'quarantined')
      await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The ledger hears of the folder before it appears, so that none is ever out there of which it does not know. */
async function writeDelivery(
  ports: StudioPorts,
  take: TakeRecord,
  { by, folder, decision, at, marksMasters }: DeliveryOrder,
): Promise<UnfinishedDelivery> {
  await ports.files.demandFreeFolder(folder);
  const files = marksMasters ? await markMasters(ports, take, by) : take.files;
  const texts = await writeTexts(ports, { ...take, files }, decision, at);
  const checksumsSha256 = sha256Hex(texts.at(-1)?.text ?? '');
  const body = { folder: resolve(folder), checksumsSha256 };
  const started = await ports.records.transaction(async (writer) => {
    const locked = await writer.takes.lock(take.id);
    nextTakeState(locked?.state ?? take.state, 'take-delivered');
    return witness(writer, { kind: 'delivery-started', subject: take.id, by, at, body });
  });
  await ports.files.writeFolder(folder, files, texts);
  return { checksumsSha256, startedIndex: started.index, fileCount: files.length + texts.length };
}

/** Nothing goes out under our seal that would not stand up to it. */
async function demandIntact(ports: StudioPorts, take: TakeRecord): Promise<void> {
  const report = await verifyTake(ports, take.id);
  const reasons = [...report.reasons, ...report.ledger.reasons];
  if (report.ledger.state === 'valid' && (report.state === 'valid' || report.state === 'trusted')) return;
  const suspects = new Set(report.files.filter((file) => file.state === 'invalid').map((file) => file.name));
  let isDamaged = false;
  for (const file of take.files) {
    if (suspects.has(file.name)) isDamaged ||= !(await ports.files.verify(file.sha256));
  }
  const what = reasons[0] ?? `it is ${report.state}`;
  throw new BacklotError(isDamaged ? 'FILE_DAMAGED' : 'SEAL_INVALID', `Take "${take.id}": not delivered, for ${what}`, {
    hint: isDamaged
      ? 'Restore the file store from a backup.'
      : 'Verify the take; make it anew where its seal is broken.',
    details: { reasons },
  });
}

/** Report, its short form, and last the checksums, which cover both and every file. */
async function writeTexts(
  ports: StudioPorts,
  take: TakeRecord,
  decision: Decision,
  at: string,
): Promise<readonly DeliveryText[]> {
  const [reviews, ledgerHead] = await Promise.all([ports.records.reviews.list(take.id), ports.records.ledger.head()]);
  const disclosed = await discloseTake(ports, await readRegisters(ports, take.production), take);
  const report = makeDisclosureReport({ take, disclosed, decision, reviews, ledgerHead, at });
  const texts = [
    { name: 'disclosure-report.json', text: `${JSON.stringify(report, null, 2)}\n` },
    { name: 'disclosure-report.txt', text: formatDisclosureReport(report, take) },
  ];
  const lines = [
    ...take.files.map((file) => `${file.sha256}  ${file.name}`),
    ...texts.map(({ name, text }) => `${sha256Hex(text)}  ${name}`),
  ];
  return [...texts, { name: CHECKSUMS_NAME, text: `${lines.join('\n')}\n` }];
}
