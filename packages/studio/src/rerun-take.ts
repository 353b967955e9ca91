import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '@backlot/evidence';
import { BacklotError, type Decision, parseRelativePath } from '@backlot/film';
import { getTake } from './get-take.ts';
import { judgeMaking } from './judge-take.ts';
import { demandEngine, runRecipe } from './make-outputs.ts';
import { replayCalls } from './models/replay-calls.ts';
import type { RerunOptions, RerunReport, StudioPorts } from './studio.ts';
import { watchForEnd } from './watch-for-end.ts';

/**
 * Makes a take again from its recipe in a fresh folder, and compares every byte of every engine output with the
 * SHA-256 recorded before sealing. No engine runs before policy has judged the use anew, and none runs on once what the
 * take stands on is withdrawn. Changes no record.
 * @throws BacklotError `DECISION_DENIED` or `APPROVAL_NEEDED` with the decision as details, `TAKE_NOT_FOUND`, `TAKE_STATE_INVALID` when it never ran to its end, `ENGINE_CHANGED`, `TAKE_QUARANTINED`
 */
export async function rerunTake(ports: StudioPorts, takeId: string, options: RerunOptions = {}): Promise<RerunReport> {
  const take = await getTake(ports.records, takeId);
  if (take.outputs.length === 0) {
    throw new BacklotError(
      'TAKE_STATE_INVALID',
      `Take "${takeId}": there is nothing to compare with while it is ${take.state}`,
      {
        hint: 'Only a take that has run to its end can be made again.',
      },
    );
  }
  // Its calls are answered from the record: nothing is sent, whatever has become of the back ends.
  const { egress, ...unsent } = take;
  demandAllowed(takeId, await judgeMaking(ports, unsent));
  const engine = await demandEngine(ports, take);
  const scratch = await ports.files.scratch();
  const startedMs = ports.clock.nowMs();
  const watch = watchForEnd(ports, takeId, ['quarantined']);
  try {
    const [workDir, outDir] = [join(scratch.path, 'work'), join(scratch.path, 'out')];
    await Promise.all([mkdir(workDir), mkdir(outDir)]);
    const { report = () => {}, threads = ports.threads } = options;
    const signal = options.signal ? AbortSignal.any([options.signal, watch.ended]) : watch.ended;
    const models = replayCalls(ports, take);
    const result = await runRecipe(ports, engine, take, { workDir, outDir, threads, signal, report, models });
    signal.throwIfAborted();
    const differing = await compare(take.outputs, outDir, result.outputs);
    const wallS = (ports.clock.nowMs() - startedMs) / 1000;
    const replayedCalls = egress?.calls.length ?? 0;
    const identical = differing.length === 0;
    return { takeId, identical, replayedCalls, compared: take.outputs.length, differing, wallS };
  } catch (error) {
    watch.ended.throwIfAborted();
    throw error;
  } finally {
    watch.stop();
    await scratch.dispose();
  }
}

/** What was allowed when the take was made may not be any more: other rules, or consent withdrawn. */
function demandAllowed(takeId: string, decision: Decision): void {
  if (decision.outcome === 'allow') return;
  const reasons = decision.reasons.map(({ text, ruleId, source }) => `${text} [${ruleId}; ${source}]`).join(' ');
  throw new BacklotError(
    decision.outcome === 'deny' ? 'DECISION_DENIED' : 'APPROVAL_NEEDED',
    `Take "${takeId}": expected policy to allow it to be made again, got ${decision.outcome}: ${reasons}`,
    {
      hint: decision.reasons.find((reason) => reason.advice !== undefined)?.advice ?? 'Request a new take.',
      details: { decision },
    },
  );
}

async function compare(
  recorded: readonly { readonly name: string; readonly sha256: string }[],
  outDir: string,
  made: readonly { readonly name: string }[],
): Promise<string[]> {
  const left = new Map(recorded.map((file) => [file.name, file.sha256]));
  const differing: string[] = [];
  for (const { name } of made) {
    if ((await hashFile(join(outDir, parseRelativePath(name)))) !== left.get(name)) differing.push(name);
    left.delete(name);
  }
  return [...differing, ...left.keys()].sort();
}
