import type { Command } from 'commander';
import type { CommandKit } from './add-rights-commands.ts';
import { addCommand } from './door/command-access.ts';

const models = () => import('./commands/models.ts');

/** Back ends of models, what they may be sent and what they cost. */
export function addModelCommands(program: Command, kit: CommandKit): void {
  const group = addCommand(program, 'models', { open: 'its own commands ask' }).description(
    'where models run, what they may be sent, what they cost',
  );
  const acting = (command: Command) =>
    command.addOption(kit.by()).addOption(kit.role('producer')).addOption(kit.json());
  addCommand(group, 'kinds', { action: 'list-productions', role: 'producer' })
    .description('kinds of back ends that this studio speaks with')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await models()).runListKinds));
  acting(addCommand(group, 'add <production>', { action: 'manage-models', role: 'producer' }))
    .description('add a back end; its key comes from --key-file or BACKLOT_MODEL_KEY, and is kept encrypted')
    .requiredOption('--kind <kind>', 'comfyui, openai, fal, …: see backlot models kinds')
    .option('--title <words>', 'what the crew calls it')
    .option('--address <url>', 'where it answers; without it the vendor’s own address')
    .option('--own', 'a machine of your own: its private address is allowed')
    .option('--key-file <file>', 'file that holds nothing but the key')
    .action(kit.lazily(async () => (await models()).runAddBackEnd));
  acting(addCommand(group, 'list <production>', { action: 'view-models', role: 'producer' }))
    .description('back ends, and the model cards that name them')
    .action(kit.lazily(async () => (await models()).runListModels));
  acting(addCommand(group, 'test <back-end>', { action: 'manage-models', role: 'producer' }))
    .description('speak with a back end: what is there, what is missing; costs nothing')
    .action(kit.lazily(async () => (await models()).runTestBackEnd));
  acting(addCommand(group, 'change <back-end>', { action: 'manage-models', role: 'producer' }))
    .description('correct a back end; what is not named stays')
    .option('--title <words>', 'what the crew calls it')
    .option('--address <url>', 'where it answers, or none: the vendor’s own address')
    .option('--new-key', 'replace its key by that of --key-file or BACKLOT_MODEL_KEY')
    .option('--key-file <file>', 'file that holds nothing but the new key')
    .action(kit.lazily(async () => (await models()).runChangeBackEnd));
  acting(addCommand(group, 'remove <back-end>', { action: 'manage-models', role: 'producer' }))
    .description('remove a back end and its key; what was done by it stays on record')
    .action(kit.lazily(async () => (await models()).runRemoveBackEnd));
  acting(addCommand(group, 'switch <back-end> <state>', { action: 'manage-models', role: 'producer' }))
    .description('switch a back end on or off')
    .action(kit.lazily(async () => (await models()).runSwitchBackEnd));
  acting(addCommand(group, 'offline <production> <state>', { action: 'manage-models', role: 'producer' }))
    .description('on: nothing of this production is sent to any model; off: it may be')
    .action(kit.lazily(async () => (await models()).runSwitchOffline));
  addCommand(group, 'brief <production> <file>', { action: 'request-take', role: 'artist' })
    .description('have a language model read a brief into shots and questions; nothing of it is run')
    .requiredOption('--model <card>', 'card of the model that reads it')
    .option('--plan', 'only say what would leave, what it costs and what policy says')
    .addOption(kit.by())
    .addOption(kit.role('artist'))
    .addOption(kit.json())
    .action(kit.lazily(async () => (await import('./commands/brief.ts')).runBrief));
  acting(addCommand(group, 'budget <production>', { action: 'manage-models', role: 'producer' }))
    .description(
      'what the models of a production, or with --shot of one shot, may cost; without --limit, what they may now',
    )
    .option('--limit <usd>', 'dollars, or none')
    .option('--shot <code>', 'only of this shot, such as sq010/sh0040')
    .action(kit.lazily(async () => (await models()).runBudget));
  acting(addCommand(group, 'spend <production>', { action: 'view-models', role: 'producer' }))
    .description('what its models cost, by shot and call')
    .action(kit.lazily(async () => (await models()).runSpend));
}
