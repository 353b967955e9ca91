import { basename } from 'node:path';
import { canonicalJson, sha256Hex } from '@backlot/evidence';
import {
  BacklotError,
  type Person,
  parseOrExplain,
  type Work,
  type WorkRequest,
  workRequestSchema,
  workSchema,
} from '@backlot/film';
import { sniffMediaType } from '../sniff-media-type.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { demandProduction } from './demand-production.ts';
import { findLicence, findWork } from './find-right.ts';
import type { AttachedDocument } from './rights.ts';

const pictureTypeSchema = workSchema.unwrap().shape.picture.unwrap().shape.mediaType;

/**
 * Puts somebody's picture on file, so that what models make is compared with it from now on.
 * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`, `LICENCE_NOT_FOUND`, `FILE_NOT_FOUND`,
 * `PICTURE_UNREADABLE`, and what else reading a picture throws
 */
export async function registerWork(
  ports: StudioPorts,
  production: string,
  request: unknown,
  { path, name = basename(path), by }: AttachedDocument & { readonly by: Person },
): Promise<Work> {
  const content = parseOrExplain(workRequestSchema, request, { what: 'Work', code: 'REQUEST_INVALID' });
  await demandProduction(ports, production);
  await demandLicence(ports, production, content);
  const { picture, likeness } = await keepPicture(ports, path, name);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const work: Work = { id: ports.ids.next(), production, ...content, picture, createdAt: at };
  return ports.records.transaction(async (writer) => {
    await writer.rights.works.put(work, likeness);
    await witness(writer, {
      kind: 'work-registered',
      subject: `work:${work.id}`,
      by,
      at,
      body: bodyOf(work),
    });
    return work;
  });
}

/**
 * Says which licence of the register covers a work: while it is in force and allows use as a reference, nothing is held
 * for being like the work.
 * @throws BacklotError `WORK_NOT_FOUND`, `LICENCE_NOT_FOUND`
 */
export async function licenseWork(
  ports: StudioPorts,
  workId: string,
  { licenceId, by }: { readonly licenceId: string; readonly by: Person },
): Promise<Work> {
  const { production } = await findWork(ports.records, workId);
  await demandLicence(ports, production, { licenceId });
  const at = new Date(ports.clock.nowMs()).toISOString();
  return ports.records.transaction(async (writer) => {
    const locked = (await writer.rights.works.lock(workId)) ?? (await findWork(ports.records, workId));
    const work: Work = { ...locked, licenceId };
    await writer.rights.works.put(work);
    await witness(writer, {
      kind: 'work-licensed',
      subject: `work:${workId}`,
      by,
      at,
      body: bodyOf(work),
    });
    return work;
  });
}

/** Whose it is and why it is on file can be erased; what the ledger says cannot. */
function bodyOf(work: Work) {
  const { production, picture, licenceId } = work;
  return { production, pictureSha256: picture.sha256, licenceId, recordSha256: sha256Hex(canonicalJson(work)) };
}

/** A licence of another production covers nothing here, and is not told apart from none. */
async function demandLicence(
  { records }: StudioPorts,
  production: string,
  { licenceId }: Pick<WorkRequest, 'licenceId'>,
): Promise<void> {
  if (licenceId === undefined) return;
  const licence = await findLicence(records, licenceId);
  if (licence.production === production) return;
  throw new BacklotError('LICENCE_NOT_FOUND', `Licence "${licenceId}": the register of ${production} has none`, {
    hint: 'List what the production’s register holds.',
  });
}

async function keepPicture(
  ports: StudioPorts,
  path: string,
  name: string,
): Promise<{ readonly picture: Work['picture']; readonly likeness: unknown }> {
  const staged = await ports.files.stage(path);
  try {
    // Described first: what cannot be compared is not kept.
    const likeness = await ports.likenesses.describe(staged.path, name);
    const mediaType = pictureTypeSchema.safeParse(await sniffMediaType(staged.path));
    if (!mediaType.success) throw noPicture(name);
    const { sha256, byteLength } = await staged.keep();
    return { picture: { sha256, name, mediaType: mediaType.data, byteLength }, likeness };
  } finally {
    await staged.drop();
  }
}

function noPicture(name: string): BacklotError {
  return new BacklotError('PICTURE_UNREADABLE', `Picture ${name}: expected JPEG, PNG, TIFF or EXR`, {
    hint: 'Export the picture again; of a film, export the frame.',
  });
}
