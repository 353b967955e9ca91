import type { DigitalSourceType } from '@backlot/engine';
import type { UseDeclaration } from '@backlot/film';

const TRAINED: ReadonlySet<DigitalSourceType> = new Set([
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'algorithmicallyEnhanced',
]);

/** What credentials say of a take: where a trained model had any part in it, also through a source, they never hide it. */
export function sourceTypeOf(made: DigitalSourceType, { models }: Pick<UseDeclaration, 'models'>): DigitalSourceType {
  return models.length === 0 || TRAINED.has(made) ? made : 'compositeWithTrainedAlgorithmicMedia';
}
