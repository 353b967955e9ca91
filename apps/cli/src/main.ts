import { Command, CommanderError, Option } from 'commander';
import { EXIT } from './exit-code.ts';
import { finish, printJson } from './finish.ts';

const EXAMPLES = `
Examples:
  $ npx backlot take collapse examples/street-collapse/set-up.json --out ./collapse
  $ npx backlot takes --json
  $ npx backlot verify ./collapse/collapse.mp4
  $ npx backlot rerun 01JD3Q...            make it again and compare every byte
  $ npx backlot serve                      the studio on http://localhost:4600

Exit codes: 0 done, 1 our fault, 2 bad input, 3 refused by policy, 4 verification failed.
The studio's data lie in BACKLOT_HOME (default: .backlot in the clone).
DATABASE_URL names a PostgreSQL of your own instead of the embedded one.`;

/** Runs one command line (`process.argv` form) and sets the process's exit code; never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const isJson = argv.includes('--json');
  try {
    await createProgram(isJson).parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) finishUsage(error, isJson);
    else finish(error, isJson);
  }
}

/** Commander has already told a person what is wrong; a script gets its one document. */
function finishUsage(error: CommanderError, isJson: boolean): void {
  if (error.exitCode === 0) return;
  process.exitCode = EXIT.badInput;
  if (!isJson) return;
  const code = error.code === 'commander.unknownCommand' ? 'COMMAND_UNKNOWN' : 'OPTION_INVALID';
  const message = error.message.replace(/^error: /, '');
  printJson({ error: { code, message, hint: 'backlot --help shows the commands and their options.' } });
}

function createProgram(isJson: boolean): Command {
  const program = new Command('backlot')
    .description('A studio for film and TV crews: takes with consent, licence and evidence built in.')
    .version('0.1.0')
    .exitOverride()
    .showHelpAfterError('(backlot --help shows what there is)')
    .addHelpText('after', EXAMPLES)
    .configureOutput(isJson ? { writeErr: () => {} } : {});
  addMakingCommands(program);
  addDecidingCommands(program);
  addEvidenceCommands(program);
  addPolicyCommands(program);
  addServingCommands(program);
  return program;
}

function addMakingCommands(program: Command): void {
  program
    .command('take <engine> <set-up>')
    .description('make a take from a set-up file, here and now')
    .requiredOption('--out <dir>', 'folder for the finished files; must be new or empty')
    .option('--purpose <purpose>', 'ideation, temp or final; overrides the set-up file')
    .addOption(threadsOption())
    .addOption(byOption())
    .addOption(roleOption('artist'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/take.ts')).runTake));
  program
    .command('takes')
    .description('list takes, newest first')
    .option('--production <slug>', 'only of this production')
    .option('--shot <code>', 'only of this shot, such as sq010/sh0040')
    .option('--limit <count>', 'at most this many', '100')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/take.ts')).runTakes));
  program
    .command('cancel <take>')
    .description('end a take that is not finished')
    .addOption(byOption())
    .addOption(roleOption('artist'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runCancel));
}

function addDecidingCommands(program: Command): void {
  program
    .command('approve <take>')
    .description("give a role's approval of a use that policy asks for; the take then runs")
    .option('--text <words>', 'why')
    .addOption(byOption())
    .addOption(roleOption('supervisor'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runApprove));
  program
    .command('review <take> <decision>')
    .description('approve, reject or note a finished take')
    .option('--text <words>', 'what you saw')
    .option('--frame <frame>', 'the frame it is about, counted from 0')
    .addOption(byOption())
    .addOption(roleOption('supervisor'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runReview));
  program
    .command('deliver <take>')
    .description('the gate once more, then an approved take as a folder with disclosure report and checksums')
    .requiredOption('--out <dir>', 'folder to make; must be new or empty')
    .addOption(byOption())
    .addOption(roleOption('producer'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runDeliver));
}

function addEvidenceCommands(program: Command): void {
  program
    .command('verify [file]')
    .description("check a file's seal and the ledger; a take's with --take, the ledger alone with neither")
    .option('--take <id>', 'check all files of a take')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/evidence.ts')).runVerify));
  program
    .command('rerun <take>')
    .description('make a take again from its recipe and compare every byte')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/evidence.ts')).runRerun));
  program
    .command('bench [subject]')
    .description('measure: collapse (a whole take), tracer or dust')
    .addOption(threadsOption())
    .option('--frames <count>', 'of the collapse bench', '96')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/bench.ts')).runBench));
}

function addPolicyCommands(program: Command): void {
  const policy = program.command('policy').description('ask policy without making anything');
  policy
    .command('words <file>')
    .description('find references to people in JSON lines {id, text, context?}; - reads standard input')
    .option('--json', 'print one JSON line for each line')
    .action(lazily(async () => (await import('./commands/policy.ts')).runPolicyWords));
}

function addServingCommands(program: Command): void {
  program
    .command('serve')
    .description('the studio in the browser, and a worker')
    .option('--port <port>', 'where to listen on 127.0.0.1', '4600')
    .option('--no-worker', 'leave the takes to workers of their own')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/serve.ts')).runServe));
  program
    .command('worker')
    .description('work off queued takes until Ctrl-C')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/worker.ts')).runWorker));
  program
    .command('start')
    .description('what npm start does: example production, example take, then serve')
    .option('--port <port>', 'where to listen on 127.0.0.1', '4600')
    .option('--once', 'stop after the example take')
    .addOption(threadsOption())
    .action(lazily(async () => (await import('./commands/serve.ts')).runStart));
}

/** Loads a command's code only when the command is given. */
function lazily<Words extends unknown[]>(load: () => Promise<(...words: Words) => Promise<void>>) {
  return async (...words: Words): Promise<void> => (await load())(...words);
}

function jsonOption(): Option {
  return new Option('--json', 'print one JSON document and nothing else');
}

function threadsOption(): Option {
  return new Option('--threads <count>', 'worker threads; the bytes are the same with any number (default: all cores)');
}

function byOption(): Option {
  return new Option('--by <name>', 'who acts (default: your login name)');
}

function roleOption(role: string): Option {
  return new Option('--role <role>', 'in which role')
    .choices(['artist', 'supervisor', 'producer', 'legal'])
    .default(role);
}
