import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { renderDisclosurePdf } from '@backlot/evidence';
import { BacklotError } from '@backlot/film';
import type { Command } from 'commander';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';
import { withStudio } from '../with-studio.ts';

/** `backlot disclose <production>`: the report as PDF and JSON files, or as JSON on standard output. */
export async function runDisclose(
  production: string,
  options: SharedOptions & { readonly out?: string },
  command: Command,
): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    const report = await studio.rights.discloseProduction(production);
    const { out } = options;
    if (out !== undefined) {
      const base = resolve(out.replace(/\.(?:pdf|json)$/, ''));
      await writeNew(`${base}.json`, `${JSON.stringify(report, null, 2)}\n`);
      await writeNew(`${base}.pdf`, await renderDisclosurePdf(report));
      if (!options.json) process.stdout.write(`${base}.pdf\n${base}.json\n`);
    }
    if (options.json) printJson(report);
    else if (out === undefined) printJson(report);
  });
}

async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content, { flag: 'wx', flush: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EEXIST') {
      throw new BacklotError('OUTPUT_EXISTS', `--out "${path}": it is there already`, {
        hint: 'Name another file; Backlot overwrites nothing.',
        cause,
      });
    }
    throw new BacklotError('FOLDER_READ_ONLY', `--out "${path}": cannot be written: ${String(cause)}`, {
      hint: 'Name a folder that is there and that you may write to.',
      cause,
    });
  }
}
