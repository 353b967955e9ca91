import { demandPlainSettings, type ModelJob, refuseSetting } from '@backlot/engine';

/**
 * What this product says of a job, with its settings beside it under the model's own names; no setting takes the place of
 * a field of ours.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function withSettings<Own extends Readonly<Record<string, unknown>>>(
  settings: ModelJob['settings'],
  own: Own,
): ModelJob['settings'] & Own {
  demandPlainSettings(settings);
  const taken = Object.keys(settings).find((name) => Object.hasOwn(own, name));
  if (taken !== undefined) throw refuseSetting(taken, 'Backlot says this itself');
  return { ...settings, ...own };
}
