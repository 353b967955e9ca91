import { basename } from 'node:path';
import { canonicalJson, sha256Hex } from '@backlot/evidence';
import {
  BacklotError,
  type Consent,
  consentRequestSchema,
  consentStateOn,
  type Person,
  parseOrExplain,
} from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { demandContent } from './demand-content.ts';
import { demandNotAhead } from './demand-not-ahead.ts';
import { findConsent, findPerformer } from './find-right.ts';

/** Records a consent as a draft. @throws BacklotError `REQUEST_INVALID`, `PERFORMER_NOT_FOUND` */
export async function recordConsent(
  ports: StudioPorts,
  production: string,
  request: unknown,
  by: Person,
): Promise<Consent> {
  const content = parseOrExplain(consentRequestSchema, request, { what: 'Consent', code: 'REQUEST_INVALID' });
  const performer = await findPerformer(ports.records, content.performer);
  if (performer.production !== production) {
    throw new BacklotError('PERFORMER_NOT_FOUND', `Performer "${performer.id}": not in the register of ${production}`, {
      hint: 'A consent is for one production; register the performer there first.',
    });
  }
  const signedOn = content.signature?.signedOn;
  if (signedOn !== undefined) demandNotAhead(ports.clock, signedOn, 'Consent: signature.signedOn');
  const at = new Date(ports.clock.nowMs()).toISOString();
  const consent: Consent = { id: ports.ids.next(), production, ...content, state: 'draft', createdAt: at };
  return ports.records.transaction(async (writer) => {
    await writer.rights.consents.put(consent);
    await witness(writer, { kind: 'consent-recorded', subject: subjectOf(consent), by, at, body: bodyOf(consent) });
    return consent;
  });
}

/**
 * Puts the signed document beside a draft: its bytes are kept, and the consent names them by hash.
 * @throws BacklotError `RIGHT_STATE_INVALID` once it is granted, `FILE_NOT_FOUND`, `REQUEST_INVALID` for an empty file
 */
export async function attachConsentDocument(
  ports: StudioPorts,
  consentId: string,
  { path, name = basename(path), by }: { readonly path: string; readonly name?: string; readonly by: Person },
): Promise<Consent> {
  const staged = await ports.files.stage(path);
  try {
    demandContent(staged, name);
    const { sha256, byteLength } = await staged.keep();
    return await changeConsent(ports, consentId, { kind: 'consent-document-attached', by }, (consent) => {
      demandDraft(consent);
      return { ...consent, document: { sha256, byteLength, name } };
    });
  } finally {
    await staged.drop();
  }
}

/**
 * A draft with a signature and the signed document comes into force.
 * @throws BacklotError `CONSENT_INCOMPLETE` naming what is missing, `RIGHT_STATE_INVALID`
 */
export function grantConsent(ports: StudioPorts, consentId: string, by: Person): Promise<Consent> {
  return changeConsent(ports, consentId, { kind: 'consent-granted', by }, (consent, at) => {
    demandDraft(consent);
    const missing = listMissing(consent);
    if (missing.length > 0) {
      throw new BacklotError('CONSENT_INCOMPLETE', `Consent "${consentId}": missing: ${missing.join(', ')}`, {
        hint: consent.signature ? 'Attach the signed document, then grant it.' : 'Record it anew with its signature.',
        details: { missing },
      });
    }
    if (consentStateOn({ ...consent, state: 'granted' }, at) === 'expired') {
      throw new BacklotError('CONSENT_INCOMPLETE', `Consent "${consentId}": its term ended on ${consent.term.until}`, {
        hint: 'Record one with a term that has not run out.',
      });
    }
    return { ...consent, state: 'granted', grantedAt: at };
  });
}

/** Changes a consent under its lock and tells the ledger, in one transaction. */
async function changeConsent(
  ports: StudioPorts,
  consentId: string,
  { kind, by }: { readonly kind: string; readonly by: Person },
  change: (consent: Consent, at: string) => Consent,
): Promise<Consent> {
  await findConsent(ports.records, consentId);
  const at = new Date(ports.clock.nowMs()).toISOString();
  return ports.records.transaction(async (writer) => {
    const before = await writer.rights.consents.lock(consentId);
    if (!before) throw new Error(`Consent "${consentId}" vanished: none is ever removed`);
    const consent = change(before, at);
    await writer.rights.consents.put(consent);
    await witness(writer, { kind, subject: subjectOf(consent), by, at, body: bodyOf(consent) });
    return consent;
  });
}

function demandDraft({ id, state }: Consent): void {
  if (state === 'draft') return;
  throw new BacklotError('RIGHT_STATE_INVALID', `Consent "${id}": expected a draft, it is ${state}`, {
    hint: 'What was signed is never changed; record a new one.',
  });
}

function listMissing({ signature, document }: Consent): string[] {
  return [...(signature ? [] : ['who signed it and when']), ...(document ? [] : ['the signed document'])];
}

/** What the ledger keeps of it: never the words, which name people, but their hash. */
function bodyOf(consent: Consent): Readonly<Record<string, unknown>> {
  const { production, performer, kind, state, document } = consent;
  const recordSha256 = sha256Hex(canonicalJson(consent));
  return { production, performer, kind, state, documentSha256: document?.sha256, recordSha256 };
}

function subjectOf({ id }: Consent): string {
  return `consent:${id}`;
}
