import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { BacklotError, type Seal, type TakeFile } from '@backlot/film';
import { getTake } from './get-take.ts';
import { hideIfWithheld } from './hide-withheld.ts';
import { adoptFiles } from './make-outputs.ts';
import { mapAtMost } from './map-at-most.ts';
import { listModelsOf } from './models/models-of-take.ts';
import type { RecordsWriter, TakeChange } from './ports/records.ts';
import type { SealResult } from './ports/sealer.ts';
import { listSeals, replaceByName } from './seal-take.ts';
import { listStandingApprovals } from './standing-approvals.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

type Approvals = NonNullable<Seal['approval']>['approvals'];

const ASK_AGAIN_MS = 100;
const LOCATED_AT_ONCE = 4;

/**
 * Makes a take's seals say which verdicts stand: upon approval its files are sealed again, human_validated, by which
 * roles and when; once it is sent back they are those that were sealed first. Does nothing where they say so already.
 * Waits for a worker that is at it.
 * @throws BacklotError `SEAL_INVALID`, `FILE_DAMAGED`, `DISK_FULL`, `TAKE_NOT_FOUND`
 */
export async function sealApproval(ports: StudioPorts, takeId: string): Promise<TakeRecord> {
  for (;;) {
    const take = await getTake(ports.records, takeId);
    if (await saysWhatStands(ports, take)) return take;
    const lease = await ports.jobs.lease(takeId);
    try {
      if (lease) return await updateSeal(ports, takeId, lease.lost);
    } finally {
      await lease?.release();
    }
    await sleep(ASK_AGAIN_MS);
  }
}

/** The same, for whoever holds the take's lease. A seal begun by a process that died is made anew: nobody has seen it. */
export async function updateSeal(ports: StudioPorts, takeId: string, signal: AbortSignal): Promise<TakeRecord> {
  for (;;) {
    signal.throwIfAborted();
    const take = await getTake(ports.records, takeId);
    if (await saysWhatStands(ports, take)) return take;
    const approvals = await listApprovals(ports, take);
    const updated = approvals.length > 0 ? await sealAgain(ports, take, approvals, signal) : await unseal(ports, take);
    // Else somebody gave another verdict meanwhile.
    if (updated) return updated;
  }
}

async function saysWhatStands(ports: StudioPorts, take: TakeRecord): Promise<boolean> {
  // What is withheld is not shown again under a new seal.
  if (!take.seal || take.state === 'quarantined') return true;
  return isSame(take.seal.approval?.approvals ?? [], await listApprovals(ports, take));
}

function isSame(one: Approvals, other: Approvals): boolean {
  return canonicalJson(one.map(({ reviewId }) => reviewId)) === canonicalJson(other.map(({ reviewId }) => reviewId));
}

async function listApprovals({ records }: Pick<StudioPorts, 'records'>, take: TakeRecord): Promise<Approvals> {
  if (take.state !== 'approved' && take.state !== 'delivered') return [];
  const standing = listStandingApprovals(await records.reviews.list(take.id));
  return standing.map(({ id, by, at }) => ({ reviewId: id, role: by.role, at }));
}

/** Always from what was sealed first, so that approvals do not pile up seals upon seals. */
function firstOf(take: TakeRecord, seal: Seal): NonNullable<Seal['approval']>['first'] {
  if (seal.approval) return seal.approval.first;
  const sealed = new Set(seal.files.map((file) => file.name));
  return { seal, files: take.files.filter((file) => sealed.has(file.name)) };
}

async function sealAgain(
  ports: StudioPorts,
  take: TakeRecord,
  approvals: Approvals,
  signal: AbortSignal,
): Promise<TakeRecord | undefined> {
  const { seal, digitalSourceType } = take;
  if (!seal || !digitalSourceType) throw new Error(`Take "${take.id}" was approved without a seal`);
  const first = firstOf(take, seal);
  const scratch = await ports.files.scratch();
  try {
    const files = await locate(ports, take, replaceByName(take.files, first.files));
    const models = await listModelsOf(ports, take);
    const job = { take: { ...take, seal: first.seal }, digitalSourceType, files, approvals, models };
    const result = await ports.sealer.sealApproval({ ...job, outDir: scratch.path, signal });
    const sealed = replaceByName(take.files, await adoptFiles(ports.files, scratch.path, result.files));
    return await showAndRecord(ports, take, sealed, () => {
      signal.throwIfAborted();
      return recordUnlessChanged(ports, take, approvals, (writer, at) =>
        recordApprovalSeal(writer, { take, at, approvals, first, result, files: sealed }),
      );
    });
  } finally {
    await scratch.dispose();
  }
}

interface ApprovalSeal {
  readonly take: TakeRecord;
  readonly at: string;
  readonly approvals: Approvals;
  readonly first: NonNullable<Seal['approval']>['first'];
  readonly result: SealResult;
  readonly files: readonly TakeFile[];
}

async function recordApprovalSeal(writer: RecordsWriter, made: ApprovalSeal): Promise<TakeChange> {
  const { take, at, approvals, first, result, files } = made;
  const { state, signer } = result;
  const seals = listSeals(take, result, files);
  const entry = await witness(writer, {
    kind: 'approval-sealed',
    subject: take.id,
    by: STUDIO_ITSELF,
    at,
    body: {
      recipeHash: take.recipeHash,
      signer,
      state,
      seals,
      filesSha256: sha256Hex(canonicalJson(files)),
      approvals,
      firstSealedIndex: first.seal.ledgerIndex,
    },
  });
  const approval = { approvals, first };
  const { mark } = first.seal;
  const seal = {
    ...(mark === undefined ? {} : { mark }),
    state,
    signer,
    sealedAt: at,
    files: seals,
    ledgerIndex: entry.index,
    ledgerHash: entry.hash,
    approval,
  };
  return { files, seal };
}

/** The take was sent back: its files are again those that say of no approval. */
async function unseal(ports: StudioPorts, take: TakeRecord): Promise<TakeRecord | undefined> {
  const first = take.seal?.approval?.first;
  if (!first) throw new Error(`Take "${take.id}" is not sealed upon an approval`);
  const files = replaceByName(take.files, first.files);
  return showAndRecord(ports, take, files, () =>
    recordUnlessChanged(ports, take, [], async (writer, at) => {
      const body = { recipeHash: take.recipeHash, seals: first.seal.files, firstSealedIndex: first.seal.ledgerIndex };
      await witness(writer, { kind: 'approval-seal-withdrawn', subject: take.id, by: STUDIO_ITSELF, at, body });
      return { files, seal: first.seal };
    }),
  );
}

/** What was taken back while the take was at work here hid the folder before it was shown: it is hidden again. */
async function showAndRecord<T>(
  ports: StudioPorts,
  take: TakeRecord,
  files: readonly TakeFile[],
  record: () => Promise<T>,
): Promise<T> {
  try {
    await ports.files.showTake(take.id, files);
    return await record();
  } finally {
    await hideIfWithheld(ports, take.id);
  }
}

/** Nothing where the take was reviewed or sealed by somebody else since it was read. */
function recordUnlessChanged(
  ports: StudioPorts,
  take: TakeRecord,
  approvals: Approvals,
  record: (writer: RecordsWriter, at: string) => Promise<TakeChange>,
): Promise<TakeRecord | undefined> {
  return ports.records.transaction(async (writer) => {
    const locked = await writer.takes.lock(take.id);
    if (!locked || locked.seal?.ledgerIndex !== take.seal?.ledgerIndex) return undefined;
    if (!isSame(await listApprovals(ports, locked), approvals)) return undefined;
    const at = new Date(ports.clock.nowMs()).toISOString();
    return writer.takes.change(take.id, { ...(await record(writer, at)), updatedAt: at });
  });
}

/** A file that was changed in the store must not get a fresh seal. */
function locate({ files }: Pick<StudioPorts, 'files'>, take: TakeRecord, list: readonly TakeFile[]) {
  return mapAtMost(LOCATED_AT_ONCE, list, async (file) => {
    if (await files.verify(file.sha256)) return { file, path: await files.pathOf(file.sha256) };
    throw new BacklotError('FILE_DAMAGED', `Take "${take.id}": the stored "${file.name}" is not what was sealed`, {
      hint: 'Restore the file store from a backup.',
      details: { sha256: file.sha256 },
    });
  });
}
