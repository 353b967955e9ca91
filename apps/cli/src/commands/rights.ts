import { resolve } from 'node:path';
import { BacklotError, type Consent, consentStateOn, type Licence, type Performer } from '@backlot/film';
import type { Studio, Withdrawal } from '@backlot/studio';
import type { Command } from 'commander';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';
import { printRecord, printRecords } from '../print-records.ts';
import { readJsonFile } from '../read-json-file.ts';
import { takeLine, takeSummary } from '../take-text.ts';
import { withStudio } from '../with-studio.ts';

interface RecordOptions extends SharedOptions {
  readonly document?: string;
  readonly performer?: string;
  readonly text?: string;
}

/** `backlot performer add <production> <file.json>` */
export async function runAddPerformer(
  production: string,
  file: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const request = await readJsonFile(file, 'Performer');
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(production);
    printRecord(await studio.rights.registerPerformer(production, request, by), options, performerLine);
  });
}

/** `backlot performer list <production>` */
export async function runListPerformers(production: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    printRecords((await studio.rights.register(production)).performers, options, performerLine);
  });
}

/** `backlot performer reference <performer> <picture>` */
export async function runAddReference(
  performer: string,
  picture: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnPerformer(performer);
    const changed = await studio.rights.addReference(performer, { path: resolve(picture), by });
    printRecord(changed, options, performerLine);
  });
}

/** `backlot performer uses <performer>` */
export async function runListUses(performer: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    await door.demandOnPerformer(performer);
    const { id } = await studio.rights.getPerformer(performer);
    const takes = (await studio.rights.usesOfPerformers([id])).filter(door.maySee);
    if (options.json) printJson(takes.map(takeSummary));
    else process.stdout.write(takes.length === 0 ? 'No take uses them.\n' : `${takes.map(takeLine).join('\n')}\n`);
  });
}

/** `backlot consent record <production> <file.json>`, with the signed document where it is at hand. */
export async function runRecordConsent(
  production: string,
  file: string,
  options: RecordOptions,
  command: Command,
): Promise<void> {
  const request = await readJsonFile(file, 'Consent');
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(production);
    const performer = options.performer && (await findPerformer(studio, production, options.performer)).id;
    const content = performer && typeof request === 'object' ? { ...request, performer } : request;
    const consent = await studio.rights.recordConsent(production, content, by);
    const { document } = options;
    const recorded = document
      ? await studio.rights.attachConsentDocument(consent.id, { path: resolve(document), by })
      : consent;
    printRecord(recorded, options, consentLine);
  });
}

/** `backlot consent attach <consent> <document>` */
export async function runAttachDocument(
  consentId: string,
  document: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnConsent(consentId);
    const consent = await studio.rights.attachConsentDocument(consentId, { path: resolve(document), by });
    printRecord(consent, options, consentLine);
  });
}

/** `backlot consent grant <consent>` */
export async function runGrantConsent(consentId: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnConsent(consentId);
    printRecord(await studio.rights.grantConsent(consentId, by), options, consentLine);
  });
}

/** `backlot consent withdraw <consent>` */
export async function runWithdrawConsent(consentId: string, options: RecordOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnConsent(consentId);
    const done = await studio.rights.withdrawConsent(consentId, { by, ...wordsOf(options) });
    if (options.json) printJson(done);
    else process.stdout.write(`${consentLine(done.consent)}\n${describeWithdrawal(done)}\n`);
  });
}

/** `backlot consent list <production>` */
export async function runListConsents(production: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    printRecords((await studio.rights.register(production)).consents, options, consentLine);
  });
}

/** `backlot licence add <production> <file.json>` */
export async function runAddLicence(
  production: string,
  file: string,
  options: RecordOptions,
  command: Command,
): Promise<void> {
  const request = await readJsonFile(file, 'Licence');
  const { document } = options;
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(production);
    const attached = document ? { document: { path: resolve(document) } } : {};
    printRecord(await studio.rights.registerLicence(production, request, { by, ...attached }), options, licenceLine);
  });
}

/** `backlot licence revoke <licence>` */
export async function runRevokeLicence(licenceId: string, options: RecordOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction((await studio.rights.getLicence(licenceId)).production);
    const done = await studio.rights.revokeLicence(licenceId, { by, ...wordsOf(options) });
    if (options.json) printJson(done);
    else process.stdout.write(`${licenceLine(done.licence)}\n${describeWithdrawal(done)}\n`);
  });
}

/** `backlot licence list <production>` */
export async function runListLicences(production: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    printRecords((await studio.rights.register(production)).licences, options, licenceLine);
  });
}

/** By id, or by the one name that fits. */
async function findPerformer(studio: Studio, production: string, wanted: string): Promise<Performer> {
  const { performers } = await studio.rights.register(production);
  const found = performers.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new BacklotError(
    'PERFORMER_NOT_FOUND',
    `--performer: expected one in the register of ${production}, got "${wanted}", which ${found.length} fit`,
    { hint: `backlot performer list ${production} shows their ids.` },
  );
}

function wordsOf({ text }: RecordOptions): { readonly text?: string } {
  return text === undefined ? {} : { text };
}

function describeWithdrawal({ quarantined, deliveries }: Withdrawal): string {
  return [
    `  stopped and withheld: ${quarantined.length === 0 ? 'no take' : quarantined.join(', ')}`,
    ...deliveries.map(({ folder, at, by, isUncertain }) => {
      const what = isUncertain ? 'may have left, its delivery was interrupted: started' : 'delivered';
      return `  call back: ${folder}, ${what} by ${by.name} at ${at}`;
    }),
  ].join('\n');
}

function performerLine({ id, name, status, characters, referenceCount }: Performer): string {
  const plays = characters.length === 0 ? '' : `, plays ${characters.join(', ')}`;
  return `${id}  ${name} (${status.kind}${plays}), ${referenceCount} reference pictures`;
}

function consentLine(consent: Consent): string {
  const { id, kind, performer, term, document } = consent;
  const standing = consentStateOn(consent, new Date().toISOString());
  const signed = document ? `document ${document.sha256.slice(0, 12)}` : 'no document yet';
  return `${id}  ${standing.padEnd(9)} ${kind} of ${performer}, ${term.from} to ${term.until}, ${signed}`;
}

function licenceLine({ id, title, owner, state, allowedUses, expiresOn }: Licence): string {
  return `${id}  ${state.padEnd(9)} ${title} (${owner}) for ${allowedUses.join(', ')}${expiresOn ? `, until ${expiresOn}` : ''}`;
}
