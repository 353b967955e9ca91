import { BacklotError, type Decision, nextTakeState, type Person } from '@backlot/film';
import { hasTerms, readDeliveryTerms } from './delivery-terms.ts';
import { getTake } from './get-take.ts';
import { judgeDelivery } from './judge-take.ts';
import { recordStep } from './record-step.ts';
import { sealApproval } from './seal-approval.ts';
import type { DeliveryOutcome, StudioPorts } from './studio.ts';
import { demandNothingElse, takeBackDelivery } from './take-back-delivery.ts';
import type { TakeRecord } from './take-record.ts';
import { findUnfinishedDelivery } from './unfinished-delivery.ts';
import { verifyTake } from './verify-take.ts';
import { witness } from './witness.ts';
import { type DeliveryOrder, type WrittenDelivery, writeDelivery } from './write-delivery.ts';

/** Who takes the files where, and whether the take's mark is put into ProRes masters too. */
interface DeliveryWish {
  readonly by: Person;
  readonly folder: string;
  readonly marksMasters?: boolean;
}

/**
 * Last step: policy judges once more, since consent may have been withdrawn; bytes, seals and ledger are
 * verified, and the seals made to say who approved; then a folder with the files, the disclosure report and checksums appears whole or not at all.
 * When it lies there all is judged anew: what does not stand any more is taken back. A folder that a killed process left
 * whole but unrecorded is recognised, and recorded where all that it says is still so.
 * @throws BacklotError `TAKE_STATE_INVALID` unless a person has approved it, `FILE_DAMAGED`, `SEAL_INVALID`,
 * `OUTPUT_EXISTS`, `DISK_FULL`
 */
export async function deliverTake(ports: StudioPorts, takeId: string, wish: DeliveryWish): Promise<DeliveryOutcome> {
  const { by, folder, marksMasters = false } = wish;
  const { take: asked, decision } = await askGate(ports, takeId, wish);
  if (decision.outcome !== 'allow') return refuse(ports, asked, { by, decision });
  const at = new Date(ports.clock.nowMs()).toISOString();
  await demandIntact(ports, asked);
  const take = await sealApproval(ports, takeId);
  if (take.seal?.ledgerIndex !== asked.seal?.ledgerIndex) await demandIntact(ports, take);
  const terms = await readDeliveryTerms(ports, take, { decision, marksMasters });
  const order = { by, folder, decision, at, terms };
  const written = (await adoptUnfinished(ports, takeId, order)) ?? (await writeDelivery(ports, take, order));
  return finishDelivery(ports, take, order, written);
}

/** What policy says at this moment of a take that can be delivered. */
async function askGate(ports: StudioPorts, takeId: string, { by, marksMasters = false }: Omit<DeliveryWish, 'folder'>) {
  const take = await getTake(ports.records, takeId);
  nextTakeState(take.state, 'take-delivered');
  return { take, decision: await judgeDelivery(ports, take, by, { marksMasters }) };
}

async function refuse(
  ports: StudioPorts,
  take: TakeRecord,
  { by, decision }: { readonly by: Person; readonly decision: Decision },
): Promise<DeliveryOutcome> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  const body = { decision };
  await ports.records.transaction((writer) =>
    witness(writer, { kind: 'delivery-refused', subject: take.id, by, at, body }),
  );
  return { outcome: 'refused', decision, take };
}

/** A folder of ours that was made on other terms makes room. */
async function adoptUnfinished(
  ports: StudioPorts,
  takeId: string,
  { by, folder, terms }: DeliveryOrder,
): Promise<WrittenDelivery | undefined> {
  const unfinished = await findUnfinishedDelivery(ports, takeId, folder);
  if (!unfinished) return undefined;
  await demandNothingElse(folder, unfinished.names);
  if (hasTerms(unfinished.terms, terms)) return unfinished;
  const because = 'what it was made of had changed before it was recorded';
  await takeBackDelivery(ports, folder, { takeId, startedIndex: unfinished.startedIndex, by, because });
  return undefined;
}

/** Whoever withdrew, sent back or changed the rules while files were copied is heard before anything counts as delivered. */
async function finishDelivery(
  ports: StudioPorts,
  { id: takeId, recipeHash, files }: TakeRecord,
  order: DeliveryOrder,
  { checksumsSha256, startedIndex, fileCount }: WrittenDelivery,
): Promise<DeliveryOutcome> {
  const { by, folder, terms } = order;
  const { marksMasters } = terms;
  const takeBack = (because: string) => takeBackDelivery(ports, folder, { takeId, startedIndex, by, because });
  try {
    const { take: now, decision } = await askGate(ports, takeId, { by, marksMasters });
    if (decision.outcome !== 'allow') {
      await takeBack('policy refused it once it was written');
      return await refuse(ports, now, { by, decision });
    }
    if (!hasTerms(terms, await readDeliveryTerms(ports, now, { decision, marksMasters }))) throw changedMeanwhile(now);
    const body = { recipeHash, decision, fileCount: files.length, checksumsSha256, startedIndex };
    const take = await recordStep(ports, { takeId, event: 'take-delivered', by, body });
    return { outcome: 'delivered', folder, fileCount, take };
  } catch (error) {
    // After any other error the take can still be delivered, and the next try finds the folder.
    const isOver = error instanceof BacklotError && error.code === 'TAKE_STATE_INVALID';
    if (isOver) await takeBack('the take was changed while it was written');
    throw error;
  }
}

function changedMeanwhile({ id }: TakeRecord): BacklotError {
  return new BacklotError(
    'TAKE_STATE_INVALID',
    `Take "${id}": verdicts or rules changed while it was being delivered`,
    {
      hint: 'Deliver it again: the folder then says what holds now.',
    },
  );
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
