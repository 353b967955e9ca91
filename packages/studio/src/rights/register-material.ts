import { basename } from 'node:path';
import {
  type Licence,
  licenceRequestSchema,
  type ModelCard,
  modelCardRequestSchema,
  type Person,
  parseOrExplain,
} from '@backlot/film';
import { demandRunnable } from '../models/demand-runnable.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { demandContent } from './demand-content.ts';
import { demandProduction } from './demand-production.ts';
import type { AttachedDocument } from './rights.ts';

/**
 * Adds a licence to a production's register, with its document where there is one.
 * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`, `FILE_NOT_FOUND`
 */
export async function registerLicence(
  ports: StudioPorts,
  production: string,
  request: unknown,
  { by, document: attached }: { readonly by: Person; readonly document?: AttachedDocument },
): Promise<Licence> {
  const content = parseOrExplain(licenceRequestSchema, request, { what: 'Licence', code: 'REQUEST_INVALID' });
  await demandProduction(ports, production);
  const document = attached && (await keep(ports, attached));
  const at = new Date(ports.clock.nowMs()).toISOString();
  const licence: Licence = {
    id: ports.ids.next(),
    production,
    ...content,
    state: 'in-force',
    ...(document ? { document } : {}),
    createdAt: at,
  };
  return ports.records.transaction(async (writer) => {
    await writer.rights.licences.put(licence);
    await witness(writer, {
      kind: 'licence-registered',
      subject: `licence:${licence.id}`,
      by,
      at,
      body: { production, licence },
    });
    return licence;
  });
}

/**
 * Adds a model card to a production's register.
 * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`, `BACK_END_NOT_FOUND`, `MODEL_NOT_FOUND`
 */
export async function registerModel(
  ports: StudioPorts,
  production: string,
  request: unknown,
  by: Person,
): Promise<ModelCard> {
  const content = parseOrExplain(modelCardRequestSchema, request, { what: 'Model card', code: 'REQUEST_INVALID' });
  await demandProduction(ports, production);
  await demandRunnable(ports, production, content);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const card: ModelCard = { id: ports.ids.next(), production, ...content, createdAt: at };
  return ports.records.transaction(async (writer) => {
    await writer.rights.models.put(card);
    await witness(writer, {
      kind: 'model-registered',
      subject: `model:${card.id}`,
      by,
      at,
      body: { production, card },
    });
    return card;
  });
}

async function keep(
  ports: StudioPorts,
  { path, name = basename(path) }: AttachedDocument,
): Promise<NonNullable<Licence['document']>> {
  const staged = await ports.files.stage(path);
  try {
    demandContent(staged, name);
    const { sha256, byteLength } = await staged.keep();
    return { sha256, byteLength, name };
  } finally {
    await staged.drop();
  }
}
