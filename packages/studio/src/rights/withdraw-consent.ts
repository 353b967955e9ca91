import { BacklotError, type Consent, type Licence, type Person } from '@backlot/film';
import type { UseFacts } from '@backlot/policy';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { findConsent, findLicence } from './find-right.ts';
import { listDeliveriesOf } from './list-deliveries.ts';
import { findUnsupported, quarantineTakes } from './quarantine-takes.ts';
import type { EarlierDelivery, Withdrawal } from './withdrawal.ts';

/**
 * Takes a consent back, at once and for all: in one transaction it is withdrawn and every take that nothing else covers
 * is quarantined, whatever state it is in. Workers hear of it and stop.
 * @throws BacklotError `CONSENT_NOT_FOUND`, `RIGHT_STATE_INVALID` when it was withdrawn before
 */
export async function withdrawConsent(
  ports: StudioPorts,
  consentId: string,
  { by, text }: { readonly by: Person; readonly text?: string },
): Promise<Withdrawal & { readonly consent: Consent }> {
  const { performer } = await findConsent(ports.records, consentId);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const takeBack = (consent: Consent): Consent => ({
    ...consent,
    state: 'withdrawn',
    withdrawnAt: at,
    withdrawnBy: by.name,
  });
  const unsupported = await findUnsupported(ports, { kind: 'performer', ref: performer }, (facts) =>
    mapConsents(facts, (consent) => (consent.id === consentId ? takeBack(consent) : consent)),
  );
  const done = await ports.records.transaction(async (writer) => {
    const before = await writer.rights.consents.lock(consentId);
    if (!before) throw new Error(`Consent "${consentId}" vanished: none is ever removed`);
    if (before.state === 'withdrawn') throw withdrawnBefore('Consent', consentId);
    const consent = takeBack(before);
    await writer.rights.consents.put(consent);
    const because = `consent ${consentId} was withdrawn`;
    const quarantined = await quarantineTakes(writer, unsupported, { because, by, at });
    const { production } = before;
    const body = { production, performer, quarantined, ...(text === undefined ? {} : { text }) };
    await witness(writer, { kind: 'consent-withdrawn', subject: `consent:${consentId}`, by, at, body });
    return { consent, quarantined };
  });
  return { ...done, deliveries: await afterQuarantine(ports, done.quarantined) };
}

/**
 * Ends a licence of the register: takes made of the material are quarantined like those of a withdrawn consent.
 * @throws BacklotError `LICENCE_NOT_FOUND`, `RIGHT_STATE_INVALID` when it was revoked before
 */
export async function revokeLicence(
  ports: StudioPorts,
  licenceId: string,
  { by, text }: { readonly by: Person; readonly text?: string },
): Promise<Withdrawal & { readonly licence: Licence }> {
  await findLicence(ports.records, licenceId);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const revoke = (licence: Licence): Licence => ({ ...licence, state: 'revoked' });
  const unsupported = await findUnsupported(ports, { kind: 'licence', ref: licenceId }, (facts) =>
    mapLicences(facts, (licence) => (licence.id === licenceId ? revoke(licence) : licence)),
  );
  const done = await ports.records.transaction(async (writer) => {
    const before = await writer.rights.licences.lock(licenceId);
    if (!before) throw new Error(`Licence "${licenceId}" vanished: none is ever removed`);
    if (before.state === 'revoked') throw withdrawnBefore('Licence', licenceId);
    const licence = revoke(before);
    await writer.rights.licences.put(licence);
    const because = `licence ${licenceId} was revoked`;
    const quarantined = await quarantineTakes(writer, unsupported, { because, by, at });
    const { production } = before;
    const body = { production, quarantined, ...(text === undefined ? {} : { text }) };
    await witness(writer, { kind: 'licence-revoked', subject: `licence:${licenceId}`, by, at, body });
    return { licence, quarantined };
  });
  return { ...done, deliveries: await afterQuarantine(ports, done.quarantined) };
}

/** The folders with a take's files under their own names go; what was delivered before is told. */
async function afterQuarantine(ports: StudioPorts, takeIds: readonly string[]): Promise<EarlierDelivery[]> {
  for (const takeId of takeIds) await ports.files.hideTake(takeId);
  return (await Promise.all(takeIds.map((takeId) => listDeliveriesOf(ports, takeId)))).flat();
}

function mapConsents(facts: UseFacts, change: (consent: Consent) => Consent): UseFacts {
  return {
    ...facts,
    people: facts.people.map((person) => ({ ...person, consents: person.consents.map(change) })),
  };
}

function mapLicences(facts: UseFacts, change: (licence: Licence) => Licence): UseFacts {
  return {
    ...facts,
    inputs: facts.inputs.map((input) =>
      input.registered ? { ...input, registered: change(input.registered) } : input,
    ),
  };
}

function withdrawnBefore(what: string, id: string): BacklotError {
  return new BacklotError('RIGHT_STATE_INVALID', `${what} "${id}": it was taken back before`, {
    hint: 'Nothing more is to be done.',
  });
}
