import { type Consent, consentStateOn, type Performer, type PersonUse } from '@backlot/film';

/**
 * Who of the declared people is seen and named with consent: a consent in force names what the take declares to do with
 * them. A declaration alone is a claim of the one who asks. Whether that consent covers all of the use is policy's to say.
 * A synthetic performer, who can give none, counts as soon as they are declared.
 */
export function findConsented(
  people: readonly PersonUse[],
  register: { readonly performers: readonly Performer[]; readonly consents: readonly Consent[] },
  { production, at }: { readonly production: string; readonly at: string },
): ReadonlySet<string> {
  const synthetic = register.performers.filter(({ status }) => status.kind === 'synthetic').map(({ id }) => id);
  const inForce = register.consents.filter(
    (each) =>
      each.production === production && each.term.from <= at.slice(0, 10) && consentStateOn(each, at) === 'granted',
  );
  const consented = people.filter(
    (use) =>
      synthetic.includes(use.performer) ||
      inForce.some(
        ({ performer, scope }) =>
          performer === use.performer && scope.operations.some(({ operation }) => operation === use.operation),
      ),
  );
  return new Set(consented.map(({ performer }) => performer));
}
