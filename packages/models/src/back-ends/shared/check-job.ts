import { type BackEndAdapter, demandPlainSettings, type ModelJob, type OfferedModel } from '@backlot/engine';
import { BacklotError } from '@backlot/film';

/**
 * Refuses what a hosted service surely cannot do, before anything is sent: another task, a file that its model needs or does not take,
 * a setting that would decide what people have decided.
 * A model that this build does not know is let through; its vendor has the last word.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function checkJob(adapter: Pick<BackEndAdapter, 'title' | 'tasks' | 'models'>, job: ModelJob): void {
  demandPlainSettings(job.settings);
  if (!adapter.tasks.includes(job.task)) throw refuse(job, `${adapter.title} makes no ${job.task}`);
  const model = adapter.models.find(({ name }) => name === job.model);
  if (model) checkModel(model, job);
}

function checkModel({ title, task, slots }: OfferedModel, job: ModelJob): void {
  if (task !== job.task) throw refuse(job, `${title} makes ${task}, not ${job.task}`);
  const given = new Set<string>(job.files.map(({ slot }) => slot));
  const missing = slots.filter(({ slot, isRequired }) => isRequired && !given.has(slot)).map(({ slot }) => slot);
  if (missing.length > 0) throw refuse(job, `${title} needs a file as ${missing.join(', ')}`);
  const foreign = [...given].filter((slot) => !slots.some((known) => known.slot === slot));
  if (foreign.length > 0) throw refuse(job, `${title} takes no file as ${foreign.join(', ')}`);
}

function refuse({ model }: ModelJob, message: string): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', message, {
    hint: 'Choose another model, or give it the files that it takes.',
    details: { model },
  });
}
