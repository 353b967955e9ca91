import { isWorkLicensed, type Work } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';

type Registers = Pick<StudioPorts, 'records' | 'clock'>;

/** Works on file of a production that no licence in force lets it use as a reference, oldest first. */
export async function listUnlicensedWorks(
  { records: { rights }, clock }: Registers,
  production: string,
): Promise<Work[]> {
  const works = await rights.works.list(production);
  const ids = works.flatMap(({ licenceId }) => licenceId ?? []);
  const licences = ids.length === 0 ? [] : await rights.licences.byIds(ids);
  const now = new Date(clock.nowMs()).toISOString();
  return works.filter((work) => !isWorkLicensed(work, licences, now));
}
