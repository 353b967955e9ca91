import { relative, resolve } from 'node:path';
import { type SetUpSuggestion, suggestFromFile } from '@backlot/engine-collapse';
import type { TakeSetUp } from '@backlot/film';
import { EXIT } from '../exit-code.ts';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';

/**
 * `backlot collapse suggest <plate>`: a set-up file on standard output, to be corrected, and on standard error what was
 * found in the plate and how sure that is; with `--json` both in one document. Exit code 4 where no camera was found.
 */
export async function runCollapseSuggest(plate: string, options: SharedOptions): Promise<void> {
  const suggestion = await suggestFromFile({ path: resolve(plate), name: plate });
  const setUp = draftSetUp(suggestion, relative(process.cwd(), resolve(plate)));
  if (setUp === undefined) process.exitCode = EXIT.notVerified;
  if (options.json) {
    printJson({ setUp: setUp ?? null, findings: suggestion.findings });
    return;
  }
  if (setUp) printJson(setUp);
  const lines = suggestion.findings.map(({ about, confidence, text }) => `${confidence.padEnd(7)} ${about}: ${text}`);
  process.stderr.write(`${lines.join('\n')}\n`);
}

/** Production, shot and licence are stand-ins that a person replaces. */
function draftSetUp({ parameters }: SetUpSuggestion, file: string): TakeSetUp | undefined {
  if (!parameters) return undefined;
  return {
    production: 'example',
    shot: 'sq010/sh0010',
    purpose: 'ideation',
    seed: 0,
    inputs: { plate: { file, licence: { owner: 'Whose it is', statement: 'Under which terms' } } },
    parameters: { ...parameters },
  };
}
