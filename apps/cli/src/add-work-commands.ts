import type { Command } from 'commander';
import type { CommandKit } from './add-rights-commands.ts';
import { addCommand } from './door/command-access.ts';

const works = () => import('./commands/works.ts');

/** Works on file that nobody licensed: what models make is compared with them. */
export function addWorkCommands(program: Command, kit: CommandKit): void {
  const group = addCommand(program, 'work', { open: 'its own commands ask' }).description(
    'works on file that nobody licensed: what models make is compared with them',
  );
  acting(addCommand(group, 'add <production> <picture>', { action: 'edit-register', role: 'producer' }), kit)
    .description('put somebody’s picture on file: JPEG, PNG, TIFF or EXR')
    .requiredOption('--title <title>', 'what it is called')
    .requiredOption('--owner <owner>', 'whose it is')
    .requiredOption('--reason <words>', 'why it is on file')
    .option('--licence <licence>', 'the licence of the register that covers it')
    .action(kit.lazily(async () => (await works()).runAddWork));
  acting(addCommand(group, 'license <work> <licence>', { action: 'edit-register', role: 'producer' }), kit)
    .description('say which licence of the register covers a work')
    .action(kit.lazily(async () => (await works()).runLicenseWork));
  acting(addCommand(group, 'list <production>', { action: 'view-register', role: 'producer' }), kit)
    .description('all works on file, and whether a licence covers them')
    .action(kit.lazily(async () => (await works()).runListWorks));
}

function acting(command: Command, kit: CommandKit): Command {
  return command.addOption(kit.by()).addOption(kit.role('producer')).addOption(kit.json());
}
