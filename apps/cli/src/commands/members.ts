import {
  type Account,
  BacklotError,
  type CrewRole,
  crewRoleSchema,
  keyPurposeSchema,
  lineSchema,
  parseOrExplain,
  type RoleGrant,
} from '@backlot/film';
import { addressOfKey, type OpenedStudio } from '@backlot/server';
import type { Command } from 'commander';
import type { Door } from '../door/enter.ts';
import { printJson } from '../finish.ts';
import { durationMs, type SharedOptions } from '../options.ts';
import { type EnteredStudio, withStudio } from '../with-studio.ts';

interface MemberOptions extends SharedOptions {
  readonly as?: string;
  readonly production?: string;
}

interface InviteOptions extends MemberOptions {
  readonly as: string;
  readonly performer?: readonly string[];
  readonly expires: string;
  readonly url: string;
}

/** `backlot members list` */
export async function runMembersList(options: MemberOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ crew, door }) => {
    demandPlace(door, options.production ?? '*');
    const isThere = ({ production }: RoleGrant) => [options.production, '*'].includes(production);
    const accounts = (await crew.listAccounts()).filter(
      (account) => options.production === undefined || account.isOwner || account.roles.some(isThere),
    );
    if (options.json) printJson(accounts);
    else process.stdout.write(accounts.length === 0 ? NOBODY : `${accounts.map(accountLine).join('\n')}\n`);
  });
}

const NOBODY = 'Nobody has an account yet: npx backlot owner-link\n';

/** `backlot members invite <name> --as <role>` */
export async function runMembersInvite(name: string, options: InviteOptions, command: Command): Promise<void> {
  const grant = grantOf(options);
  const label = parseOrExplain(lineSchema, name, { what: 'Name', code: 'OPTION_INVALID' });
  const expiresInMs = durationMs('--expires', options.expires);
  await withStudio({ command, options }, async ({ crew, studio, door }) => {
    const by = demandPlace(door, grant.production);
    if (grant.production !== '*') await studio.getProduction(grant.production);
    const wanted = { kind: 'invitation', roles: [grant], performers: options.performer ?? [] };
    const purpose = parseOrExplain(keyPurposeSchema, wanted, { what: 'Invitation', code: 'OPTION_INVALID' });
    const { key, secret } = await crew.handOut({ by, purpose, label, expiresInMs });
    const link = addressOfKey(options.url, key, secret);
    if (options.json) printJson({ key, link });
    else process.stdout.write(`${label} makes an account with this link until ${key.expiresAt}:\n  ${link}\n`);
  });
}

/** `backlot members add <member> --as <role>` */
export async function runMembersAdd(member: string, options: MemberOptions, command: Command): Promise<void> {
  const grant = grantOf(options);
  await withStudio({ command, options }, async (entered) => {
    const by = demandPlace(entered.door, grant.production);
    const account = await findAccount(entered, member);
    await entered.crew.giveRole(account.id, grant, by);
    await tell(entered, account, options);
  });
}

/** `backlot members remove <member> [--as <role>]` */
export async function runMembersRemove(member: string, options: MemberOptions, command: Command): Promise<void> {
  const grant = options.as === undefined ? undefined : grantOf(options);
  await withStudio({ command, options }, async (entered) => {
    const by = demandPlace(entered.door, grant?.production ?? '*');
    const account = await findAccount(entered, member);
    if (grant) await entered.crew.takeRole(account.id, grant, by);
    else await entered.crew.removeAccount(account.id, by);
    await tell(entered, account, options);
  });
}

/** `backlot owner-link` */
export async function runOwnerLink(options: SharedOptions & { readonly url: string }, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ crew, door }) => {
    door.demandInStudio();
    const { key, secret } = await crew.makeOwnerLink();
    const link = addressOfKey(options.url, key, secret);
    if (options.json) printJson({ key, link });
    else process.stdout.write(`This link makes an owner, once, until ${key.expiresAt}:\n  ${link}\n`);
  });
}

/** The account of an e-mail address or id. @throws BacklotError `MEMBER_NOT_FOUND` */
export async function findAccount({ crew }: Pick<OpenedStudio, 'crew'>, member: string): Promise<Account> {
  const accounts = await crew.listAccounts();
  const found = accounts.find(({ id, email }) => id === member || email === member.toLowerCase());
  if (found) return found;
  throw new BacklotError('MEMBER_NOT_FOUND', `Member "${member}": there is none with this address or id`, {
    hint: 'backlot members list shows who there is.',
  });
}

function demandPlace(door: Door, production: string) {
  return production === '*' ? door.demandInStudio() : door.demandOnProduction(production);
}

function grantOf({ as, production = '*' }: MemberOptions): RoleGrant {
  const role = crewRoleSchema.safeParse(as);
  if (role.success) return { production, role: role.data satisfies CrewRole };
  throw new BacklotError('OPTION_INVALID', `--as: expected ${crewRoleSchema.options.join(', ')}, got "${as ?? ''}"`, {
    hint: 'Name the role: --as artist',
  });
}

async function tell({ crew }: EnteredStudio, { id, name }: Account, options: MemberOptions): Promise<void> {
  const account = await crew.getAccount(id);
  if (options.json) printJson(account ?? { id, name, removed: true });
  else process.stdout.write(account ? `${accountLine(account)}\n` : `${name} has no account any more.\n`);
}

function accountLine({ id, name, email, isOwner, roles }: Account): string {
  const held = roles.map(({ role, production }) => (production === '*' ? role : `${role} of ${production}`));
  return `${id}  ${name} <${email}>  ${[...(isOwner ? ['owner'] : []), ...held].join(', ')}`;
}
