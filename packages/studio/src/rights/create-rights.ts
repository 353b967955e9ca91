import { checkText } from '../check-words.ts';
import { discloseProduction } from '../disclosure/disclose-production.ts';
import type { TakeRight } from '../ports/rights.ts';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';
import { addReference } from './add-reference.ts';
import { changeProduction } from './change-production.ts';
import { correctModel, retireModel } from './correct-model.ts';
import { demandProduction } from './demand-production.ts';
import { explainDraft } from './explain-draft.ts';
import { findConsent, findLicence, findModel, findPerformer, findWork } from './find-right.ts';
import { listDeliveriesOf } from './list-deliveries.ts';
import { attachConsentDocument, grantConsent, recordConsent } from './record-consent.ts';
import { registerLicence, registerModel } from './register-material.ts';
import { changePerformer, registerPerformer } from './register-performer.ts';
import { licenseWork, registerWork } from './register-work.ts';
import type { ProductionRegister, Rights } from './rights.ts';
import { revokeLicence, withdrawConsent } from './withdraw-consent.ts';

/** The use cases of rights on the given ports. */
export function createRights(ports: StudioPorts): Rights {
  const { records } = ports;
  return {
    register: (production) => readRegister(ports, production),
    getPerformer: (id) => findPerformer(records, id),
    getConsent: (id) => findConsent(records, id),
    getLicence: (id) => findLicence(records, id),
    getModel: (id) => findModel(records, id),
    getWork: (id) => findWork(records, id),
    registerPerformer: (production, request, by) => registerPerformer(ports, production, request, by),
    changePerformer: (id, request, by) => changePerformer(ports, id, request, by),
    addReference: (performerId, reference) => addReference(ports, performerId, reference),
    recordConsent: (production, request, by) => recordConsent(ports, production, request, by),
    attachConsentDocument: (consentId, document) => attachConsentDocument(ports, consentId, document),
    grantConsent: (consentId, by) => grantConsent(ports, consentId, by),
    withdrawConsent: (consentId, withdrawal) => withdrawConsent(ports, consentId, withdrawal),
    registerLicence: (production, request, options) => registerLicence(ports, production, request, options),
    revokeLicence: (licenceId, withdrawal) => revokeLicence(ports, licenceId, withdrawal),
    registerModel: (production, request, by) => registerModel(ports, production, request, by),
    correctModel: (id, request, by) => correctModel(ports, id, request, by),
    retireModel: (id, by) => retireModel(ports, id, by),
    registerWork: (production, request, picture) => registerWork(ports, production, request, picture),
    licenseWork: (workId, licence) => licenseWork(ports, workId, licence),
    changeProduction: (production, request, by) => changeProduction(ports, production, request, by),
    checkText: (production, text, people) => checkText(ports, production, { text, people }),
    explainDraft: (production, request, by) => explainDraft(ports, production, request, by),
    usesOfPerformers: (performers) =>
      listUses(
        ports,
        performers.map((ref) => ({ kind: 'performer', ref })),
      ),
    usesOfLicence: (ref) => listUses(ports, [{ kind: 'licence', ref }]),
    discloseProduction: (production) => discloseProduction(ports, production),
    deliveriesOf: (takeId) => listDeliveriesOf(ports, takeId),
    pathOfDocument: ({ sha256 }) => ports.files.pathOf(sha256),
  };
}

async function readRegister(ports: StudioPorts, production: string): Promise<ProductionRegister> {
  await demandProduction(ports, production);
  const { performers, consents, licences, models, works } = ports.records.rights;
  const [listed, agreed, licensed, cards, onFile] = await Promise.all([
    performers.list(production),
    consents.list(production),
    licences.list(production),
    models.list(production),
    works.list(production),
  ]);
  return { performers: listed, consents: agreed, licences: licensed, models: cards, works: onFile };
}

async function listUses({ records }: StudioPorts, rights: readonly TakeRight[]): Promise<TakeRecord[]> {
  const lists = await Promise.all(rights.map((right) => records.rights.takesOn(right)));
  const ids = [...new Set(lists.flat())].sort().reverse();
  const takes = await Promise.all(ids.map((id) => records.takes.get(id)));
  return takes.filter((take) => take !== undefined);
}
