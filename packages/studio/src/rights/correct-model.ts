import { BacklotError, type ModelCard, modelCardRequestSchema, type Person, parseOrExplain } from '@backlot/film';
import { demandRunnable } from '../models/demand-runnable.ts';
import type { RecordsWriter } from '../ports/records.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { findModel, rightNotFound } from './find-right.ts';

/**
 * Corrects a model card: another card takes its place and names it, and it is retired in the same moment. Takes made under it
 * go on pointing at what was known then. Returns the new card.
 * @throws BacklotError `REQUEST_INVALID`, `MODEL_NOT_FOUND`, `BACK_END_NOT_FOUND`, `RIGHT_STATE_INVALID` where it is retired
 */
export async function correctModel(ports: StudioPorts, id: string, request: unknown, by: Person): Promise<ModelCard> {
  const content = parseOrExplain(modelCardRequestSchema, request, { what: 'Model card', code: 'REQUEST_INVALID' });
  const { production } = await findModel(ports.records, id);
  await demandRunnable(ports, production, content);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const card: ModelCard = { id: ports.ids.next(), production, ...content, createdAt: at, replaces: id };
  return ports.records.transaction(async (writer) => {
    await retire(writer, id, { by, at, replacedBy: card.id });
    await writer.rights.models.put(card);
    const body = { production, card };
    await witness(writer, { kind: 'model-registered', subject: `model:${card.id}`, by, at, body });
    return card;
  });
}

/**
 * Retires a model card: no take may be made with it from now on. What was made stands.
 * @throws BacklotError `MODEL_NOT_FOUND`, `RIGHT_STATE_INVALID` where it is retired already
 */
export async function retireModel(ports: StudioPorts, id: string, by: Person): Promise<ModelCard> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  return ports.records.transaction((writer) => retire(writer, id, { by, at }));
}

interface Retirement {
  readonly by: Person;
  readonly at: string;
  readonly replacedBy?: string;
}

async function retire(writer: RecordsWriter, id: string, { by, at, replacedBy }: Retirement): Promise<ModelCard> {
  const locked = await writer.rights.models.lock(id);
  if (!locked) throw rightNotFound('model', id);
  if (locked.retiredAt !== undefined) {
    throw new BacklotError('RIGHT_STATE_INVALID', `Model card "${locked.name}" was retired at ${locked.retiredAt}`, {
      hint: 'Correct the card that replaced it, or register the model anew.',
    });
  }
  const card: ModelCard = { ...locked, retiredAt: at };
  await writer.rights.models.put(card);
  const body = { production: card.production, replacedBy };
  await witness(writer, { kind: 'model-retired', subject: `model:${id}`, by, at, body });
  return card;
}
