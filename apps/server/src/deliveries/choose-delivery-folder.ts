import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTakeVersion, type Take } from '@backlot/film';

/** A folder for this delivery that is not there yet: `example_sq010_sh0040_v003`, then `…_2`, `…_3`. */
export async function chooseDeliveryFolder(deliveriesDir: string, take: Take): Promise<string> {
  const name = [take.production, ...take.shot.split('/'), formatTakeVersion(take.version)].join('_');
  const first = join(deliveriesDir, name);
  for (let count = 1; ; count++) {
    const folder = count === 1 ? first : `${first}_${count}`;
    if (!(await isThere(folder))) return folder;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
