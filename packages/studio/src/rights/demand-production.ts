import { BacklotError, type Production } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';

/** @throws BacklotError `PRODUCTION_NOT_FOUND` */
export async function demandProduction({ records }: Pick<StudioPorts, 'records'>, slug: string): Promise<Production> {
  const production = await records.productions.get(slug);
  if (production) return production;
  throw new BacklotError('PRODUCTION_NOT_FOUND', `Production "${slug}": there is none with this name`, {
    hint: 'List what there is, or create it.',
  });
}
