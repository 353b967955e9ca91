import { hasLicenceStatement, type LicensedUse, type ModelCard, purposeSchema } from '@backlot/film';
import type { ModelSending, UsedInput, UsedModel, UseFacts } from '../use-facts.ts';
import { answer, entity, type Part } from './part.ts';
import type { SharedFacts } from './shared-facts.ts';
import { altersPeople, usesUnreleasedMaterial } from './take-part.ts';

/** One input: its licence statement, and the register's entry where the statement names one. */
export function readInputPart(facts: UseFacts, shared: SharedFacts, input: UsedInput, index: number): Part {
  const { licence, registered } = input;
  const entry = registered && {
    isOfThisProduction: registered.production === facts.production,
    isRevoked: registered.state !== 'in-force',
    isExpired: registered.expiresOn !== undefined && facts.at.slice(0, 10) > registered.expiresOn,
    allows: [...new Set(registered.allowedUses)].sort().map((use) => entity('LicensedUse', use)),
  };
  const own = {
    hasStatement: hasLicenceStatement(licence),
    namesEntry: licence?.id !== undefined,
    usedAs: entity('LicensedUse', licensedUseOf(input)),
  };
  const context = Object.assign(own, shared, entry && { entry });
  const about = `${input.role} "${input.name}"`;
  return { about, of: { kind: 'input', index }, requests: [{ action: 'use-input', context, nearness: 0 }] };
}

/** What an input's role in the engine means to its owner; whatever is neither training nor reference is a plate. */
export function licensedUseOf({ role }: Pick<UsedInput, 'role'>): LicensedUse {
  if (/\btrain/.test(role)) return 'training';
  return /\breference/.test(role) ? 'reference' : 'plate';
}

/** One trained model: its card, or that there is none; what it would be sent. */
export function readModelPart(facts: UseFacts, shared: SharedFacts, model: UsedModel, index: number): Part {
  const card = model.card?.production === facts.production ? model.card : undefined;
  const own = {
    altersPeople: altersPeople(facts),
    usesUnreleasedMaterial: answer(usesUnreleasedMaterial({ declared: facts.declared, models: [model] })),
    usesPersonalData: answer(facts.declared.usesPersonalData),
  };
  const sending = model.sending && { sending: readSending(facts, model.sending) };
  const context = Object.assign(own, shared, card && { card: readCard(card) }, sending);
  const about = card ? `model ${card.name} ${card.version}` : `unknown model "${model.id}"`;
  return { about, of: { kind: 'model', index }, requests: [{ action: 'use-model', context, nearness: 0 }] };
}

function readCard({ trainedOn, retainsInputs, trainsOnInputs, environment, allowedFor, retiredAt }: ModelCard) {
  return {
    trainedOn: entity('Training', trainedOn),
    retainsInputs,
    trainsOnInputs,
    environment: entity('Environment', environment),
    allowedFor: [...(allowedFor ?? purposeSchema.options)].sort().map((purpose) => entity('Purpose', purpose)),
    isRetired: retiredAt !== undefined,
  };
}

function readSending({ isOffline }: UseFacts, { sendsFiles, backEnd }: ModelSending) {
  return {
    // What runs on this machine is sent nothing, so there is nothing to keep back.
    isOffline: isOffline === true && backEnd?.isLocal !== true,
    files: sendsFiles,
    hasBackEnd: backEnd !== undefined,
    isBackEndOff: backEnd?.isOff === true,
  };
}
