import { readFile, stat } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { createPolicyGate, matrixRowOf, parseUseFacts } from '@backlot/policy';
import { printJson } from '../finish.ts';
import { describeExplanation } from '../policy-text.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * `backlot policy explain <use.json>`: what the rules say of a use that is written down. An explanation given is a success
 * whatever the outcome: exit code 0, the outcome stands in the text; 2 where the file cannot be read as a use.
 */
export async function runPolicyExplain(path: string, options: { readonly json?: boolean }): Promise<void> {
  const facts = parseUseFacts(await readJson(path), new Date().toISOString(), path);
  const { decision, whatIf } = createPolicyGate().explain(facts);
  const explained = { ...decision, whatIf, matrixRow: matrixRowOf(facts) };
  if (!options.json) return void process.stdout.write(`${describeExplanation(explained)}\n`);
  const { outcome, reasons, policyHash, matrixRow } = explained;
  printJson({ outcome, reasons, whatIf, matrixRow, policyHash });
}

async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : String(cause);
    throw new BacklotError('USE_INVALID', `${path}: expected JSON: ${reason}`, {
      hint: 'Check commas and quotes.',
      cause,
    });
  }
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new RangeError(`expected at most ${MAX_BYTES} bytes, got ${size}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BacklotError('USE_INVALID', `${path}: cannot be read as UTF-8 text: ${reason}`, {
      hint: 'Name a file such as those in examples/policy-uses.',
      cause,
    });
  }
}
