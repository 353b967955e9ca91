import { resolve } from 'node:path';
import { detectInFile, type FoundMark, formatMark } from '@backlot/media';
import type { TakeRecord } from '@backlot/studio';
import type { Command } from 'commander';
import { EXIT } from '../exit-code.ts';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';
import { takeLine } from '../take-text.ts';
import { withStudio } from '../with-studio.ts';

/**
 * `backlot detect <file>`: the mark in a picture or video, wherever the file comes from, and the take of this studio that it
 * names. Exit code 4 where there is none.
 */
export async function runDetect(file: string, options: SharedOptions, command: Command): Promise<void> {
  const found = await detectInFile(resolve(file));
  if (!found) {
    process.exitCode = EXIT.notVerified;
    if (options.json) printJson({ found: false });
    else process.stdout.write(`${file}: no mark found\n`);
    return;
  }
  await withStudio({ command, options }, async ({ studio, door }) => {
    const named = await studio.findTakeByMark(formatMark(found.payload));
    const take = named && door.maySee(named) ? named : undefined;
    if (options.json) printJson({ found: true, ...describe(found), take: take?.id ?? null });
    else process.stdout.write(`${file}: ${sentence(found)}\n${whose(take)}\n`);
  });
}

function describe({ payload, confidence, frames }: FoundMark): { mark: string; confidence: number; frames: number } {
  return { mark: formatMark(payload), confidence: Math.round(confidence * 10) / 10, frames };
}

function sentence(found: FoundMark): string {
  const { mark, confidence, frames } = describe(found);
  const from = frames === 1 ? 'one frame' : `${frames} frames`;
  return `mark ${mark}, ${confidence} standard deviations above chance, from ${from}`;
}

function whose(take: TakeRecord | undefined): string {
  return take ? `  ${take.production} ${takeLine(take)}` : '  No take of this studio that you may see carries it.';
}
