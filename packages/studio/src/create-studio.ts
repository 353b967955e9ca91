import { approveUse } from './approve-use.ts';
import { auditLedger } from './audit-ledger.ts';
import { cancelTake } from './cancel-take.ts';
import { checkpointRecords } from './checkpoint-ledger.ts';
import { createProduction } from './create-production.ts';
import { deliverTake } from './deliver-take.ts';
import { findPreview } from './find-preview.ts';
import { getTake } from './get-take.ts';
import { explainUse } from './judge-take.ts';
import { createModels } from './models/create-models.ts';
import { pathOfFile, pathOfInput } from './path-of-file.ts';
import { pickVariant } from './pick-variant.ts';
import { productionNotFound } from './production-not-found.ts';
import { rememberViewable, type ViewableTakes } from './remember-viewable.ts';
import { repeatTake } from './repeat-take.ts';
import { planTake, requestTake } from './request-take.ts';
import { rerunTake } from './rerun-take.ts';
import { reviewTake } from './review-take.ts';
import { createRights } from './rights/create-rights.ts';
import type { Rights } from './rights/rights.ts';
import { sealApproval } from './seal-approval.ts';
import { startWorker } from './start-worker.ts';
import type { Studio, StudioPorts } from './studio.ts';
import { verifyFile } from './verify-file.ts';
import { verifyLedger } from './verify-ledger.ts';
import { verifyTake } from './verify-take.ts';
import { waitForTake } from './wait-for-take.ts';

/**
 * The use cases on the given ports. Keeps nothing itself but how far behind its checkpoints are, and for
 * half a second who may see what; closing the ports is
 * their opener's business, after `checkpointLedger`.
 */
export function createStudio(given: StudioPorts): Studio {
  const { records, settle } = checkpointRecords(given);
  const ports = { ...given, records };
  const viewable = rememberViewable(ports);
  return {
    requestTake: (request) => requestTake(ports, request),
    planTake: (request) => planTake(ports, request),
    approveUse: (takeId, approval) => approveUse(ports, takeId, approval),
    cancelTake: (takeId, by) => cancelTake(ports, takeId, by),
    reviewTake: (takeId, by, review) => reviewTake(ports, takeId, by, review),
    pickVariant: (takeId, choice) => pickVariant(ports, takeId, choice),
    sealApproval: (takeId) => sealApproval(ports, takeId),
    deliverTake: (takeId, delivery) => deliverTake(ports, takeId, delivery),
    repeatTake: (takeId, by) => repeatTake(ports, takeId, by),
    rerunTake: (takeId, options) => rerunTake(ports, takeId, options),
    verifyFile: (path) => verifyFile(ports, path),
    verifyTake: (takeId) => verifyTake(ports, takeId),
    verifyLedger: () => verifyLedger(ports),
    auditLedger: () => auditLedger(ports),
    checkpointLedger: settle,
    getTake: (takeId) => getTake(records, takeId),
    findTakeByMark: async (mark) => (await records.takes.findByMark(mark))[0],
    listTakes: (filter = {}) => records.takes.list(filter),
    listReviews: (takeId) => records.reviews.list(takeId),
    listProductions: () => records.productions.list(),
    getProduction: async (slug) => (await records.productions.get(slug)) ?? refuse(productionNotFound(slug)),
    createProduction: (production) => createProduction(ports, production),
    rights: forgettingWhatIsTakenBack(createRights(ports), viewable),
    models: createModels(ports),
    explainUse: (takeId) => explainUse(ports, takeId),
    demandViewable: async (takeId) => {
      await viewable.demand(takeId);
    },
    listShots: (production) => records.productions.shots(production),
    ledgerOfTake: (takeId) => records.ledger.about(takeId),
    readLedger: (fromIndex, limit) => records.ledger.read(fromIndex, limit),
    pathOfFile: (takeId, name) => pathOfFile(ports, viewable, { takeId, name }),
    pathOfInput: (takeId, role) => pathOfInput(ports, viewable, { takeId, role }),
    findPreview: (takeId) => findPreview(ports, viewable, takeId),
    folderOfTake: (takeId) => ports.files.takeFolder(takeId),
    subscribe: (listener) => ports.events.subscribe(listener),
    startWorker: (options) => startWorker(ports, options),
    waitForTake: (takeId, options) => waitForTake(ports, takeId, options),
  };
}

function refuse(error: Error): never {
  throw error;
}

function forgettingWhatIsTakenBack(rights: Rights, viewable: ViewableTakes): Rights {
  return {
    ...rights,
    withdrawConsent: (...words) => rights.withdrawConsent(...words).finally(viewable.forget),
    revokeLicence: (...words) => rights.revokeLicence(...words).finally(viewable.forget),
  };
}
