import {
  modelTermsSchema,
  type Person,
  type Production,
  parseOrExplain,
  policyPackSchema,
  vocabularySchema,
} from '@backlot/film';
import { z } from 'zod';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { demandProduction } from './demand-production.ts';

const changeSchema = z.strictObject({
  packs: z.array(policyPackSchema).max(10).exactOptional(),
  vocabulary: vocabularySchema.exactOptional(),
  isUnionOnStrike: z.boolean().exactOptional(),
  models: modelTermsSchema.exactOptional(),
});

/**
 * Switches a production's rule packs, replaces its lists of characters and places, records a strike, or says on what terms models are used. Takes that have not started are
 * judged anew by whatever picks them up.
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
  await demandProduction(ports, slug);
  const at = new Date(ports.clock.nowMs()).toISOString();
  await ports.records.transaction(async (writer) => {
    await writer.productions.change(slug, change);
    await witness(writer, { kind: 'production-changed', subject: `production:${slug}`, by, at, body: { change } });
  });
  return demandProduction(ports, slug);
}
