import { Command, CommanderError, Option } from 'commander';
import { addModelCommands } from './add-model-commands.ts';
import { addRightsCommands, type CommandKit } from './add-rights-commands.ts';
import { addWorkCommands } from './add-work-commands.ts';
import { addCommand } from './door/command-access.ts';
import { EXIT } from './exit-code.ts';
import { finish, printJson } from './finish.ts';

const EXAMPLES = `
Examples:
  $ npx backlot take collapse examples/street-collapse/set-up.json --out ./collapse
  $ npx backlot takes --json
  $ npx backlot verify ./collapse/collapse.mp4
  $ npx backlot rerun 01JD3Q...            make it again and compare every byte
  $ npx backlot policy explain examples/policy-uses/re-age-without-consent.json
  $ npx backlot serve                      the studio on http://localhost:4600

Exit codes: 0 done, 1 our fault, 2 bad input, 3 refused by policy, 4 verification failed.
The studio's data lie in BACKLOT_HOME (default: .backlot in the clone).
DATABASE_URL names a PostgreSQL of your own instead of the embedded one.
You act as this machine's operator (--by, --role), or with BACKLOT_TOKEN as that token's account.`;

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

/** All commands; each with its access. */
export function createProgram(isJson: boolean): Command {
  const program = new Command('backlot')
    .description('A studio for film and TV crews: takes with consent, licence and evidence built in.')
    .version('0.1.0')
    .exitOverride()
    .showHelpAfterError('(backlot --help shows what there is)')
    .addHelpText('after', EXAMPLES)
    .configureOutput(isJson ? { writeErr: () => {} } : {});
  addMakingCommands(program);
  addDecidingCommands(program);
  const kit: CommandKit = { lazily, json: jsonOption, by: byOption, role: roleOption };
  addRightsCommands(program, kit);
  addWorkCommands(program, kit);
  addModelCommands(program, kit);
  addEvidenceCommands(program);
  addPolicyCommands(program);
  addServingCommands(program);
  addCrewCommands(program);
  return program;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function addMakingCommands(program: Command): void {
  addCommand(program, 'take <engine> [set-up]', { action: 'request-take', role: 'artist' })
    .description('make a take from a set-up file, or from words: --production, --shot, --model, --prompt')
    .option('--out <dir>', 'folder for the finished files; must be new or empty')
    .option('--plan', 'only say what it would send, what that costs and what policy says')
    .option('--purpose <purpose>', 'ideation, temp or final; overrides the set-up file')
    .option('--production <slug>', 'without a set-up file: for which production')
    .option('--shot <code>', 'without a set-up file: for which shot, such as sq010/sh0040')
    .option('--seed <number>', 'without a set-up file: another seed, another take')
    .option('--model <card>', 'without a set-up file: id of the model card')
    .option('--prompt <words>', 'without a set-up file: what is wanted')
    .option('--negative <words>', 'without a set-up file: what is not wanted')
    .option('--set <name=value>', 'without a set-up file: any other parameter of the engine; again for more', collect)
    .option('--input <role=file>', 'without a set-up file: a file it reads; again for more', collect)
    .option('--licence <role=licence>', 'licence of the register for an --input; again for more', collect)
    .option(
      '--from <role=take>',
      'without a set-up file: what an earlier take has of this role, or with take/file one file of it; again for more',
      collect,
    )
    .addOption(threadsOption())
    .addOption(byOption())
    .addOption(roleOption('artist'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/take.ts')).runTake));
  const collapse = addCommand(program, 'collapse', { open: 'its own commands ask' }).description(
    'help with the set-up of a collapse',
  );
  addCommand(collapse, 'suggest <plate>', { open: 'it looks at a picture and reads no studio' })
    .description('a first set-up from a photograph: vanishing lines, focal length, a block for the building')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/collapse.ts')).runCollapseSuggest));
  addCommand(program, 'takes', { action: 'list-productions', role: 'artist' })
    .description('list takes, newest first')
    .option('--production <slug>', 'only of this production')
    .option('--shot <code>', 'only of this shot, such as sq010/sh0040')
    .option('--limit <count>', 'at most this many', '100')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/take.ts')).runTakes));
  addCommand(program, 'cancel <take>', { action: 'cancel-take', role: 'artist' })
    .description('end a take that is not finished')
    .addOption(byOption())
    .addOption(roleOption('artist'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runCancel));
}

function addDecidingCommands(program: Command): void {
  addCommand(program, 'approve <take>', { action: 'approve-use', role: 'supervisor' })
    .description("give a role's approval of a use that policy asks for; the take then runs")
    .option('--text <words>', 'why')
    .addOption(byOption())
    .addOption(roleOption('supervisor'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runApprove));
  addCommand(program, 'review <take> <decision>', { action: 'add-note', role: 'supervisor' })
    .description('approve, reject or note a finished take')
    .option('--text <words>', 'what you saw')
    .option('--frame <frame>', 'the frame it is about, counted from 0')
    .addOption(byOption())
    .addOption(roleOption('supervisor'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runReview));
  addCommand(program, 'pick <take> <variant>', { action: 'pick-variant', role: 'artist' })
    .description('pick the variant of a take that is gone on with, by its number or the name of its file')
    .addOption(byOption())
    .addOption(roleOption('artist'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runPick));
  addCommand(program, 'deliver <take>', { action: 'deliver-take', role: 'producer' })
    .description('the gate once more, then an approved take as a folder with disclosure report and checksums')
    .requiredOption('--out <dir>', 'folder to make; must be new or empty')
    .option('--mark-masters', 'put the mark of the take into ProRes masters too')
    .addOption(byOption())
    .addOption(roleOption('producer'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/decide.ts')).runDeliver));
}

function addEvidenceCommands(program: Command): void {
  addCommand(program, 'verify [file]', { action: 'verify-evidence', role: 'artist' })
    .description("check a file's seal and the ledger; a take's with --take, the ledger alone with neither")
    .option('--take <id>', 'check all files of a take')
    .option('--ledger', 'check the ledger against its signed checkpoints too')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/evidence.ts')).runVerify));
  addCommand(program, 'detect <file>', { action: 'verify-evidence', role: 'producer' })
    .description('look for the mark of a take in a picture or video, also scaled, cropped or compressed')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/detect.ts')).runDetect));
  addCommand(program, 'rerun <take>', { action: 'rerun-take', role: 'artist' })
    .description(
      'make a take again from its recipe and compare every byte; of a model’s take also make another like it',
    )
    .option('--no-new', 'only compare: ask no model for another take')
    .addOption(threadsOption())
    .addOption(byOption())
    .addOption(roleOption('artist'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/evidence.ts')).runRerun));
  addCommand(program, 'bench [subject]', { open: 'it measures in a home of its own' })
    .description('measure: collapse (a whole take), tracer, dust or stress')
    .addOption(threadsOption())
    .option('--frames <count>', 'of the collapse bench', '96')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/bench.ts')).runBench));
}

function addPolicyCommands(program: Command): void {
  const policy = addCommand(program, 'policy', { open: 'its own commands ask' }).description(
    'what the rules say, and why',
  );
  addCommand(policy, 'explain <use.json>', { open: 'it judges what the file says and reads no studio' })
    .description('judge a use that is written down: outcome, reasons, sources, what would change the answer')
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/policy-explain.ts')).runPolicyExplain));
  addCommand(policy, 'words <file>', { open: 'it reads lines of a file and no studio' })
    .description('find references to people in JSON lines {id, text, context?}; - reads standard input')
    .option('--json', 'print one JSON line for each line')
    .action(lazily(async () => (await import('./commands/policy-words.ts')).runPolicyWords));
}

function addServingCommands(program: Command): void {
  addCommand(program, 'serve', { action: 'work-off-takes', role: 'system' })
    .description('the studio in the browser, and a worker')
    .option('--port <port>', 'where to listen on 127.0.0.1', '4600')
    .option('--host <address>', 'listen there instead; needs --public-url')
    .option('--public-url <url>', 'https address under which a proxy offers the studio to others')
    .option('--no-worker', 'leave the takes to workers of their own')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/serve.ts')).runServe));
  addCommand(program, 'worker', { action: 'work-off-takes', role: 'system' })
    .description('work off queued takes until Ctrl-C')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/worker.ts')).runWorker));
  addCommand(program, 'start', { action: 'work-off-takes', role: 'system' })
    .description('what npm start does: example production, example take, then serve')
    .option('--port <port>', 'where to listen on 127.0.0.1', '4600')
    .option('--once', 'stop after the example take')
    .addOption(threadsOption())
    .action(lazily(async () => (await import('./commands/serve.ts')).runStart));
}

function addCrewCommands(program: Command): void {
  const members = addCommand(program, 'members', { open: 'its own commands ask' }).description(
    'the people of the studio and their roles',
  );
  addCommand(members, 'list', { action: 'manage-members', role: 'owner' })
    .description('everybody who has an account')
    .option('--production <slug>', 'only who holds a role there')
    .addOption(byOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/members.ts')).runMembersList));
  addCommand(members, 'invite <name>', { action: 'manage-members', role: 'owner' })
    .description('a link with which somebody makes their account; pass it on yourself')
    .requiredOption('--as <role>', 'artist, supervisor, producer, legal or performer')
    .option('--production <slug>', 'in this production (default: in all)')
    .option('--performer <id...>', 'performers for whom they speak')
    .option('--expires <time>', 'such as 12h or 7d', '7d')
    .addOption(urlOption())
    .addOption(byOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/members.ts')).runMembersInvite));
  for (const [verb, what] of [
    ['add', 'give a member a role'],
    ['remove', 'take a role back, or without --as end the account'],
  ] as const) {
    addCommand(members, `${verb} <member>`, { action: 'manage-members', role: 'owner' })
      .description(`${what}; a member is an e-mail address or an id`)
      .option('--as <role>', 'artist, supervisor, producer, legal or performer')
      .option('--production <slug>', 'in this production (default: in all)')
      .addOption(byOption())
      .addOption(jsonOption())
      .action(
        lazily(async () => {
          const commands = await import('./commands/members.ts');
          return verb === 'add' ? commands.runMembersAdd : commands.runMembersRemove;
        }),
      );
  }
  addCommand(program, 'owner-link', { action: 'manage-members', role: 'owner' })
    .description('a one-time link that makes an owner; links made before it end')
    .addOption(urlOption())
    .addOption(byOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/members.ts')).runOwnerLink));
  addKeyCommands(program);
}

function addKeyCommands(program: Command): void {
  addCommand(program, 'invite-guest <take|production>', { action: 'invite-guest', role: 'producer' })
    .description('a review link for somebody without an account')
    .option('--label <words>', 'who it is for', 'Guest')
    .option('--expires <time>', 'such as 12h or 7d', '7d')
    .option('--note', 'let them write notes')
    .addOption(urlOption())
    .addOption(byOption())
    .addOption(roleOption('producer'))
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/keys.ts')).runInviteGuest));
  const token = addCommand(program, 'token', { open: 'its own commands ask' }).description(
    'tokens for programs: BACKLOT_TOKEN, or "Authorization: Bearer"',
  );
  addCommand(token, 'create', { action: 'manage-own-tokens', role: 'owner' })
    .description('a token of an account; it is shown this once')
    .requiredOption('--for <member>', 'e-mail address or id of the account whose token it is')
    .requiredOption('--actions <list>', 'what it may do, such as view-take,download-file')
    .option('--productions <list>', 'where (default: everywhere its account may)', '*')
    .option('--label <words>', 'what it is for', 'Token')
    .option('--expires <time>', 'such as 12h or 90d', '90d')
    .addOption(byOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/keys.ts')).runTokenCreate));
  addCommand(token, 'list', { action: 'manage-own-tokens', role: 'owner' })
    .description('tokens that there are, and when they were last used')
    .option('--for <member>', 'only those of this account')
    .addOption(byOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/keys.ts')).runTokenList));
  addCommand(token, 'revoke <id>', { action: 'manage-own-tokens', role: 'owner' })
    .description('end a token, link or invitation at once')
    .addOption(byOption())
    .addOption(jsonOption())
    .action(lazily(async () => (await import('./commands/keys.ts')).runTokenRevoke));
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
  return new Option('--role <role>', `in which role (default: ${role})`).choices([
    'owner',
    'artist',
    'supervisor',
    'producer',
    'legal',
  ]);
}

function urlOption(): Option {
  return new Option('--url <address>', 'where the studio is found').default('http://localhost:4600');
}
