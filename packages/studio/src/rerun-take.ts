import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '@backlot/evidence';
import { BacklotError, parseRelativePath } from '@backlot/film';
import { getTake } from './get-take.ts';
import { demandEngine, runRecipe } from './make-outputs.ts';
import type { RerunOptions, RerunReport, StudioPorts } from './studio.ts';

/**
 * Makes a take again from its recipe in a fresh folder, and compares every byte of every engine output with the
 * SHA-256 recorded before sealing. Changes no record.
 * @throws BacklotError `TAKE_NOT_FOUND`, `TAKE_STATE_INVALID` when it never ran to its end, `ENGINE_CHANGED`
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
  const engine = await demandEngine(ports, take);
  const scratch = await ports.files.scratch();
  const startedMs = ports.clock.nowMs();
  try {
    const [workDir, outDir] = [join(scratch.path, 'work'), join(scratch.path, 'out')];
    await Promise.all([mkdir(workDir), mkdir(outDir)]);
    const { signal = new AbortController().signal, report = () => {}, threads = ports.threads } = options;
    const result = await runRecipe(ports, engine, take, { workDir, outDir, threads, signal, report });
    const differing = await compare(take.outputs, outDir, result.outputs);
    const wallS = (ports.clock.nowMs() - startedMs) / 1000;
    return { takeId, identical: differing.length === 0, compared: take.outputs.length, differing, wallS };
  } finally {
    await scratch.dispose();
  }
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
