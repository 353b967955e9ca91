import { BacklotError, type ModelCardRequest, nearNames } from '@backlot/film';
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
  const known = models.map((offered) => offered.name);
  const [near] = nearNames(model, known);
  throw new BacklotError('MODEL_NOT_FOUND', `Model card "${name}": expected a model of ${title}, got "${model}"`, {
    hint: `${near === undefined ? '' : `Did you mean "${near}"? `}It has: ${known.join(', ') || 'none'}.`,
  });
}

/** Names near to one that this build does not know at a back end, for whoever made a slip of the pen; none where it knows it. */
export async function listNearModels(
  ports: Pick<StudioPorts, 'records' | 'models'>,
  { backEnd: id, model }: Pick<ModelCardRequest, 'backEnd' | 'model'>,
): Promise<readonly string[]> {
  const backEnd = id === undefined ? undefined : await ports.records.models.backEnds.get(id);
  const adapter = backEnd && ports.models.adapters.get(backEnd.kind);
  if (!adapter || model === undefined) return [];
  return nearNames(
    model,
    adapter.models.map(({ name }) => name),
  );
}
