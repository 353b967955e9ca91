import type { BackEndAdapter, CallPlan } from '@backlot/engine';
import { BacklotError, type ModelCard } from '@backlot/film';

/** What is known of a call without asking anybody. */
export interface Foreseen {
  readonly card: ModelCard;
  readonly adapter: BackEndAdapter;
  /** Slots of the files that it would send. */
  readonly slots: readonly string[];
}

/**
 * Refuses a call that its model is known not to make, so that nobody waits for an approval of it. What this build does not
 * know of a model, its back end has the last word on. More files than it takes are no reason: an engine may send fewer.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function demandWorkable({ task, hasVoice = false }: CallPlan, { card, adapter, slots }: Foreseen): void {
  const offered = adapter.models.find(({ name }) => name === card.model);
  const made = [card.task ?? task, offered?.task ?? task].find((each) => each !== task);
  if (made !== undefined) throw refuse(card, `a model that makes ${task}`, `one that makes ${made}`, chooseFor(task));
  if (!adapter.tasks.includes(task)) {
    throw refuse(card, `a model that makes ${task}`, `one at ${adapter.title}, which makes none`, chooseFor(task));
  }
  const missing = offered?.slots.find(({ slot, isRequired }) => isRequired && !slots.includes(slot));
  if (missing) {
    throw refuse(card, `a file as ${missing.slot}`, 'none', 'Add that file as an input, or choose another model.');
  }
  if (offered?.needsVoice && !hasVoice) {
    throw refuse(card, 'a voice', 'none', 'Name a voice of your account there by its id: --set voice=<id>.');
  }
}

function chooseFor(task: string): string {
  return `Choose a card whose task is ${task}; "backlot models list" shows them.`;
}

function refuse({ name }: ModelCard, expected: string, got: string, hint: string): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', `Model "${name}": expected ${expected}, got ${got}`, { hint });
}
