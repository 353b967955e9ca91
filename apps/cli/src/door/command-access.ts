import type { AccessAction, Role } from '@backlot/film';
import type { Command } from 'commander';

/** What a command is to the access rules, and the role in which the machine's own operator gives it. */
export interface CommandAccess {
  readonly action: AccessAction;
  /** Unless `--role` names another. */
  readonly role: Role;
}

/** A command that touches no studio of anybody's. */
export interface OpenCommand {
  readonly open: string;
}

const declared = new WeakMap<Command, CommandAccess | OpenCommand>();

/** Adds a command with its access; there is no other way to add one. `name` as commander reads it: `approve <take>`. */
export function addCommand(parent: Command, name: string, access: CommandAccess | OpenCommand): Command {
  const command = parent.command(name);
  declared.set(command, access);
  return command;
}

/** The access of a command that `addCommand` added. */
export function accessOfCommand(command: Command): CommandAccess | OpenCommand | undefined {
  return declared.get(command);
}

/** The access that a running command declared. @throws Error for one that declared none: nothing runs then */
export function demandAccess(command: Command): CommandAccess {
  const access = declared.get(command);
  if (access && 'action' in access) return access;
  throw new Error(`The command ${command.name()} opens the studio without having declared its access`);
}
