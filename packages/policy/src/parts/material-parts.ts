import { hasLicenceStatement, type LicensedUse } from '@backlot/film';
import type { UsedInput, UsedModel, UseFacts } from '../use-facts.ts';
import { entity, type Part } from './part.ts';
import type { SharedFacts } from './shared-facts.ts';
import { altersPeople } from './take-part.ts';

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

/** One trained model: its card, or that there is none. */
export function readModelPart(facts: UseFacts, shared: SharedFacts, model: UsedModel, index: number): Part {
  const card = model.card?.production === facts.production ? model.card : undefined;
  const context = {
    ...shared,
    altersPeople: altersPeople(facts),
    ...(card
      ? {
          card: {
            trainedOn: entity('Training', card.trainedOn),
            retainsInputs: card.retainsInputs,
            trainsOnInputs: card.trainsOnInputs,
            environment: entity('Environment', card.environment),
          },
        }
      : {}),
  };
  const about = card ? `model ${card.name} ${card.version}` : `unknown model "${model.id}"`;
  return { about, of: { kind: 'model', index }, requests: [{ action: 'use-model', context, nearness: 0 }] };
}
