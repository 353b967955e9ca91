import { BacklotError, type Consent, type Licence, type Person } from '@backlot/film';
import type { TakeRight } from '../ports/rights.ts';
import type { StudioPorts } from '../studio.ts';
import { STUDIO_ITSELF } from '../take-record.ts';
import { witness } from '../witness.ts';
import { findConsent, findLicence } from './find-right.ts';
import { listDeliveriesOf } from './list-deliveries.ts';
import { quarantineUnsupported } from './quarantine-takes.ts';
import type { Withdrawal } from './withdrawal.ts';

/**
 * Takes a consent back, at once and for all. First it is withdrawn, in a transaction that touches nothing else: from
 * then on no step, view or delivery can stand on it. Then every take that nothing else covers is quarantined, whatever
 * state it is in; workers hear of it and stop. What a killed process leaves of that, `finishWithdrawals` does.
 * @throws BacklotError `CONSENT_NOT_FOUND`, `RIGHT_STATE_INVALID` when it was withdrawn before
 */
export async function withdrawConsent(
  ports: StudioPorts,
  consentId: string,
  { by, text }: { readonly by: Person; readonly text?: string },
): Promise<Withdrawal & { readonly consent: Consent }> {
  const { performer } = await findConsent(ports.records, consentId);
  const consent = await ports.records.transaction(async (writer) => {
    const before = await writer.rights.consents.lock(consentId);
    if (!before) throw new Error(`Consent "${consentId}" vanished: none is ever removed`);
    if (before.state === 'withdrawn') throw withdrawnBefore('Consent', consentId);
    const at = new Date(ports.clock.nowMs()).toISOString();
    const withdrawn: Consent = { ...before, state: 'withdrawn', withdrawnAt: at, withdrawnBy: by.name };
    await writer.rights.consents.put(withdrawn);
    const body = { production: before.production, performer, ...(text === undefined ? {} : { text }) };
    await witness(writer, { kind: 'consent-withdrawn', subject: `consent:${consentId}`, by, at, body });
    return withdrawn;
  });
  const cause = { because: `consent ${consentId} was withdrawn`, by };
  return { ...(await stopTakes(ports, { kind: 'performer', ref: performer }, cause)), consent };
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
  const licence = await ports.records.transaction(async (writer) => {
    const before = await writer.rights.licences.lock(licenceId);
    if (!before) throw new Error(`Licence "${licenceId}" vanished: none is ever removed`);
    if (before.state === 'revoked') throw withdrawnBefore('Licence', licenceId);
    const at = new Date(ports.clock.nowMs()).toISOString();
    const revoked: Licence = { ...before, state: 'revoked' };
    await writer.rights.licences.put(revoked);
    const body = { production: before.production, ...(text === undefined ? {} : { text }) };
    await witness(writer, { kind: 'licence-revoked', subject: `licence:${licenceId}`, by, at, body });
    return revoked;
  });
  const cause = { because: `licence ${licenceId} was revoked`, by };
  return { ...(await stopTakes(ports, { kind: 'licence', ref: licenceId }, cause)), licence };
}

/**
 * Ends what stands on rights that were taken back by a process that did not live to do it itself. Returns the ids of the
 * takes it ended.
 */
export async function finishWithdrawals(ports: StudioPorts): Promise<readonly string[]> {
  const { productions, rights } = ports.records;
  const ended: string[] = [];
  for (const { slug } of await productions.list()) {
    const consents = (await rights.consents.list(slug)).filter(({ state }) => state === 'withdrawn');
    const licences = (await rights.licences.list(slug)).filter(({ state }) => state === 'revoked');
    // One sweep for each performer, however many consents they took back.
    const lastOf = new Map(consents.map(({ performer, id }) => [performer, id]));
    for (const [ref, id] of lastOf) {
      const cause = { because: `consent ${id} was withdrawn`, by: STUDIO_ITSELF };
      ended.push(...(await stopTakes(ports, { kind: 'performer', ref }, cause)).quarantined);
    }
    for (const { id: ref } of licences) {
      const cause = { because: `licence ${ref} was revoked`, by: STUDIO_ITSELF };
      ended.push(...(await stopTakes(ports, { kind: 'licence', ref }, cause)).quarantined);
    }
  }
  return ended;
}

/** The folders with a take's files under their own names go, too; what was delivered before is told. */
async function stopTakes(
  ports: StudioPorts,
  right: TakeRight,
  cause: { readonly because: string; readonly by: Person },
): Promise<Withdrawal> {
  const quarantined = await quarantineUnsupported(ports, right, cause);
  for (const takeId of quarantined) await ports.files.hideTake(takeId);
  const deliveries = await Promise.all(quarantined.map((takeId) => listDeliveriesOf(ports, takeId)));
  return { quarantined, deliveries: deliveries.flat() };
}

function withdrawnBefore(what: string, id: string): BacklotError {
  return new BacklotError('RIGHT_STATE_INVALID', `${what} "${id}": it was taken back before`, {
    hint: 'Nothing more is to be done.',
  });
}
