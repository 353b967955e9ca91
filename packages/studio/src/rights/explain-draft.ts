import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { type Person, parseOrExplain, purposeSchema, shotCodeSchema, useDeclarationSchema } from '@backlot/film';
import type { Explanation } from '@backlot/policy';
import { z } from 'zod';
import { gatherFacts } from '../gather-facts.ts';
import { hashUse } from '../hash-use.ts';
import type { StudioPorts } from '../studio.ts';
import { demandProduction } from './demand-production.ts';

const draftSchema = z.strictObject({
  engine: z.string().min(1).max(64).default('collapse'),
  shot: shotCodeSchema,
  purpose: purposeSchema,
  use: useDeclarationSchema,
});

/**
 * What policy would say of a use that nobody has asked for yet, with the production's registers as they are, and what
 * would change the answer. Inputs are taken as licensed.
 * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`
 */
export async function explainDraft(
  ports: Pick<StudioPorts, 'records' | 'policy' | 'clock' | 'models'>,
  production: string,
  request: unknown,
  by: Person,
): Promise<Explanation> {
  const { engine, shot, purpose, use } = parseOrExplain(draftSchema, request, { what: 'Use', code: 'REQUEST_INVALID' });
  await demandProduction(ports, production);
  const recipe = {
    schema: 1,
    engine: { id: engine, version: '0' },
    shot,
    purpose,
    parameters: {},
    inputs: [],
    seed: 0,
    builds: {},
  } as const;
  const recipeHash = sha256Hex(canonicalJson(recipe));
  const take = { production, shot, recipe, recipeHash, licences: {}, use, words: [], faces: [], likenesses: [] };
  const approvals = await ports.records.approvals.of(hashUse(take));
  return ports.policy.explain(
    await gatherFacts(ports, take, { action: 'make-take', by, approvals, approvingRoles: [] }),
  );
}
