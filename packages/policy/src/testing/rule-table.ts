import type { Consent, FaceFinding, LikenessFinding, PersonUse, WordsFinding } from '@backlot/film';
import type { UseFacts } from '../use-facts.ts';
import {
  ANA,
  approved,
  CONSENT,
  modelUse,
  NOVA,
  personAlone,
  personUse,
  plateUse,
  scopeOf,
  sent,
  useOf,
} from './sample-use.ts';

/** A rule, a use of which it speaks, and the same use with one thing changed, of which it does not. */
export interface RuleRow {
  readonly id: string;
  readonly speaks: UseFacts;
  readonly silent: UseFacts;
}

const row = (id: string, speaks: UseFacts, silent: UseFacts): RuleRow => ({ id, speaks, silent });

const LATER = '2026-09-01T12:00:00.000Z';
const DECEMBER = '2026-12-02T00:00:00.000Z';
const SIGNATURE = { by: 'performer', name: 'X', signedOn: '2026-01-01', isSeparatelySigned: true } as const;
const signedBy = (by: 'performer' | 'authorised-representative' | 'union') => ({ signature: { ...SIGNATURE, by } });
const DEAD = { status: { kind: 'deceased', diedOn: '1980-05-05' } } as const;
const MINOR = { status: { kind: 'minor' } } as const;
const ESTATE = { representative: { name: 'The estate', role: 'estate' } } as const;
const SHORT = 'Ana as a replica speaks new lines in two later scenes.';

function without(key: keyof Consent): Consent {
  const { [key]: _, ...rest } = CONSENT;
  return rest as Consent;
}

const NOT_IN_SHOT = { shots: ['sq099/sh0001'], operations: [{ operation: 're-age' }], languages: [] } as const;
const NEVER = { scope: scopeOf('scan') };

function withConsent(facts: UseFacts, consent: Consent): UseFacts {
  return { ...facts, people: facts.people.map((person) => ({ ...person, consents: [consent] })) };
}

const of = (
  operation: PersonUse['operation'],
  consent: Partial<Consent> = {},
  use: Partial<PersonUse> = {},
  performer: Parameters<typeof personUse>[2] = {},
): UseFacts =>
  personUse(
    { operation, ...use },
    { kind: 'employment-based-replica', scope: scopeOf(operation, 'en'), ...consent },
    performer,
  );

const synthetic = (changes: Partial<typeof NOVA> = {}): UseFacts =>
  personAlone({ performer: 'nova', operation: 'replica' }, { ...NOVA, ...changes });

const WORDS: WordsFinding = { outcome: 'ask', where: 'prompt', text: 'A B', start: 0, end: 3, person: 'A B', why: '…' };
const FACE: FaceFinding = { verdict: 'question', frame: 3, why: '…' };
const kept = (verdict: FaceFinding['verdict']) => useOf({ action: 'keep-take', faces: [{ ...FACE, verdict }] });

const LIKENESS: LikenessFinding = {
  kind: 'same',
  file: 'a.png',
  frame: 0,
  work: 'w1',
  title: 'A',
  owner: 'B',
  why: '…',
};

const delivered = (changes: Partial<UseFacts> = {}): UseFacts => ({
  ...modelUse({}, { action: 'deliver-take', at: LATER, approvingRoles: ['supervisor'] }),
  ...changes,
});

/** A consent that is sound but for its kind, used for an operation of its scope. */
const kindRow = (id: string, kind: Consent['kind'], bad: PersonUse['operation'], good: PersonUse['operation']) =>
  row(id, of(bad, { kind }, { language: 'en' }), of(good, { kind }, { language: 'en' }));

/** A question whose "yes" speaks for any purpose; `unsure` names the purposes at which an open question does too. */
const answerRow = (id: string, question: string): RuleRow => row(id, useOf({}, { [question]: true }), useOf());

const HOUSE: readonly RuleRow[] = [
  row('ideation-allowed', useOf({ purpose: 'temp' }), useOf({ purpose: 'final' })),
  row('final-allowed', useOf({ purpose: 'final' }), useOf({ purpose: 'temp' })),
  row('final-needs-supervisor', useOf({ purpose: 'final' }), approved(useOf({ purpose: 'final' }), 'supervisor')),
  row('keep-allowed', useOf({ action: 'keep-take' }), useOf()),
  row('view-allowed', useOf({ action: 'view-take' }), useOf()),
  row('delivery-allowed', useOf({ action: 'deliver-take' }), useOf()),
  row(
    'delivery-needs-supervisor',
    useOf({ action: 'deliver-take' }),
    useOf({ action: 'deliver-take', approvingRoles: ['supervisor'] }),
  ),
];

const MATERIAL: readonly RuleRow[] = [
  row('input-allowed', plateUse(), useOf()),
  row(
    'plate-needs-licence',
    useOf({ inputs: [{ role: 'plate', name: 'p' }] }),
    useOf({ inputs: [{ role: 'plate', name: 'p', licence: { owner: 'A', statement: 'B' } }] }),
  ),
  row(
    'licence-on-register',
    useOf({ inputs: [{ role: 'plate', name: 'p', licence: { owner: 'A', statement: 'B', id: 'l1' } }] }),
    plateUse(),
  ),
  row('licence-not-revoked', plateUse({ state: 'revoked' }), plateUse()),
  row('licence-not-expired', plateUse({ expiresOn: '2026-02-28' }), plateUse({ expiresOn: '2026-03-01' })),
  row('licence-allows-use', plateUse({ allowedUses: ['reference', 'delivery'] }), plateUse()),
  row(
    'licence-allows-delivery',
    plateUse({ allowedUses: ['plate'] }, { action: 'deliver-take' }),
    plateUse({ allowedUses: ['plate'] }),
  ),
  row('model-allowed', modelUse(), useOf()),
  row('model-needs-card', useOf({ models: [{ id: 'm1' }] }), modelUse()),
  row('model-card-not-retired', modelUse({ retiredAt: '2026-01-01T00:00:00Z' }), modelUse()),
  row(
    'undeclared-training-needs-legal',
    modelUse({ trainedOn: 'undeclared' }, { purpose: 'temp' }),
    modelUse({ trainedOn: 'undeclared' }, { purpose: 'ideation' }),
  ),
  row(
    'model-for-purpose',
    modelUse({ allowedFor: ['ideation'] }, { purpose: 'temp' }),
    modelUse({ allowedFor: ['ideation', 'temp'] }, { purpose: 'temp' }),
  ),
  row('offline-sends-nothing', sent({}, { isOffline: true }), sent()),
  row('model-has-back-end', sent({}, {}, { backEnd: undefined }), sent()),
  row(
    'unsecured-gets-no-unreleased-material',
    sent({ environment: 'unsecured' }, {}, { backEnd: { isOff: false }, sendsUnreleased: true }),
    sent({ environment: 'unsecured' }),
  ),
  row(
    'unsecured-gets-no-personal-data',
    declaring(sent({ environment: 'unsecured' }), { usesPersonalData: true }),
    sent({ environment: 'unsecured' }),
  ),
  row(
    'model-must-not-learn-from-people',
    modelUse({ trainsOnInputs: true }, { people: personUse({}).people }),
    modelUse({ trainsOnInputs: true }),
  ),
  row('words-allowed', useOf({ words: [WORDS] }), useOf()),
  row('words-stop', useOf({ words: [{ ...WORDS, outcome: 'stop' }] }), useOf({ words: [WORDS] })),
  row('words-question', useOf({ words: [WORDS] }), approved(useOf({ words: [WORDS] }), 'legal')),
  row('face-allowed', kept('consented'), useOf({ faces: [FACE] })),
  row('face-refused', kept('refused'), kept('question')),
  row('face-question', kept('question'), kept('consented')),
  row('likeness-allowed', useOf({ action: 'keep-take', likenesses: [LIKENESS] }), useOf({ likenesses: [LIKENESS] })),
  row(
    'likeness-question',
    useOf({ action: 'keep-take', likenesses: [LIKENESS] }),
    approved(useOf({ action: 'keep-take', likenesses: [LIKENESS] }), 'legal'),
  ),
];

const PEOPLE: readonly RuleRow[] = [
  row('person-with-consent', personUse({}), personAlone({})),
  row('customary-finishing', personAlone({ operation: 'cosmetic' }), personAlone({ operation: 're-age' })),
  row('alteration-as-scripted', personAlone({ isAsScripted: true }), personAlone({})),
  row('alteration-unsafe-act', personAlone({ isUnsafeAct: true }), personAlone({})),
  row('alteration-unrecognisable', personAlone({ isRecognisable: false }), personAlone({ isRecognisable: true })),
  row('synthetic-allowed', synthetic(), synthetic({ status: { kind: 'living' } })),
  row('person-on-register', personUse({}, {}, { production: 'another-film' }), personUse({})),
  row('person-needs-consent', personAlone({}), personAlone({ operation: 'cosmetic' })),
  row(
    'exemption-confirmed-by-legal',
    personAlone({ isAsScripted: true }),
    approved(personAlone({ isAsScripted: true }), 'legal'),
  ),
  row(
    'finishing-confirmed-by-legal',
    personAlone({ operation: 'cosmetic' }, MINOR),
    personAlone({ operation: 'cosmetic' }),
  ),
  row('consent-granted', personUse({}, { state: 'draft' }), personUse({})),
  row('consent-not-withdrawn', personUse({}, { state: 'withdrawn' }), personUse({})),
  row(
    'consent-not-expired',
    personUse({}, { term: { from: '2026-01-01', until: '2026-02-28' } }),
    personUse({}, { term: { from: '2026-01-01', until: '2026-03-01' } }),
  ),
  row(
    'consent-has-begun',
    personUse({}, { term: { from: '2026-03-02', until: '2026-12-31' } }),
    personUse({}, { term: { from: '2026-03-01', until: '2026-12-31' } }),
  ),
  row('consent-is-theirs', personUse({}, { performer: 'bo' }), personUse({})),
  row('consent-for-this-production', personUse({}, { production: 'another-film' }), personUse({})),
  row('consent-has-document', withConsent(personUse({}), without('document')), personUse({})),
  row(
    'consent-is-specific',
    personUse({}, { description: 'Young, young, YOUNG, young, young, young, young and younger.' }),
    personUse({}, { description: 'One two three four five six seven eight.' }),
  ),
  row('consent-is-signed', withConsent(personUse({}), without('signature')), personUse({})),
  row('living-not-signed-by-union', personUse({}, signedBy('union')), personUse({}, signedBy('performer'))),
  row(
    'minor-signed-by-guardian',
    personUse({}, {}, MINOR),
    personUse({}, signedBy('authorised-representative'), MINOR),
  ),
  row(
    'deceased-signed-by-representative',
    personUse({}, {}, DEAD),
    personUse({}, signedBy('authorised-representative'), DEAD),
  ),
  row(
    'deceased-union-only-without-representative',
    personUse({}, signedBy('union'), { ...DEAD, ...ESTATE }),
    personUse({}, signedBy('union'), DEAD),
  ),
  row('consent-covers-operation', personUse({}, NEVER), personUse({})),
  row(
    'consent-covers-shot',
    personUse({}, { scope: NOT_IN_SHOT }),
    personUse({}, { scope: { ...NOT_IN_SHOT, shots: 'all' } }),
  ),
  row(
    're-age-says-years',
    withUse(personUse({}), { performer: 'ana', operation: 're-age' }),
    withUse(personUse({}), { performer: 'ana', operation: 're-age', years: 1 }),
  ),
  row('re-age-within-years', personUse({ years: 11 }), personUse({ years: 10 })),
  row('voice-says-language', of('dub'), of('dub', {}, { language: 'en' })),
  row('voice-covers-language', of('dub', {}, { language: 'de' }), of('dub', {}, { language: 'EN' })),
  kindRow('kind-employment-based', 'employment-based-replica', 're-age', 'replica'),
  kindRow('kind-independently-created', 'independently-created-replica', 'scan', 'replica'),
  kindRow('kind-background-actor', 'background-actor-replica', 'voice-synthesis', 'replica'),
  kindRow('kind-digital-alteration', 'digital-alteration', 'replica', 'performance-change'),
  kindRow('kind-voice', 'voice', 'replica', 'dub'),
  row('synthetic-needs-union-notice', synthetic({ status: { kind: 'synthetic' } }), synthetic()),
  row('synthetic-compared', withPerformer(synthetic(), ANA, NOVA.status), synthetic()),
  row(
    'synthetic-resembles-nobody',
    synthetic({
      resemblance: { comparedAt: LATER, resembles: { performer: 'ana', name: 'Ana Torres', similarity: 0.8 } },
    }),
    synthetic(),
  ),
  row('synthetic-needs-producer', synthetic(), approved(synthetic(), 'producer')),
];

function withUse(facts: UseFacts, use: PersonUse): UseFacts {
  return {
    ...facts,
    people: facts.people.map((person) => ({ ...person, use })),
    declared: { ...facts.declared, people: [use] },
  };
}

function withPerformer(facts: UseFacts, base: typeof ANA, status: typeof ANA.status): UseFacts {
  const performer = { ...base, id: 'nova', status };
  return { ...facts, people: facts.people.map((person) => ({ ...person, performer })) };
}

const element = (name: UseFacts['declared']['element'], purpose: UseFacts['purpose'] = 'temp') =>
  useOf({ purpose }, { element: name });

const NETFLIX: readonly RuleRow[] = [
  answerRow('netflix-principle-1', 'recreatesOthersWork'),
  row('netflix-principle-2-store', modelUse({ retainsInputs: true }), modelUse()),
  row('netflix-principle-2-train', modelUse({ trainsOnInputs: true }), modelUse()),
  row('netflix-principle-3', modelUse({ environment: 'unsecured' }), modelUse()),
  row('netflix-principle-4', modelUse({}, { purpose: 'final' }), modelUse({}, { purpose: 'temp' })),
  answerRow('netflix-principle-5', 'affectsUnionWork'),
  answerRow('netflix-always-unreleased', 'usesUnreleasedMaterial'),
  answerRow('netflix-always-personal-data', 'usesPersonalData'),
  answerRow('netflix-always-training', 'trainsOnUnclearedWork'),
  row('netflix-always-main-character', element('main-character'), element('other')),
  row('netflix-always-key-visual', element('key-visual'), element('key-visual', 'ideation')),
  row('netflix-always-central-setting', element('central-setting'), element('background')),
  answerRow('netflix-always-refers-to-others', 'refersToOthers'),
  row('netflix-always-replica', of('replica'), of('re-age')),
  row('netflix-always-performance-change', of('performance-change'), of('re-age')),
  row('netflix-one-production', of('training'), approved(of('training'), 'legal')),
  answerRow('netflix-always-taken-for-real', 'couldBeTakenForReal'),
  answerRow('netflix-always-union-roles', 'affectsUnionWork'),
  row('netflix-matrix-ideation', useOf(), useOf({ purpose: 'temp' })),
  row('netflix-matrix-background', element('background'), element('background', 'ideation')),
  row('netflix-matrix-story-background', element('story-relevant-background'), element('background')),
  row('netflix-matrix-final-designs', element('key-visual', 'final'), element('key-visual', 'temp')),
  row('netflix-matrix-talent', personUse({}), personUse({ operation: 'cosmetic' })),
  row('netflix-matrix-training-data', modelUse({ trainedOn: 'undeclared' }), modelUse({ trainedOn: 'public-domain' })),
  row(
    'netflix-matrix-proprietary',
    declaring(modelUse({ environment: 'unsecured' }), { usesUnreleasedMaterial: true }),
    declaring(modelUse({ environment: 'secured' }), { usesUnreleasedMaterial: true }),
  ),
  row(
    'netflix-prominent-needs-legal',
    useOf({ purpose: 'final' }, { isProminent: true }),
    useOf({ purpose: 'final' }, { isProminent: false }),
  ),
];

function declaring(facts: UseFacts, declared: Partial<UseFacts['declared']>): UseFacts {
  return { ...facts, declared: { ...facts.declared, ...declared } };
}

const NOTICE = (hours: number) => ({
  scanning: { noticeGivenAt: '2026-02-01T00:00:00Z', startsAt: new Date(Date.UTC(2026, 1, 1, hours)).toISOString() },
});
const at = (facts: UseFacts, instant = LATER): UseFacts => ({ ...facts, at: instant });

const SAG_AFTRA: readonly RuleRow[] = [
  row(
    'sag-separately-signed',
    personUse({}, { signature: { ...SIGNATURE, isSeparatelySigned: false } }),
    personUse({}, { signature: SIGNATURE }),
  ),
  row('sag-living-performer-signs', personUse({}, signedBy('authorised-representative')), personUse({})),
  row('sag-scan-needs-notice', of('scan'), of('scan', NOTICE(48))),
  row('sag-scan-notice-48-hours', of('scan', NOTICE(47)), of('scan', NOTICE(48))),
  row(
    'sag-2026-synthetic-in-human-role',
    at(declaring(synthetic(), { element: 'performer' })),
    at(declaring(synthetic(), { element: 'background' })),
  ),
  row('sag-2026-strike', { ...at(of('replica')), isUnionOnStrike: true }, at(of('replica'))),
  row('sag-2026-minors', at(of('replica', {}, {}, MINOR)), of('replica', {}, {}, MINOR)),
  row('sag-2026-biometrics', at(of('scan')), of('scan')),
  row('sag-2026-dub-language', at(of('dub', {}, { language: 'fr' })), of('dub', {}, { language: 'fr' })),
  row('sag-2026-training-notice', at(of('training')), approved(at(of('training')), 'producer')),
  row('sag-2026-transfer', at(personUse({}, { production: 'another-film' })), at(personUse({}))),
];

const CALIFORNIA: readonly RuleRow[] = [
  row(
    'ab-2602-cover',
    of('replica', { description: SHORT, cover: {} }),
    of('replica', { description: SHORT, cover: { counsel: 'B. Law' } }),
  ),
  row(
    'ab-1836-estate-consents',
    of('replica', signedBy('union'), {}, DEAD),
    of('replica', signedBy('union'), {}, { status: { kind: 'deceased', diedOn: '1956-02-28' } }),
  ),
];

const both = { signedMetadata: true, watermark: true };

const EU_AI_ACT: readonly RuleRow[] = [
  row('eu-50-2-marking', delivered(), delivered({ marks: { signedMetadata: true, watermark: false } })),
  row(
    'eu-50-2-marking-without-exception',
    delivered({ at: DECEMBER, marks: { signedMetadata: false, watermark: false } }),
    delivered({ at: '2026-12-01T23:59:59.999Z', marks: { signedMetadata: false, watermark: false } }),
  ),
  row(
    'eu-code-two-layers',
    delivered({ marks: { signedMetadata: true, watermark: false } }),
    delivered({ marks: both }),
  ),
  row('eu-50-4-deep-fake', declaring(delivered(), { couldBeTakenForReal: true }), delivered()),
  row(
    'eu-50-4-artistic-work',
    declaring(delivered(), { couldBeTakenForReal: true }),
    declaring(delivered({ at: '2026-08-01T23:59:59.999Z' }), { couldBeTakenForReal: true }),
  ),
];

/** One row for each rule that comes with the studio; a rule without one fails a test. */
export const RULE_TABLE: readonly RuleRow[] = [
  ...HOUSE,
  ...MATERIAL,
  ...PEOPLE,
  ...NETFLIX,
  ...SAG_AFTRA,
  ...CALIFORNIA,
  ...EU_AI_ACT,
];
