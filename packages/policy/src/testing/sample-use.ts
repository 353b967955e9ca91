import type { Consent, Licence, ModelCard, Performer, PersonUse, Role, UseDeclaration } from '@backlot/film';
import type { ModelSending, UsedApproval, UsedPerson, UseFacts } from '../use-facts.ts';
import { PLAIN_USE } from './plain-use.ts';

const { production, at, recipeHash, useHash } = PLAIN_USE;

/** A use with every question answered with no: no rule of any pack has anything against it. */
const ANSWERED: UseDeclaration = {
  element: 'other',
  people: [],
  models: [],
  recreatesOthersWork: false,
  refersToOthers: false,
  couldBeTakenForReal: false,
  affectsUnionWork: false,
  usesUnreleasedMaterial: false,
  usesPersonalData: false,
  trainsOnUnclearedWork: false,
  isProminent: false,
};

/** A living performer of the production of `PLAIN_USE`. */
export const ANA: Performer = {
  id: 'ana',
  production,
  name: 'Ana Torres',
  aliases: [],
  characters: [],
  status: { kind: 'living' },
  referenceCount: 1,
  createdAt: at,
};

/** A synthetic performer, announced and compared. */
export const NOVA: Performer = {
  ...ANA,
  id: 'nova',
  name: 'Nova',
  status: { kind: 'synthetic', unionNotice: { to: 'SAG-AFTRA', sentOn: '2026-01-02' } },
  resemblance: { comparedAt: at },
};

/** A consent of Ana's that covers the re-ageing in `RE_AGED` in every respect. */
export const CONSENT: Consent = {
  id: 'c1',
  production,
  performer: 'ana',
  kind: 'digital-alteration',
  description:
    'Ana is made up to ten years younger in the flashback scenes at the harbour in 1998, where she plays her own character as a young woman; nothing she says or does changes.',
  scope: { shots: [PLAIN_USE.shot], operations: [{ operation: 're-age', mostYears: 10 }], languages: [] },
  term: { from: '2026-01-01', until: '2026-12-31' },
  territory: 'world',
  signature: { by: 'performer', name: 'Ana Torres', signedOn: '2026-01-01', isSeparatelySigned: true },
  cover: { unionAgreement: 'SAG-AFTRA 2023' },
  state: 'granted',
  document: { sha256: 'd'.repeat(64), name: 'ana.pdf', byteLength: 1000 },
  createdAt: '2026-01-01T00:00:00Z',
  grantedAt: '2026-01-01T00:00:00Z',
};

/** A card that no rule has anything against. */
export const CARD: ModelCard = {
  id: 'm1',
  production,
  name: 'Facet',
  vendor: 'Facet Labs',
  version: '2',
  licence: 'commercial',
  trainedOn: 'licensed',
  retainsInputs: false,
  trainsOnInputs: false,
  environment: 'secured',
  createdAt: at,
};

/** A register entry that allows a plate and its delivery. */
export const LICENCE: Licence = {
  id: 'l1',
  production,
  title: 'Harbour plates',
  owner: 'The crew',
  terms: 'Anything in this film.',
  allowedUses: ['plate', 'delivery'],
  state: 'in-force',
  createdAt: at,
};

/** The plain use, answered, with some facts changed. */
export function useOf(changes: Partial<UseFacts> = {}, declared: Partial<UseDeclaration> = {}): UseFacts {
  return { ...PLAIN_USE, ...changes, declared: { ...ANSWERED, ...declared } };
}

/** A use of one person with one consent, each with some facts changed. */
export function personUse(
  use: Partial<PersonUse>,
  consent: Partial<Consent> = {},
  performer: Partial<Performer> = {},
): UseFacts {
  const person: UsedPerson = {
    use: { performer: 'ana', operation: 're-age', years: 10, ...use },
    performer: { ...ANA, ...performer },
    consents: [{ ...CONSENT, ...consent }],
  };
  return useOf({ people: [person] }, { people: [person.use] });
}

/** The same without any consent. */
export function personAlone(use: Partial<PersonUse>, performer: Partial<Performer> = {}): UseFacts {
  const facts = personUse(use, {}, performer);
  return { ...facts, people: facts.people.map((person) => ({ ...person, consents: [] })) };
}

/** A consent's scope for one operation in the plain shot. */
export function scopeOf(operation: PersonUse['operation'], ...languages: string[]): Consent['scope'] {
  return { shots: [PLAIN_USE.shot], operations: [{ operation }], languages };
}

/** The plain use with one model. */
export function modelUse(card: Partial<ModelCard> = {}, changes: Partial<UseFacts> = {}): UseFacts {
  return useOf({ models: [{ id: 'm1', card: { ...CARD, ...card } }], ...changes }, { models: ['m1'] });
}

/** The plain use with one model that it sends words and released files to. */
export function sent(
  card: Partial<ModelCard> = {},
  changes: Partial<UseFacts> = {},
  sending: { readonly backEnd?: ModelSending['backEnd'] | undefined; readonly sendsUnreleased?: boolean } = {
    backEnd: { isOff: false },
  },
): UseFacts {
  const { backEnd, sendsUnreleased = false } = sending;
  const model = {
    id: 'm1',
    card: { ...CARD, ...card },
    sending: { sendsFiles: true, sendsUnreleased, ...(backEnd ? { backEnd } : {}) },
  };
  return useOf({ models: [model], ...changes }, { models: ['m1'] });
}

/** The plain use with one plate of the register. */
export function plateUse(licence: Partial<Licence> = {}, changes: Partial<UseFacts> = {}): UseFacts {
  const statement = { owner: 'The crew', statement: 'Anything.', id: 'l1' };
  const registered = { ...LICENCE, ...licence };
  return useOf({ inputs: [{ role: 'plate', name: 'plate.png', licence: statement, registered }], ...changes });
}

/** An approval of the plain use by somebody who does not ask for it, to all that asks for the role or to `ruleIds`. */
export function approvalBy(role: Role, ruleIds: UsedApproval['ruleIds'] = 'all'): UsedApproval {
  return { by: { name: `the ${role}`, role }, recipeHash, useHash, ruleIds, at };
}

/** The same use with approvals by these roles. */
export function approved(facts: UseFacts, ...roles: Role[]): UseFacts {
  return { ...facts, approvals: [...facts.approvals, ...roles.map((role) => approvalBy(role))] };
}
