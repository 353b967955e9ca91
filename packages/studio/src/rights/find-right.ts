import { BacklotError, type Consent, type Licence, type ModelCard, type Performer, type Work } from '@backlot/film';
import type { Records } from '../ports/records.ts';

/** @throws BacklotError `PERFORMER_NOT_FOUND` */
export async function findPerformer({ rights }: Records, id: string): Promise<Performer> {
  const [performer] = await rights.performers.byIds([id]);
  if (performer) return performer;
  throw rightNotFound('performer', id);
}

/** @throws BacklotError `CONSENT_NOT_FOUND` */
export async function findConsent({ rights }: Records, id: string): Promise<Consent> {
  const [consent] = await rights.consents.byIds([id]);
  if (consent) return consent;
  throw rightNotFound('consent', id);
}

/** @throws BacklotError `LICENCE_NOT_FOUND` */
export async function findLicence({ rights }: Records, id: string): Promise<Licence> {
  const [licence] = await rights.licences.byIds([id]);
  if (licence) return licence;
  throw rightNotFound('licence', id);
}

/** @throws BacklotError `WORK_NOT_FOUND` */
export async function findWork({ rights }: Records, id: string): Promise<Work> {
  const [work] = await rights.works.byIds([id]);
  if (work) return work;
  throw rightNotFound('work', id);
}

/** @throws BacklotError `MODEL_NOT_FOUND` */
export async function findModel({ rights }: Records, id: string): Promise<ModelCard> {
  const [card] = await rights.models.byIds([id]);
  if (card) return card;
  throw rightNotFound('model', id);
}

const WHAT = {
  performer: { code: 'PERFORMER_NOT_FOUND', name: 'Performer' },
  consent: { code: 'CONSENT_NOT_FOUND', name: 'Consent' },
  licence: { code: 'LICENCE_NOT_FOUND', name: 'Licence' },
  model: { code: 'MODEL_NOT_FOUND', name: 'Model card' },
  work: { code: 'WORK_NOT_FOUND', name: 'Work' },
} as const;

/** The error for an id that names nothing in any register. */
export function rightNotFound(kind: keyof typeof WHAT, id: string): BacklotError {
  const { code, name } = WHAT[kind];
  return new BacklotError(code, `${name} "${id}": the register has none with this id`, {
    hint: 'List what the production’s register holds.',
  });
}
