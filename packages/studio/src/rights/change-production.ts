import {
  changeModelTerms,
  type ModelTerms,
  type ModelTermsChange,
  modelTermsChangeSchema,
  type Person,
  type Production,
  parseOrExplain,
  policyPackSchema,
  vocabularySchema,
} from '@backlot/film';
import { z } from 'zod';
import type { RecordsWriter } from '../ports/records.ts';
import { productionNotFound } from '../production-not-found.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { demandProduction } from './demand-production.ts';

const changeSchema = z.strictObject({
  packs: z.array(policyPackSchema).max(10).exactOptional(),
  vocabulary: vocabularySchema.exactOptional(),
  isUnionOnStrike: z.boolean().exactOptional(),
  models: modelTermsChangeSchema.exactOptional(),
});

/**
 * Switches a production's rule packs, replaces its lists of characters and places, records a strike, or changes what it
 * names of the terms on which models are used. Takes that have not started are judged anew by whatever picks them up.
 * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`
 */
export async function changeProduction(
  ports: StudioPorts,
  slug: string,
  request: unknown,
  by: Person,
): Promise<Production> {
  const parsed = parseOrExplain(changeSchema, request, { what: 'Production', code: 'REQUEST_INVALID' });
  const change = { ...parsed, ...(parsed.packs ? { packs: [...new Set(parsed.packs)] } : {}) };
  const { models, ...rest } = change;
  await demandProduction(ports, slug);
  const at = new Date(ports.clock.nowMs()).toISOString();
  await ports.records.transaction(async (writer) => {
    const terms = models ? { models: await changeTerms(writer, slug, models) } : {};
    await writer.productions.change(slug, { ...rest, ...terms });
    await witness(writer, { kind: 'production-changed', subject: `production:${slug}`, by, at, body: { change } });
  });
  return demandProduction(ports, slug);
}

/** Held until they are written, so that of two who change them neither undoes what the other has changed. */
async function changeTerms({ models }: RecordsWriter, slug: string, change: ModelTermsChange): Promise<ModelTerms> {
  const held = await models.holdSpend(slug);
  if (!held) throw productionNotFound(slug);
  return changeModelTerms(held.terms, change);
}
