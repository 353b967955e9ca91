import { resolve } from 'node:path';
import { sha256Hex } from '@backlot/evidence';
import { BacklotError, type Decision, nextTakeState, type Person } from '@backlot/film';
import type { DeliveryTerms } from './delivery-terms.ts';
import { readRegisters } from './disclosure/disclose-production.ts';
import { discloseTake } from './disclosure/disclose-take.ts';
import { formatDisclosureReport, makeDisclosureReport } from './disclosure/disclosure-report.ts';
import { markMasters } from './mark-masters.ts';
import type { StudioPorts } from './studio.ts';
import { recordTakenBack } from './take-back-delivery.ts';
import type { TakeRecord } from './take-record.ts';
import { CHECKSUMS_NAME } from './unfinished-delivery.ts';
import { witness } from './witness.ts';

/** A folder to write, and on what terms. */
export interface DeliveryOrder {
  readonly by: Person;
  readonly folder: string;
  readonly decision: Decision;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly terms: DeliveryTerms;
}

/** A folder that lies whole under its name. */
export interface WrittenDelivery {
  readonly checksumsSha256: string;
  /** Index of its `delivery-started` entry. */
  readonly startedIndex: number;
  /** Files in the folder, the manifest included. */
  readonly fileCount: number;
}

interface DeliveryText {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes a delivery's folder. The ledger hears of it before it appears, so that none is ever out there of which it does not
 * know.
 * @throws BacklotError `TAKE_STATE_INVALID`, `OUTPUT_EXISTS`, `FILE_DAMAGED`, `DISK_FULL`; no folder is left behind then
 */
export async function writeDelivery(
  ports: StudioPorts,
  take: TakeRecord,
  { by, folder, decision, at, terms }: DeliveryOrder,
): Promise<WrittenDelivery> {
  await ports.files.demandFreeFolder(folder);
  const files = terms.marksMasters ? await markMasters(ports, take, by) : take.files;
  const texts = await writeTexts(ports, { ...take, files }, { decision, at, terms });
  const checksumsSha256 = sha256Hex(texts.at(-1)?.text ?? '');
  const body = { folder: resolve(folder), checksumsSha256, fileCount: files.length, terms };
  const started = await ports.records.transaction(async (writer) => {
    const locked = await writer.takes.lock(take.id);
    nextTakeState(locked?.state ?? take.state, 'take-delivered');
    return witness(writer, { kind: 'delivery-started', subject: take.id, by, at, body });
  });
  try {
    await ports.files.writeFolder(folder, files, texts);
  } catch (error) {
    // Of any other error nobody knows what it left behind.
    if (error instanceof BacklotError) {
      const because = `it could not be written: ${error.code}`;
      await recordTakenBack(ports, { takeId: take.id, startedIndex: started.index, by, because });
    }
    throw error;
  }
  return { checksumsSha256, startedIndex: started.index, fileCount: files.length + texts.length };
}

/** Report, its short form, and last the checksums, which cover both and every file. */
async function writeTexts(
  ports: StudioPorts,
  take: TakeRecord,
  { decision, at, terms }: Pick<DeliveryOrder, 'decision' | 'at' | 'terms'>,
): Promise<readonly DeliveryText[]> {
  const [reviews, ledgerHead] = await Promise.all([ports.records.reviews.list(take.id), ports.records.ledger.head()]);
  const disclosed = await discloseTake(ports, await readRegisters(ports, take.production), take);
  const facts = { take, disclosed, decision, reviews, ledgerHead, at };
  const report = makeDisclosureReport({ ...facts, marksMasters: terms.marksMasters });
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
