import { BacklotError, type ModelCardRequest } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { adapterOf, backEndNotFound } from './find-back-end.ts';

/**
 * Refuses a card that nothing could be made with: of a back end that is not this production's, or of a model that its back
 * end surely lacks. What a vendor offers beyond the models that this build knows is let through.
 * @throws BacklotError `BACK_END_NOT_FOUND`, `MODEL_NOT_FOUND`
 */
export async function demandRunnable(
  ports: Pick<StudioPorts, 'records' | 'models'>,
  production: string,
  { backEnd: id, model, name }: Pick<ModelCardRequest, 'backEnd' | 'model' | 'name'>,
): Promise<void> {
  if (id === undefined) return;
  const backEnd = await ports.records.models.backEnds.get(id);
  if (backEnd?.production !== production) throw backEndNotFound(id);
  const { hasAllModels = false, models, title } = adapterOf(ports, backEnd);
  if (!hasAllModels || model === undefined || models.some((offered) => offered.name === model)) return;
  throw new BacklotError('MODEL_NOT_FOUND', `Model card "${name}": expected a model of ${title}, got "${model}"`, {
    hint: `It has: ${models.map((offered) => offered.name).join(', ') || 'none'}.`,
  });
}
