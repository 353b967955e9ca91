import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { BacklotError, parseOrExplain } from '@backlot/film';
import { createWordsCheck, type WordsContext, type WordsFinding } from '@backlot/policy';
import { z } from 'zod';
import { EXIT } from '../exit-code.ts';

const registeredSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  characters: z.array(z.string()).default([]),
  hasConsent: z.boolean(),
});
const lineSchema = z.looseObject({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  context: z
    .strictObject({
      characters: z.array(z.string()).default([]),
      places: z.array(z.string()).default([]),
      register: z.array(registeredSchema).default([]),
    })
    .default({ characters: [], places: [], register: [] }),
});

/** How many different contexts keep their check; a file rarely has more than a few. */
const KEPT_CHECKS = 200;

/** `backlot policy words <file>`: one answer a line, in order; a bad line is named and makes the exit code 2. */
export async function runPolicyWords(file: string, options: { readonly json?: boolean }): Promise<void> {
  const checkFor = checksByContext();
  const lines = (await readLines(file)).split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      const { id, text, context } = parseLine(line, at + 1);
      print(id, text, checkFor(context)(text), options.json === true);
    } catch (error) {
      if (!(error instanceof BacklotError)) throw error;
      process.exitCode = EXIT.badInput;
      printBadLine(error, at + 1, options.json === true);
    }
  }
}

async function readLines(file: string): Promise<string> {
  try {
    const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BacklotError('FILE_UNREADABLE', `${file}: cannot be read as UTF-8 text`, {
      hint: 'Name a file of JSON lines, or - for standard input.',
      cause,
    });
  }
}

function parseLine(line: string, number: number): z.infer<typeof lineSchema> {
  const what = `Line ${number}`;
  return parseOrExplain(lineSchema, parseJson(line, what), { what, code: 'WORDS_LINE_INVALID' });
}

function parseJson(line: string, what: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new BacklotError('WORDS_LINE_INVALID', `${what}: expected JSON, got ${line.slice(0, 80)}`, {
      hint: 'Each line is {"id": …, "text": …, "context": {"characters": […], "places": […]}}; context may be left out.',
      cause,
    });
  }
}

/** Checks are built once for each context that a file uses. */
function checksByContext(): (context: WordsContext) => (text: string) => WordsFinding {
  const checks = new Map<string, (text: string) => WordsFinding>();
  return (context) => {
    const key = JSON.stringify(context);
    const known = checks.get(key);
    if (known) return known;
    if (checks.size >= KEPT_CHECKS) checks.clear();
    const check = createWordsCheck(context);
    checks.set(key, check);
    return check;
  };
}

function print(id: string | number, text: string, finding: WordsFinding, isJson: boolean): void {
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ id, ...finding })}\n`);
    return;
  }
  const reasons = finding.found.map(({ text: words, why }) => `\n      "${words}": ${why}`).join('');
  process.stdout.write(`${finding.outcome.padEnd(5)} ${id}: ${text.slice(0, 120)}${reasons}\n`);
}

function printBadLine({ code, message, hint }: BacklotError, line: number, isJson: boolean): void {
  if (isJson) process.stdout.write(`${JSON.stringify({ line, error: { code, message, hint } })}\n`);
  else process.stderr.write(`${code}: ${message}\n${hint === undefined ? '' : `  ${hint}\n`}`);
}
