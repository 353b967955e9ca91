import { readFile } from 'node:fs/promises';
import type { Performer, Person } from '@backlot/film';
import type { FaceDescriptor } from '../ports/faces.ts';
import type { RecordsWriter } from '../ports/records.ts';
import type { SealedReference } from '../ports/rights.ts';
import type { StudioPorts } from '../studio.ts';
import { STUDIO_ITSELF } from '../take-record.ts';
import { witness } from '../witness.ts';
import { decodeDescriptors, encodeDescriptors } from './encode-descriptors.ts';
import { findPerformer } from './find-right.ts';

/**
 * Takes a picture of a performer on file, encrypted, for checks and for nothing else. A synthetic performer is compared
 * with every real one on file of the production each time one of them gets a picture.
 * @throws BacklotError `REFERENCE_UNUSABLE`, `PERFORMER_NOT_FOUND`, `PICTURE_UNREADABLE`
 */
export async function addReference(
  ports: StudioPorts,
  performerId: string,
  { path, by }: { readonly path: string; readonly by: Person },
): Promise<Performer> {
  const performer = await findPerformer(ports.records, performerId);
  const descriptors = await ports.faces.describe(path);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const reference: SealedReference = {
    id: ports.ids.next(),
    performer: performerId,
    sealedPicture: await ports.vault.seal(await readFile(path), performerId),
    sealedDescriptors: await ports.vault.seal(encodeDescriptors(descriptors), performerId),
    createdAt: at,
  };
  const synthetics = (await ports.records.rights.performers.list(performer.production)).filter(isSynthetic);
  await ports.records.transaction(async (writer) => {
    const locked = (await writer.rights.performers.lock(performerId)) ?? performer;
    const referenceCount = locked.referenceCount + 1;
    await writer.rights.references.add(reference);
    await writer.rights.performers.put({ ...locked, referenceCount });
    await forgetResemblances(writer, synthetics);
    const body = { production: locked.production, reference: reference.id, referenceCount };
    await witness(writer, { kind: 'reference-added', subject: `performer:${performerId}`, by, at, body });
  });
  await compareSynthetics(ports, performer.production);
  return findPerformer(ports.records, performerId);
}

/** A new picture makes what was compared before stale: until it is compared anew, a synthetic performer counts as not compared. */
async function forgetResemblances(writer: RecordsWriter, synthetics: readonly Performer[]): Promise<void> {
  for (const { id } of synthetics) {
    const before = await writer.rights.performers.lock(id);
    if (!before?.resemblance) continue;
    const { resemblance: _stale, ...notCompared } = before;
    await writer.rights.performers.put(notCompared);
  }
}

function isSynthetic({ status }: Performer): boolean {
  return status.kind === 'synthetic';
}

/** Descriptors on file by performer, opened. */
export async function openDescriptors(
  ports: Pick<StudioPorts, 'records' | 'vault'>,
  performers: readonly string[],
): Promise<Map<string, FaceDescriptor[]>> {
  const references = performers.length === 0 ? [] : await ports.records.rights.references.ofPerformers(performers);
  const byPerformer = new Map<string, FaceDescriptor[]>();
  for (const { performer, sealedDescriptors } of references) {
    const opened = decodeDescriptors(await ports.vault.open(sealedDescriptors, performer));
    byPerformer.set(performer, [...(byPerformer.get(performer) ?? []), ...opened]);
  }
  return byPerformer;
}

async function compareSynthetics(ports: StudioPorts, production: string): Promise<void> {
  const performers = await ports.records.rights.performers.list(production);
  if (!performers.some(isSynthetic)) return;
  const descriptors = await openDescriptors(
    ports,
    performers.map(({ id }) => id),
  );
  for (const synthetic of performers.filter(isSynthetic)) {
    const own = descriptors.get(synthetic.id);
    if (!own) continue;
    const real = performers.filter((performer) => !isSynthetic(performer));
    await recordResemblance(ports, synthetic, findNearest(ports, own, real, descriptors));
  }
}

type Nearest = NonNullable<NonNullable<Performer['resemblance']>['resembles']>;

function findNearest(
  ports: StudioPorts,
  own: readonly FaceDescriptor[],
  real: readonly Performer[],
  descriptors: ReadonlyMap<string, readonly FaceDescriptor[]>,
): Nearest | undefined {
  let nearest: Nearest | undefined;
  for (const { id, name } of real) {
    const theirs = descriptors.get(id);
    if (!theirs) continue;
    const { similarity, isAlike } = ports.faces.compare(own, theirs);
    if (isAlike && similarity > (nearest?.similarity ?? 0)) nearest = { performer: id, name, similarity };
  }
  return nearest;
}

async function recordResemblance(
  ports: StudioPorts,
  synthetic: Performer,
  resembles: Nearest | undefined,
): Promise<void> {
  const comparedAt = new Date(ports.clock.nowMs()).toISOString();
  const resemblance = { comparedAt, ...(resembles ? { resembles } : {}) };
  await ports.records.transaction(async (writer) => {
    const locked = (await writer.rights.performers.lock(synthetic.id)) ?? synthetic;
    await writer.rights.performers.put({ ...locked, resemblance });
    const subject = `performer:${synthetic.id}`;
    await witness(writer, {
      kind: 'synthetic-compared',
      subject,
      by: STUDIO_ITSELF,
      at: comparedAt,
      body: { production: locked.production, resemblance },
    });
  });
}
