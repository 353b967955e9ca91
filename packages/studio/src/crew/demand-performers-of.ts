import type { KeyPurpose } from '@backlot/film';
import type { Records } from '../ports/records.ts';
import { findPerformer, rightNotFound } from '../rights/find-right.ts';

/**
 * Whom a link or account is to speak for: performers of the productions that it opens, or of any where it opens all. One
 * who stands in another register is answered like one who stands in none.
 * @throws BacklotError `PERFORMER_NOT_FOUND`
 */
export async function demandPerformersOf(records: Records, purpose: KeyPurpose): Promise<void> {
  if (purpose.kind !== 'invitation' && purpose.kind !== 'performer-link') return;
  const productions =
    purpose.kind === 'invitation' ? purpose.roles.map(({ production }) => production) : [purpose.production];
  for (const id of purpose.performers) {
    const { production } = await findPerformer(records, id);
    if (!productions.includes('*') && !productions.includes(production)) throw rightNotFound('performer', id);
  }
}
