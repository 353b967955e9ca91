import {
  DEFAULT_MODEL_TERMS,
  NO_VOCABULARY,
  type Person,
  type PolicyPack,
  type Production,
  parseOrExplain,
  productionRequestSchema,
} from '@backlot/film';
import type { StudioPorts } from './studio.ts';
import { witness } from './witness.ts';

/** Adds a production, or gives back the one that has this slug. @throws BacklotError `REQUEST_INVALID` */
export async function createProduction(
  ports: StudioPorts,
  request: {
    readonly slug: string;
    readonly title: string;
    readonly packs?: readonly PolicyPack[];
    readonly by: Person;
  },
): Promise<Production> {
  const { slug, title, packs } = parseOrExplain(
    productionRequestSchema,
    { slug: request.slug, title: request.title, packs: request.packs ?? [] },
    { what: 'Production', code: 'REQUEST_INVALID' },
  );
  const existing = await ports.records.productions.get(slug);
  if (existing) return existing;
  const createdAt = new Date(ports.clock.nowMs()).toISOString();
  const production: Production = {
    slug,
    title,
    packs,
    vocabulary: NO_VOCABULARY,
    isUnionOnStrike: false,
    models: DEFAULT_MODEL_TERMS,
    createdAt,
  };
  return ports.records.transaction(async (writer) => {
    const added = await writer.productions.add(production);
    if (!added) return (await ports.records.productions.get(slug)) ?? production;
    const body = { title, packs };
    await witness(writer, {
      kind: 'production-created',
      subject: `production:${slug}`,
      by: request.by,
      at: createdAt,
      body,
    });
    return production;
  });
}
