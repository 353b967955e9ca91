import { type LedgerHead, nextCheckpoint, verifyLedgerPages } from '@backlot/evidence';
import { BacklotError } from '@backlot/film';
import type { Records } from './ports/records.ts';
import type { StudioPorts } from './studio.ts';
import { readLedgerPages } from './verify-ledger.ts';

type Ports = Pick<StudioPorts, 'records' | 'checkpoints' | 'notary' | 'clock'>;

const CHECKPOINT_EVERY = 100;

/**
 * Signs how far the ledger has come (to `upTo`, or to its head), where it has come further than the last checkpoint says. Nothing is signed over a
 * stretch that does not follow from that checkpoint.
 * @throws BacklotError `LEDGER_BROKEN`, `SIGNER_INVALID`, `DISK_FULL`
 */
async function checkpointLedger(ports: Ports, upTo: LedgerHead | undefined): Promise<void> {
  await ports.checkpoints.append(async (last) => {
    const head = upTo ?? (await ports.records.ledger.head());
    if (!head || (last && head.index <= last.index)) return undefined;
    await demandSound(ports, last, head);
    return ports.notary.sign(nextCheckpoint(last, head, new Date(ports.clock.nowMs()).toISOString()));
  });
}

async function demandSound(
  { records }: Pick<StudioPorts, 'records'>,
  after: LedgerHead | undefined,
  head: LedgerHead,
): Promise<void> {
  const pages = readLedgerPages(records.ledger, after === undefined ? 0 : after.index + 1);
  const found = await verifyLedgerPages(pages, head, { after });
  if (found.state === 'intact') return;
  throw new BacklotError('LEDGER_BROKEN', `Ledger entry ${found.index}: ${found.reason}; no checkpoint was signed`, {
    hint: 'Run "npx backlot verify --ledger", and compare with a backup.',
  });
}

/** Records whose ledger gets a checkpoint every so many entries, and a way to write the last one. */
export interface CheckpointedRecords {
  readonly records: Records;
  /** Waits for a checkpoint under way, and writes one if this process has added entries since. */
  readonly settle: () => Promise<void>;
}

/**
 * Watches what is written: whoever's entries reach or pass a multiple of `checkpointEvery` has the checkpoint written, after
 * and apart from that transaction. A process killed there loses this one checkpoint; the next covers the same entries.
 */
export function checkpointRecords(ports: StudioPorts): CheckpointedRecords {
  const every = ports.checkpointEvery ?? CHECKPOINT_EVERY;
  // Indices of the newest entry that this process added, and of the last that it knows to be vouched for.
  let [newest, covered] = [-1, -1];
  let writing: Promise<void> = Promise.resolve();
  const write = (index: number, upTo?: LedgerHead) => {
    const writeNext = async () => {
      await checkpointLedger(ports, upTo);
      covered = Math.max(covered, index);
    };
    writing = writing.catch(() => {}).then(writeNext);
    return writing;
  };
  const note = (firstIndex: number, { index, hash }: LedgerHead) => {
    newest = Math.max(newest, index);
    if (Math.floor((index + 1) / every) === Math.floor(firstIndex / every)) return;
    write(index, { index, hash }).catch((error: unknown) => ports.log?.('Checkpoint of the ledger', error));
  };
  const records: Records = {
    ...ports.records,
    transaction: async (work) => {
      let added: LedgerHead[] = [];
      const result = await ports.records.transaction((writer) => {
        // The transaction may be done more than once.
        added = [];
        const append: typeof writer.ledger.append = async (build) => {
          const entry = await writer.ledger.append(build);
          added.push(entry);
          return entry;
        };
        return work({ ...writer, ledger: { append } });
      });
      const [first, last] = [added[0], added.at(-1)];
      if (first && last) note(first.index, last);
      return result;
    },
  };
  const settle = async () => {
    await writing.catch(() => {});
    if (newest > covered) await write(newest);
  };
  return { records, settle };
}
