import { resolve } from 'node:path';
import { BacklotError } from '@backlot/film';
import type {
  LedgerAudit,
  LedgerReport,
  RerunReport,
  Studio,
  TakeRecord,
  TakeVerificationReport,
  VerificationReport,
} from '@backlot/studio';
import type { Command } from 'commander';
import type { Door } from '../door/enter.ts';
import { EXIT } from '../exit-code.ts';
import { printJson } from '../finish.ts';
import { followTake } from '../follow-take.ts';
import { type SharedOptions, threadsOf } from '../options.ts';
import { takeLine, takeSummary } from '../take-text.ts';
import { withStudio } from '../with-studio.ts';

type Report = VerificationReport | TakeVerificationReport | LedgerReport | LedgerAudit;

interface VerifyOptions extends SharedOptions {
  readonly take?: string;
  readonly ledger?: boolean;
}

interface RerunCommandOptions extends SharedOptions {
  /** False with `--no-new`. */
  readonly new?: boolean;
}

/** `backlot verify [file] [--take <id>] [--ledger]` */
export async function runVerify(file: string | undefined, options: VerifyOptions, command: Command): Promise<void> {
  const asked = [file, options.take, options.ledger].filter((each) => each !== undefined);
  if (asked.length > 1) {
    throw new BacklotError(
      'OPTION_INVALID',
      `verify: expected a file, --take or --ledger, got ${asked.length} of them`,
      {
        hint: 'Check them one after the other.',
      },
    );
  }
  await withStudio({ command, options }, async ({ studio, door }) => {
    if (options.take !== undefined) await door.demandOnTake(options.take);
    const report = await verify(studio, file, options);
    const holds = (report.state === 'valid' || report.state === 'trusted') && ledgerHolds(report);
    if (!holds) process.exitCode = EXIT.notVerified;
    if (options.json) printJson({ ...report, state: holds ? report.state : 'invalid' });
    else process.stdout.write(`${describe(report, file ?? options.take ?? 'ledger')}\n`);
  });
}

/** `backlot rerun <take>`: every byte again; of a model's take what is ours, and then a new take like it. */
export async function runRerun(takeId: string, options: RerunCommandOptions, command: Command): Promise<void> {
  const threads = threadsOf(options);
  await withStudio({ command, options, threads }, async ({ studio, door }) => {
    await door.demandOnTake(takeId);
    const report = await studio.rerunTake(takeId, threads === undefined ? {} : { threads });
    if (!report.identical) process.exitCode = EXIT.notVerified;
    if (!options.json) process.stdout.write(`${describeRerun(report)}\n`);
    const isNewNeeded = report.replayedCalls > 0 && report.identical && options.new !== false;
    const again = isNewNeeded ? await takeLike(studio, takeId, { door, isQuiet: options.json === true }) : undefined;
    if (options.json) printJson(again ? { ...report, newTake: takeSummary(again) } : report);
    else if (again) process.stdout.write(`A take like it: ${takeLine(again)}\n`);
  });
}

async function takeLike(
  studio: Studio,
  takeId: string,
  { door, isQuiet }: { readonly door: Door; readonly isQuiet: boolean },
): Promise<TakeRecord> {
  const { production } = await studio.getTake(takeId);
  const by = door.demandOnProduction(production, 'request-take');
  return followTake(studio, await studio.repeatTake(takeId, by), { isQuiet, by });
}

function describeRerun({ identical, compared, differing, replayedCalls, wallS }: RerunReport): string {
  const files = identical
    ? `Identical: ${compared} files, every byte (${wallS.toFixed(1)} s).`
    : `Different: ${differing.length} of ${compared} files: ${differing.slice(0, 10).join(', ')}`;
  if (replayedCalls === 0) return files;
  const calls = replayedCalls === 1 ? 'One answer of a model was' : `${replayedCalls} answers of models were`;
  return `${files}
${calls} taken from the record: what was made of them is the same, but no model can be made to
say the same again (its vendor promises no bytes, and may have changed it since).`;
}

function verify(studio: Studio, file: string | undefined, { take, ledger }: VerifyOptions): Promise<Report> {
  if (ledger) return studio.auditLedger();
  if (take !== undefined) return studio.verifyTake(take);
  return file === undefined ? studio.verifyLedger() : studio.verifyFile(resolve(file));
}

function ledgerHolds(report: Report): boolean {
  return !('ledger' in report) || report.ledger.state === 'valid';
}

function describe(report: Report, what: string): string {
  const ledger = 'ledger' in report ? report.ledger : report;
  const own = 'ledger' in report ? [`${what}: ${report.state}`, ...report.reasons.map((reason) => `  ${reason}`)] : [];
  const rows = `ledger: ${ledger.state}, ${ledger.entries} entries`;
  const checkpoints = 'checkpoints' in report ? describeCheckpoints(report.checkpoints) : [];
  return [...own, rows, ...ledger.reasons.map((reason) => `  ${reason}`), ...checkpoints].join('\n');
}

function describeCheckpoints({ count, coversTo, notes }: LedgerAudit['checkpoints']): string[] {
  const cover = coversTo === undefined ? '' : `, up to entry ${coversTo}`;
  return [`checkpoints: ${count} signed${cover}`, ...notes.map((note) => `  ${note}`)];
}
