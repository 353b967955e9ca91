import { BacklotError, type Consent, type Licence, type Performer } from '@backlot/film';
import type { Records } from '../ports/records.ts';

/** @throws BacklotError `PERFORMER_NOT_FOUND` */
export async function findPerformer({ rights }: Records, id: string): Promise<Performer> {
  const [performer] = await rights.performers.byIds([id]);
  return performer ?? refuse('PERFORMER_NOT_FOUND', 'Performer', id);
}

/** @throws BacklotError `CONSENT_NOT_FOUND` */
export async function findConsent({ rights }: Records, id: string): Promise<Consent> {
  const [consent] = await rights.consents.byIds([id]);
  return consent ?? refuse('CONSENT_NOT_FOUND', 'Consent', id);
}

/** @throws BacklotError `LICENCE_NOT_FOUND` */
export async function findLicence({ rights }: Records, id: string): Promise<Licence> {
  const [licence] = await rights.licences.byIds([id]);
  return licence ?? refuse('LICENCE_NOT_FOUND', 'Licence', id);
}

function refuse(code: string, what: string, id: string): never {
  throw new BacklotError(code, `${what} "${id}": the register has none with this id`, {
    hint: 'List what the production’s register holds.',
  });
}
