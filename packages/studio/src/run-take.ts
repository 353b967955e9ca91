import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { decideTake } from './decide-take.ts';
import { getTake } from './get-take.ts';
import { adoptFiles, demandEngine, runRecipe } from './make-outputs.ts';
import { recordStep } from './record-step.ts';
import { createProgressReport } from './report-progress.ts';
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
  const report = createProgressReport(ports, takeId);
  const result = await runRecipe(ports, engine, take, { workDir, outDir, threads: ports.threads, signal, report });
  signal.throwIfAborted();
  const outputs = await adoptFiles(ports.files, outDir, result.outputs);
  return recordStep(ports, {
    takeId,
    event: 'run-finished',
    by: STUDIO_ITSELF,
    body: { outputCount: outputs.length, outputsSha256: sha256Hex(canonicalJson(outputs)) },
    change: { outputs, digitalSourceType: result.digitalSourceType, figures: result.figures },
  });
}

async function startRun(ports: StudioPorts, takeId: string): Promise<TakeRecord> {
  const found = await getTake(ports.records, takeId);
  if (found.state === 'running') {
    await recordStep(ports, { takeId, event: 'run-interrupted', by: STUDIO_ITSELF, body: {} });
  }
  const take = await decideTake(ports, takeId);
  if (take.state !== 'queued') return take;
  const startedAt = new Date(ports.clock.nowMs()).toISOString();
  const body = { recipeHash: take.recipeHash, decision: take.decision };
  return recordStep(ports, { takeId, event: 'run-started', by: STUDIO_ITSELF, body, change: { startedAt } });
}
