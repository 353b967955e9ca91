import { resolve } from 'node:path';
import { detectInFile, type FoundMark, formatMark } from '@backlot/media';
import { EXIT } from '../exit-code.ts';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';

/** `backlot detect <file>`: the mark in a picture or video, wherever the file comes from. Exit code 4 where there is none. */
export async function runDetect(file: string, options: SharedOptions): Promise<void> {
  const found = await detectInFile(resolve(file));
  if (!found) process.exitCode = EXIT.notVerified;
  if (options.json) printJson(found ? { found: true, ...describe(found) } : { found: false });
  else process.stdout.write(`${file}: ${found ? sentence(found) : 'no mark found'}\n`);
}

function describe({ payload, confidence, frames }: FoundMark): { mark: string; confidence: number; frames: number } {
  return { mark: formatMark(payload), confidence: Math.round(confidence * 10) / 10, frames };
}

function sentence(found: FoundMark): string {
  const { mark, confidence, frames } = describe(found);
  const from = frames === 1 ? 'one frame' : `${frames} frames`;
  return `mark ${mark}, ${confidence} standard deviations above chance, from ${from}`;
}
