import type { BackEnd, ModelCard, ModelCardRequest, ModelPrice, ModelTask, Purpose } from '@backlot/film';
import type { BackEndReportView } from '@backlot/server';
import { readUsd, writeUsd } from '../models/usd-text.ts';

type Offered = BackEndReportView['models'][number];

/** A model card as somebody writes it. */
export interface ModelDraft extends Omit<ModelCardRequest, 'backEnd' | 'model' | 'task' | 'allowedFor' | 'price'> {
  /** Id of the back end that runs it; empty for a model that is used outside of Backlot. */
  readonly backEnd: string;
  /** Its name there. */
  readonly model: string;
  readonly task: ModelTask;
  readonly allowedFor: readonly Purpose[];
  /** Dollars; empty: the list price, where there is one. */
  readonly price: string;
  readonly priceUnit: ModelPrice['unit'];
}

const PURPOSES: readonly Purpose[] = ['ideation', 'temp', 'final'];

/**
 * Nothing good is taken for granted: until somebody says otherwise a model keeps, trains, is not secured, and, since nobody
 * declares what it was trained on, is for nothing final.
 */
export const BLANK_MODEL: ModelDraft = {
  name: '',
  vendor: '',
  version: '',
  licence: '',
  trainedOn: 'undeclared',
  retainsInputs: true,
  trainsOnInputs: true,
  environment: 'unsecured',
  backEnd: '',
  model: '',
  task: 'image',
  allowedFor: ['ideation', 'temp'],
  price: '',
  priceUnit: 'image',
};

/** The form as it opens: at the newest back end that is switched on, where there is one. */
export function startModel(backEnds: readonly Pick<BackEnd, 'id' | 'isOff' | 'createdAt'>[]): ModelDraft {
  const [newest] = backEnds.filter(({ isOff }) => !isOff).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return { ...BLANK_MODEL, backEnd: newest?.id ?? '' };
}

/** A card as the form opens to correct it; a back end that is gone has to be chosen anew. */
export function draftOfModel(card: ModelCard, backEnds: readonly Pick<BackEnd, 'id'>[]): ModelDraft {
  const { name, vendor, version, licence, trainedOn, retainsInputs, trainsOnInputs, environment, price } = card;
  return {
    ...{ name, vendor, version, licence, trainedOn, retainsInputs, trainsOnInputs, environment },
    backEnd: backEnds.find(({ id }) => id === card.backEnd)?.id ?? '',
    model: card.model ?? '',
    task: card.task ?? BLANK_MODEL.task,
    allowedFor: card.allowedFor ?? PURPOSES,
    price: writeUsd(price?.usdMicros),
    priceUnit: price?.unit ?? BLANK_MODEL.priceUnit,
  };
}

/** With another origin of what it was trained on; purposes that nobody has touched follow it. */
export function declareTraining(draft: ModelDraft, trainedOn: ModelDraft['trainedOn']): Partial<ModelDraft> {
  const usual = usualPurposes(draft.trainedOn);
  const isUntouched = usual.join() === draft.allowedFor.join();
  return { trainedOn, ...(isUntouched ? { allowedFor: usualPurposes(trainedOn) } : {}) };
}

function usualPurposes(trainedOn: ModelDraft['trainedOn']): readonly Purpose[] {
  return trainedOn === 'undeclared' ? BLANK_MODEL.allowedFor : PURPOSES;
}

/** What an offered model says of itself. What somebody has typed already stays. */
export function prefillOf({ name, title, task, price }: Offered, draft: ModelDraft): Partial<ModelDraft> {
  return {
    model: name,
    task,
    name: draft.name === '' || draft.model !== '' ? title : draft.name,
    price: writeUsd(price?.usdMicros),
    priceUnit: price?.unit ?? draft.priceUnit,
  };
}

/** What still has to be written, by field. */
export function missingOfModel({
  backEnd,
  model,
  price,
  allowedFor,
  ...texts
}: ModelDraft): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  for (const [field, label] of Object.entries(LABELS)) {
    if (texts[field as keyof typeof LABELS].trim() === '') missing.set(field, `${label}: write it here.`);
  }
  if (backEnd !== '' && model.trim() === '') missing.set('model', 'Choose what it is called at its back end.');
  if (price.trim() !== '' && readUsd(price) === undefined) missing.set('price', 'Write dollars, such as 0.04.');
  if (allowedFor.length === 0) missing.set('allowedFor', 'Choose at least one purpose.');
  return missing;
}

const LABELS = { name: 'Name', version: 'Version', vendor: 'Vendor', licence: 'Licence of the model' } as const;

/** The card that is sent: where it may be used for all, nothing is said of purposes. */
export function readModelCard(draft: ModelDraft): ModelCardRequest {
  const { backEnd, model, task, allowedFor, price, priceUnit, ...declared } = draft;
  const usdMicros = readUsd(price);
  return {
    ...declared,
    ...(backEnd === '' ? {} : { backEnd, model: model.trim(), task }),
    ...(backEnd === '' || usdMicros === undefined ? {} : { price: { unit: priceUnit, usdMicros } }),
    ...(allowedFor.length === PURPOSES.length ? {} : { allowedFor }),
  };
}
