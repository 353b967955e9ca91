import type { Production } from '@backlot/film';
import { productionNotFound } from '../production-not-found.ts';
import type { StudioPorts } from '../studio.ts';

/** @throws BacklotError `PRODUCTION_NOT_FOUND` */
export async function demandProduction({ records }: Pick<StudioPorts, 'records'>, slug: string): Promise<Production> {
  const production = await records.productions.get(slug);
  if (production) return production;
  throw productionNotFound(slug);
}
