import {
  type AccessKey,
  BacklotError,
  type KeyPurpose,
  keyPurposeSchema,
  type Person,
  parseOrExplain,
  tokenActionSchema,
} from '@backlot/film';
import { addressOfKey } from '@backlot/server';
import type { Command } from 'commander';
import { printJson } from '../finish.ts';
import { durationMs, type SharedOptions } from '../options.ts';
import { type EnteredStudio, withStudio } from '../with-studio.ts';
import { findAccount } from './members.ts';

interface GuestOptions extends SharedOptions {
  readonly label: string;
  readonly expires: string;
  readonly note?: boolean;
  readonly url: string;
}

interface TokenOptions extends SharedOptions {
  readonly for: string;
  readonly actions: string;
  readonly productions: string;
  readonly label: string;
  readonly expires: string;
}

/** `backlot invite-guest <take|production>` */
export async function runInviteGuest(what: string, options: GuestOptions, command: Command): Promise<void> {
  const expiresInMs = durationMs('--expires', options.expires);
  await withStudio({ command, options }, async (entered) => {
    const { by, production, takes } = await findPlace(entered, what);
    const purpose = { kind: 'guest-link', production, shots: [], takes, mayNote: options.note === true } as const;
    const { key, secret } = await entered.crew.handOut({ by, purpose, label: options.label, expiresInMs });
    const link = addressOfKey(options.url, key, secret);
    if (options.json) printJson({ key, link });
    else process.stdout.write(`${options.label} sees it with this link until ${key.expiresAt}:\n  ${link}\n`);
  });
}

/** `backlot token create` */
export async function runTokenCreate(options: TokenOptions, command: Command): Promise<void> {
  const expiresInMs = durationMs('--expires', options.expires);
  await withStudio({ command, options }, async ({ crew, door }) => {
    const by = door.demandAnywhere();
    const account = await findAccount({ crew }, options.for);
    const purpose = parseOrExplain(
      keyPurposeSchema,
      {
        kind: 'token',
        account: account.id,
        actions: listOf(options.actions),
        productions: listOf(options.productions),
      },
      { what: `Token: actions are ${tokenActionSchema.options.join(', ')}`, code: 'OPTION_INVALID' },
    );
    const { key, secret } = await crew.handOut({ by, purpose, label: options.label, expiresInMs });
    if (options.json) printJson({ key, token: secret });
    else process.stdout.write(`Token of ${account.name}, shown this once, until ${key.expiresAt}:\n  ${secret}\n`);
  });
}

/** `backlot token list` */
export async function runTokenList(
  options: SharedOptions & { readonly for?: string },
  command: Command,
): Promise<void> {
  await withStudio({ command, options }, async ({ crew, door }) => {
    door.demandAnywhere();
    const account = options.for === undefined ? {} : { account: (await findAccount({ crew }, options.for)).id };
    const keys = await crew.listKeys({ kind: 'token', ...account });
    if (options.json) printJson(keys);
    else process.stdout.write(keys.length === 0 ? 'No tokens.\n' : `${keys.map(keyLine).join('\n')}\n`);
  });
}

/** `backlot token revoke <id>` */
export async function runTokenRevoke(id: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ crew, door }) => {
    const key = await crew.getKey(id);
    if (!key) {
      throw new BacklotError('LINK_INVALID', `Key "${id}": there is none with this id`, {
        hint: 'backlot token list shows what there is.',
      });
    }
    await crew.revokeKey(key, door.demandAnywhere());
    if (options.json) printJson(await crew.getKey(id));
    else process.stdout.write(`${key.label} is ended.\n`);
  });
}

/** A production by its slug, or a take by its id. */
async function findPlace(
  { studio, door }: EnteredStudio,
  what: string,
): Promise<{ readonly by: Person; readonly production: string; readonly takes: readonly string[] }> {
  const isProduction = (await studio.listProductions()).some(({ slug }) => slug === what);
  if (isProduction) return { by: door.demandOnProduction(what), production: what, takes: [] };
  const by = await door.demandOnTake(what);
  return { by, production: (await studio.getTake(what)).production, takes: [what] };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function keyLine({ id, label, purpose, lastUsedAt, expiresAt, revokedAt }: AccessKey): string {
  const end = revokedAt === undefined ? `until ${expiresAt}` : `ended ${revokedAt}`;
  return `${id}  ${label.padEnd(20)} ${scopeOf(purpose)}  ${end}, ${lastUsedAt ? `last used ${lastUsedAt}` : 'never used'}`;
}

function scopeOf(purpose: KeyPurpose): string {
  return purpose.kind === 'token' ? `${purpose.actions.join(',')} in ${purpose.productions.join(',')}` : purpose.kind;
}
