import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { BacklotError, type Performer, type Person, parseOrExplain, performerRequestSchema } from '@backlot/film';
import type { RecordsWriter } from '../ports/records.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { demandNotAhead } from './demand-not-ahead.ts';
import { demandProduction } from './demand-production.ts';
import { findPerformer } from './find-right.ts';

/**
 * Adds a performer to a production's register, each name once.
 * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`
 */
export async function registerPerformer(
  ports: StudioPorts,
  production: string,
  request: unknown,
  by: Person,
): Promise<Performer> {
  const content = parse(ports, request);
  await demandProduction(ports, production);
  await demandNewName(ports, production, content.name);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const performer: Performer = { id: ports.ids.next(), production, ...content, referenceCount: 0, createdAt: at };
  return ports.records.transaction((writer) => put(writer, performer, { kind: 'performer-registered', by, at }));
}

/** Replaces what the register says of a performer; reference pictures and comparison stay. @throws BacklotError `PERFORMER_NOT_FOUND` */
export async function changePerformer(
  ports: StudioPorts,
  id: string,
  request: unknown,
  by: Person,
): Promise<Performer> {
  const content = parse(ports, request);
  const found = await findPerformer(ports.records, id);
  const at = new Date(ports.clock.nowMs()).toISOString();
  return ports.records.transaction(async (writer) => {
    const before = (await writer.rights.performers.lock(id)) ?? found;
    const { production, createdAt, referenceCount, resemblance } = before;
    const kept = { id, production, createdAt, referenceCount, ...(resemblance ? { resemblance } : {}) };
    return put(writer, { ...content, ...kept }, { kind: 'performer-changed', by, at });
  });
}

function parse({ clock }: Pick<StudioPorts, 'clock'>, request: unknown) {
  const content = parseOrExplain(performerRequestSchema, request, { what: 'Performer', code: 'REQUEST_INVALID' });
  const { status } = content;
  if (status.kind === 'deceased') demandNotAhead(clock, status.diedOn, 'Performer: status.diedOn');
  return content;
}

/** Commands name performers by name, and a request sent twice would make two people of one. */
async function demandNewName({ records }: StudioPorts, production: string, name: string): Promise<void> {
  const [asked, ...others] = [name, ...(await records.rights.performers.list(production)).map((each) => each.name)].map(
    (each) => each.normalize('NFKC').trim().toLowerCase(),
  );
  if (!others.includes(asked ?? '')) return;
  throw new BacklotError('REQUEST_INVALID', `Performer: "${name}" stands in the register of ${production} already`, {
    hint: 'Two people of one name are told apart in it, as in "Mira Solberg (Oslo)".',
  });
}

/** The ledger keeps a hash of the record: a register's names and addresses do not belong into what is never erased. */
async function put(
  writer: RecordsWriter,
  performer: Performer,
  { kind, by, at }: { readonly kind: string; readonly by: Person; readonly at: string },
): Promise<Performer> {
  await writer.rights.performers.put(performer);
  const body = { production: performer.production, recordSha256: sha256Hex(canonicalJson(performer)) };
  await witness(writer, { kind, subject: `performer:${performer.id}`, by, at, body });
  return performer;
}
