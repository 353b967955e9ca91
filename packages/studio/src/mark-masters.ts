import type { Person, TakeFile } from '@backlot/film';
import { adoptFiles } from './make-outputs.ts';
import { mapAtMost } from './map-at-most.ts';
import { listModelsOf } from './models/models-of-take.ts';
import { listSeals, replaceByName } from './seal-take.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

const LOCATED_AT_ONCE = 4;

/**
 * A take's files with the mark put into its masters, for one delivery. The take's own stay unmarked; ledger and store know
 * the marked ones as its too.
 * @throws BacklotError `SEAL_INVALID`, `MARK_REFUSED`, `DISK_FULL`
 */
export async function markMasters(ports: StudioPorts, take: TakeRecord, by: Person): Promise<readonly TakeFile[]> {
  const { digitalSourceType, seal } = take;
  if (!digitalSourceType || !seal) throw new Error(`Take "${take.id}" is being delivered without a seal`);
  const scratch = await ports.files.scratch();
  try {
    const files = await mapAtMost(LOCATED_AT_ONCE, take.files, async (file) => ({
      file,
      path: await ports.files.pathOf(file.sha256),
    }));
    const approvals = seal.approval?.approvals ?? [];
    const { signal } = new AbortController();
    const models = await listModelsOf(ports, take);
    const job = { take, digitalSourceType, files, approvals, models, outDir: scratch.path, signal };
    const result = await ports.sealer.sealMarkedMasters(job);
    const marked = await adoptFiles(ports.files, scratch.path, result.files);
    if (marked.length > 0) await recordMarked(ports, take, { by, marked, seals: listSeals(take, result, marked) });
    return replaceByName(take.files, marked);
  } finally {
    await scratch.dispose();
  }
}

function recordMarked(
  ports: StudioPorts,
  take: TakeRecord,
  { by, marked, seals }: { readonly by: Person; readonly marked: readonly TakeFile[]; readonly seals: unknown },
): Promise<void> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  return ports.records.transaction(async (writer) => {
    await writer.takes.noteFiles(take.id, marked);
    await witness(writer, { kind: 'masters-marked', subject: take.id, by, at, body: { mark: take.seal?.mark, seals } });
  });
}
