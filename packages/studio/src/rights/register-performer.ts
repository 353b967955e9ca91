import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { type Performer, type Person, parseOrExplain, performerRequestSchema } from '@backlot/film';
import type { RecordsWriter } from '../ports/records.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { demandProduction } from './demand-production.ts';
import { findPerformer } from './find-right.ts';

/** Adds a performer to a production's register. @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND` */
export async function registerPerformer(
  ports: StudioPorts,
  production: string,
  request: unknown,
  by: Person,
): Promise<Performer> {
  const content = parse(request);
  await demandProduction(ports, production);
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
  const content = parse(request);
  const found = await findPerformer(ports.records, id);
  const at = new Date(ports.clock.nowMs()).toISOString();
  return ports.records.transaction(async (writer) => {
    const before = (await writer.rights.performers.lock(id)) ?? found;
    const { production, createdAt, referenceCount, resemblance } = before;
    const kept = { id, production, createdAt, referenceCount, ...(resemblance ? { resemblance } : {}) };
    return put(writer, { ...content, ...kept }, { kind: 'performer-changed', by, at });
  });
}

function parse(request: unknown) {
  return parseOrExplain(performerRequestSchema, request, { what: 'Performer', code: 'REQUEST_INVALID' });
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
