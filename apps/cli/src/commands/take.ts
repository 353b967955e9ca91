import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BacklotError, purposeSchema, readTakeSetUp, type TakeSetUp } from '@backlot/film';
import type { Studio, TakePlan, TakeRecord } from '@backlot/studio';
import type { Command } from 'commander';
import { copyTakeFiles, refuseUsedFolder } from '../copy-take-files.ts';
import { EXIT } from '../exit-code.ts';
import { finish, printJson } from '../finish.ts';
import { followTake } from '../follow-take.ts';
import { type SharedOptions, threadsOf, wholeNumber } from '../options.ts';
import { describePlan, exitCodeOfPlan } from '../plan-text.ts';
import { type SetUpOptions, setUpOfOptions } from '../set-up-of-options.ts';
import { costSummary, describeDecision, describeTake, needsAnswer, takeLine, takeSummary } from '../take-text.ts';
import { withStudio } from '../with-studio.ts';

interface TakeOptions extends SharedOptions, SetUpOptions {
  readonly out?: string;
  readonly plan?: boolean;
}

interface TakesOptions extends SharedOptions {
  readonly production?: string;
  readonly shot?: string;
  readonly limit: string;
}

/** `backlot take <engine> <set-up> --out <dir>`, or with words in place of the set-up */
export async function runTake(
  engine: string,
  setUpPath: string | undefined,
  options: TakeOptions,
  command: Command,
): Promise<void> {
  const setUp = setUpPath === undefined ? setUpOfOptions(options) : await readSetUp(setUpPath, options.purpose);
  if (options.out === undefined && !options.plan) {
    throw new BacklotError('OPTION_INVALID', '--out: expected a folder for the finished files, got none', {
      hint: 'Name a new or empty folder, or ask with --plan what the take would send and cost.',
    });
  }
  const out = resolve(options.out ?? '.');
  if (!options.plan) await refuseUsedFolder(out);
  const threads = threadsOf(options);
  await withStudio({ command, options, threads }, async ({ studio, door }) => {
    const by = door.demandOnProduction(setUp.production);
    const folder = setUpPath === undefined ? process.cwd() : dirname(resolve(setUpPath));
    const request = { engine, setUp, resolveFile: (file: string) => resolve(folder, file), by };
    if (options.plan) return printPlan(await naming(setUpPath, studio.planTake(request)), options);
    const requested = await naming(setUpPath, studio.requestTake(request));
    const take = await followTake(studio, requested, { isQuiet: options.json === true, by });
    await report(studio, take, out, options.json === true);
  });
}

/** Without a set-up file there are no fields to correct, but options to give. */
async function naming<T>(setUpPath: string | undefined, asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    if (setUpPath !== undefined || !(error instanceof BacklotError) || error.code !== 'SET_UP_INVALID') throw error;
    throw new BacklotError(error.code, error.message, {
      hint: 'Give a parameter with --set <name>=<value>, a file with --input <role>=<file>, a take with --from <role>=<take>, or one file of it with --from <role>=<take>/<file>.',
      cause: error,
    });
  });
}

function printPlan(plan: TakePlan, { json }: SharedOptions): void {
  process.exitCode = exitCodeOfPlan(plan);
  if (json) printJson(plan);
  else process.stdout.write(`${describePlan(plan)}\n`);
}

/** `backlot takes` */
export async function runTakes(options: TakesOptions, command: Command): Promise<void> {
  const limit = wholeNumber('--limit', options.limit, 1, 1000);
  const filter = {
    limit,
    ...(options.production === undefined ? {} : { production: options.production }),
    ...(options.shot === undefined ? {} : { shot: options.shot }),
  };
  await withStudio({ command, options }, async ({ studio, door }) => {
    const takes = (await studio.listTakes(filter)).filter(door.maySee);
    if (options.json) printJson(takes.map(takeSummary));
    else process.stdout.write(takes.length === 0 ? NO_TAKES : `${takes.map(takeLine).join('\n')}\n`);
  });
}

const NO_TAKES = `No takes yet. Make one:
  npx backlot take collapse examples/street-collapse/set-up.json --out ./collapse\n`;

async function readSetUp(path: string, purpose: string | undefined): Promise<TakeSetUp> {
  const setUp = readTakeSetUp(await readBytes(path), path);
  if (purpose === undefined) return setUp;
  const parsed = purposeSchema.safeParse(purpose);
  if (parsed.success) return { ...setUp, purpose: parsed.data };
  throw new BacklotError('OPTION_INVALID', `--purpose: expected ${purposeSchema.options.join(', ')}, got "${purpose}"`);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new BacklotError('SET_UP_UNREADABLE', `Set-up "${path}": the file can't be read`, {
      hint: 'Check the path; docs/guide/collapse-set-up.md shows how a set-up is written.',
      cause,
    });
  }
}

async function report(studio: Studio, take: TakeRecord, out: string, isJson: boolean): Promise<void> {
  if (needsAnswer(take)) {
    process.exitCode = EXIT.refused;
    if (isJson) printJson({ ...takeSummary(take), decision: take.decision });
    else process.stderr.write(`${describeDecision(take)}\n`);
    return;
  }
  if (take.state === 'failed') {
    const { code = 'ENGINE_FAILED', message = 'the take failed', hint } = take.error ?? {};
    return finish(new BacklotError(code, message, hint === undefined ? {} : { hint }), isJson);
  }
  if (take.state === 'cancelled')
    return finish(new BacklotError('TAKE_CANCELLED', `Take ${take.id} was cancelled.`), isJson);
  await copyTakeFiles(studio, take, out);
  const calls = await studio.models.callsOfTake(take.id);
  if (isJson) printJson({ ...takeSummary(take), ...costSummary(calls), out });
  else process.stdout.write(`${describeTake(take, out, calls)}\n`);
}
