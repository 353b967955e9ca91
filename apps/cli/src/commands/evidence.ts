import { resolve } from 'node:path';
import { BacklotError } from '@backlot/film';
import type { LedgerAudit, LedgerReport, Studio, TakeVerificationReport, VerificationReport } from '@backlot/studio';
import type { Command } from 'commander';
import { EXIT } from '../exit-code.ts';
import { printJson } from '../finish.ts';
import { type SharedOptions, threadsOf } from '../options.ts';
import { withStudio } from '../with-studio.ts';

type Report = VerificationReport | TakeVerificationReport | LedgerReport | LedgerAudit;

interface VerifyOptions extends SharedOptions {
  readonly take?: string;
  readonly ledger?: boolean;
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

/** `backlot rerun <take>` */
export async function runRerun(takeId: string, options: SharedOptions, command: Command): Promise<void> {
  const threads = threadsOf(options);
  await withStudio({ command, options, threads }, async ({ studio, door }) => {
    await door.demandOnTake(takeId);
    const report = await studio.rerunTake(takeId, threads === undefined ? {} : { threads });
    if (!report.identical) process.exitCode = EXIT.notVerified;
    if (options.json) printJson(report);
    else if (report.identical)
      process.stdout.write(`Identical: ${report.compared} files, every byte (${report.wallS.toFixed(1)} s).\n`);
    else
      process.stdout.write(
        `Different: ${report.differing.length} of ${report.compared} files: ${report.differing.slice(0, 10).join(', ')}\n`,
      );
  });
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
