import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { BacklotError, type Decision, type Seal, type TakeFile } from '@backlot/film';
import { getTake } from './get-take.ts';
import { locateOutputs } from './inspect-take.ts';
import { judgeKeeping } from './judge-take.ts';
import { adoptFiles, locateTakeInputs } from './make-outputs.ts';
import { listAnswersOf, listModelsOf } from './models/models-of-take.ts';
import type { SealResult } from './ports/sealer.ts';
import { recordStep } from './record-step.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

/**
 * Fifth step: Content Credentials in and beside the files, the files under their own names, an entry in the ledger.
 * A seal begun by a dead worker is made anew: nobody has seen it.
 */
export async function sealTake(ports: StudioPorts, takeId: string, signal: AbortSignal): Promise<TakeRecord> {
  const take = await getTake(ports.records, takeId);
  // Hours may lie between inspection and this, after a crash or a hold.
  const decision = await judgeKeeping(ports, take);
  if (decision.outcome !== 'allow') return refuseSeal(ports, take, decision);
  const scratch = await ports.files.scratch();
  try {
    const result = await sealInto(ports, take, scratch.path, signal);
    const sealed = await adoptFiles(ports.files, scratch.path, result.files);
    const files = replaceByName(take.outputs, sealed);
    await ports.files.showTake(takeId, files);
    signal.throwIfAborted();
    return await recordSeal(ports, take, result, files);
  } finally {
    await scratch.dispose();
  }
}

/** An approval that is missing now was there before: only a changed rule or register leads here, and nothing lifts it. */
function refuseSeal(ports: StudioPorts, { id: takeId }: TakeRecord, decision: Decision): Promise<TakeRecord> {
  const finishedAt = new Date(ports.clock.nowMs()).toISOString();
  const change = { decision, finishedAt };
  return recordStep(ports, { takeId, event: 'decision-denied', by: STUDIO_ITSELF, body: { decision }, change });
}

async function sealInto(
  ports: StudioPorts,
  take: TakeRecord,
  outDir: string,
  signal: AbortSignal,
): Promise<SealResult> {
  const { digitalSourceType } = take;
  if (!digitalSourceType) throw new Error(`Take "${take.id}" is being sealed without a digital source type`);
  const [outputs, inputs] = [await locateOutputs(ports, take), await locateTakeInputs(ports.files, take)];
  try {
    const [models, answers] = [await listModelsOf(ports, take), await listAnswersOf(ports, take)];
    return await ports.sealer.seal({ take, digitalSourceType, outputs, inputs, models, answers, outDir, signal });
  } catch (cause) {
    if (cause instanceof BacklotError || signal.aborted) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BacklotError('SEAL_INVALID', `Take "${take.id}": could not be sealed: ${reason}`, { cause });
  }
}

function recordSeal(
  ports: StudioPorts,
  take: TakeRecord,
  result: SealResult,
  files: readonly TakeFile[],
): Promise<TakeRecord> {
  const sealedAt = new Date(ports.clock.nowMs()).toISOString();
  const sealFiles = listSeals(take, result, files);
  const { state, signer, mark } = result;
  return recordStep(ports, {
    takeId: take.id,
    event: 'seal-verified',
    by: STUDIO_ITSELF,
    body: {
      recipeHash: take.recipeHash,
      signer,
      state,
      mark,
      seals: sealFiles,
      filesSha256: sha256Hex(canonicalJson(files)),
    },
    change: { files, finishedAt: sealedAt },
    also: async (_writer, entry) => {
      const seal: Seal = {
        ...(mark === undefined ? {} : { mark }),
        state,
        signer,
        sealedAt,
        files: sealFiles,
        ledgerIndex: entry.index,
        ledgerHash: entry.hash,
      };
      return { seal };
    },
  });
}

/** The seals of `files`, as take and ledger name them. */
export function listSeals(take: TakeRecord, result: SealResult, files: readonly TakeFile[]): Seal['files'] {
  const hashByName = (list: readonly TakeFile[]) => new Map(list.map((file) => [file.name, file.sha256]));
  const [unsealed, sealed] = [hashByName(take.outputs), hashByName(files)];
  return result.files.map(({ name, kind }) => {
    const unsealedSha256 = unsealed.get(name);
    return { name, kind, sha256: sealed.get(name) ?? '', ...(unsealedSha256 === undefined ? {} : { unsealedSha256 }) };
  });
}

/** Files in their order, each in its newer form where there is one; new names come last. */
export function replaceByName(outputs: readonly TakeFile[], sealed: readonly TakeFile[]): TakeFile[] {
  const replaced = new Map(sealed.map((file) => [file.name, file]));
  const kept = outputs.map((file) => replaced.get(file.name) ?? file);
  const names = new Set(outputs.map((file) => file.name));
  return [...kept, ...sealed.filter((file) => !names.has(file.name))];
}
