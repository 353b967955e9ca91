import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { decideTake } from './decide-take.ts';
import { getTake, takeNotFound } from './get-take.ts';
import { adoptFiles, demandEngine, runRecipe } from './make-outputs.ts';
import { createModelCaller } from './models/call-model.ts';
import { createPreviewBoard } from './models/preview-board.ts';
import { recordStep, stepTake } from './record-step.ts';
import { createProgressReport } from './report-progress.ts';
import { listRecognised } from './rights/lost-cover.ts';
import { sourceTypeOf } from './source-type-of.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

/**
 * Third step: lets the engine make the take's files. Decides anew first, since nothing runs without a valid decision.
 * A run that a dead worker left is taken up again in the same work folder.
 */
export async function runTake(ports: StudioPorts, takeId: string, signal: AbortSignal): Promise<TakeRecord> {
  const take = await startRun(ports, takeId);
  if (take.state !== 'running') return take;
  const engine = await demandEngine(ports, take);
  const { workDir, outDir } = await ports.files.workFolders(takeId);
  const previews = createPreviewBoard(workDir);
  const report = createProgressReport(ports, takeId, previews);
  const models = createModelCaller(ports, take, { workDir, signal, previews });
  const { threads } = ports;
  const result = await runRecipe(ports, engine, take, { workDir, outDir, threads, signal, report, models });
  signal.throwIfAborted();
  const outputs = await adoptFiles(ports.files, outDir, result.outputs);
  return recordStep(ports, {
    takeId,
    event: 'run-finished',
    by: STUDIO_ITSELF,
    body: { outputCount: outputs.length, outputsSha256: sha256Hex(canonicalJson(outputs)) },
    change: { outputs, digitalSourceType: sourceTypeOf(result.digitalSourceType, take.use), figures: result.figures },
  });
}

async function startRun(ports: StudioPorts, takeId: string): Promise<TakeRecord> {
  const found = await getTake(ports.records, takeId);
  if (found.state === 'running') {
    await recordStep(ports, { takeId, event: 'run-interrupted', by: STUDIO_ITSELF, body: {} });
  }
  for (;;) {
    const rights = await listRights(ports, found);
    const { records } = ports;
    const before = await Promise.all([
      records.rights.consents.ofPerformers(rights.performers),
      records.rights.licences.byIds(rights.licences),
    ]);
    const take = await decideTake(ports, takeId);
    if (take.state !== 'queued') return take;
    const started = await startOn(ports, take, rights, canonicalJson(before));
    if (started) return started;
    // Something was granted or taken back since it was read: the decision may not stand on it.
  }
}

interface HeldRights {
  readonly performers: readonly string[];
  readonly licences: readonly string[];
}

async function listRights(ports: StudioPorts, take: TakeRecord): Promise<HeldRights> {
  const declared = take.use.people.map(({ performer }) => performer);
  const performers = [...new Set([...declared, ...(await listRecognised(ports, take))])];
  return { performers, licences: Object.values(take.licences).flatMap(({ id }) => id ?? []) };
}

/** Nothing where the registers no longer say `before`, what the decision was made on. */
function startOn(
  ports: StudioPorts,
  { id: takeId, recipeHash, decision }: TakeRecord,
  { performers, licences }: HeldRights,
  before: string,
): Promise<TakeRecord | undefined> {
  return ports.records.transaction(async (writer) => {
    const locked = await writer.takes.lock(takeId);
    if (!locked) throw takeNotFound(takeId);
    const held = [await writer.rights.consents.hold(performers), await writer.rights.licences.hold(licences)];
    if (canonicalJson(held) !== before) return undefined;
    const at = new Date(ports.clock.nowMs()).toISOString();
    const body = { recipeHash, decision };
    return stepTake(writer, locked, { event: 'run-started', by: STUDIO_ITSELF, at, body, change: { startedAt: at } });
  });
}
