import type { Performer, PersonUse } from '@backlot/film';
import { mostYearsOf } from '../parts/consent-facts.ts';
import type { Part } from '../parts/part.ts';
import type { UsedPerson, UseFacts } from '../use-facts.ts';
import type { Change } from './change.ts';
import { coveringConsent } from './covering-consent.ts';

/** Changes to people whose use is refused: a consent that covers it, less of it, or without them. */
export function listPersonChanges(facts: UseFacts, refused: readonly Part[]): Change[] {
  return refused.flatMap(({ of }) => {
    if (of.kind !== 'person') return [];
    const person = facts.people[of.index];
    return person ? changesOf(facts, person, of.index) : [];
  });
}

function changesOf(facts: UseFacts, person: UsedPerson, index: number): Change[] {
  const name = person.performer?.name ?? `performer "${person.use.performer}"`;
  const change = (text: string, apply: (person: UsedPerson) => UsedPerson): Change => ({
    text,
    group: `person ${index}`,
    apply: (before) => changePerson(before, index, apply),
  });
  const ways =
    person.performer?.status.kind === 'synthetic'
      ? syntheticChanges(facts, person.performer, name, change)
      : [
          consentChange(facts, person, name, change),
          ...languageChange(person, name, change),
          ...yearsChange(person, name, change),
        ];
  return [...ways, removal(person, index, name)];
}

type MakeChange = (text: string, apply: (person: UsedPerson) => UsedPerson) => Change;

function consentChange(facts: UseFacts, person: UsedPerson, name: string, change: MakeChange): Change {
  const { use } = person;
  const performer = person.performer?.production === facts.production ? person.performer : newPerformer(facts, use);
  const consent = coveringConsent(facts, use, performer);
  const register = performer === person.performer ? '' : `Register ${name}, then record`;
  const signer = consent.signature?.by === 'performer' ? 'signed by them' : 'signed by their authorised representative';
  const article = /^[aeiou]/.test(consent.kind) ? 'an' : 'a';
  const text = `${register || 'Record'} and grant ${article} ${consent.kind} consent of ${name} that covers ${describe(use)} in ${facts.shot}, ${signer}`;
  return change(text, (before) => ({
    use: { ...before.use, ...(isVoice(use) && use.language === undefined ? { language: 'en' } : {}) },
    performer,
    consents: [consent, ...before.consents],
  }));
}

function newPerformer({ production, at }: UseFacts, { performer }: PersonUse): Performer {
  const about = { name: performer, aliases: [], characters: [], referenceCount: 0, createdAt: at };
  return { id: performer, production, status: { kind: 'living' }, ...about };
}

function describe({ operation, years, language }: PersonUse): string {
  const amount = years === undefined ? '' : ` by ${years} ${years === 1 ? 'year' : 'years'}`;
  return `${operation}${amount}${language === undefined ? '' : ` (${language})`}`;
}

function isVoice({ operation }: PersonUse): boolean {
  return operation === 'dub' || operation === 'voice-synthesis';
}

function languageChange({ use, consents }: UsedPerson, name: string, change: MakeChange): Change[] {
  if (!isVoice(use)) return [];
  const languages = [...new Set(consents.flatMap(({ scope }) => scope.languages))].filter(
    (one) => one !== use.language,
  );
  return languages.slice(0, 3).map((language) =>
    change(`Make the voice of ${name} speak ${language}`, (before) => ({
      ...before,
      use: { ...before.use, language },
    })),
  );
}

function yearsChange({ use, consents }: UsedPerson, name: string, change: MakeChange): Change[] {
  if (use.operation !== 're-age') return [];
  const limits = consents.flatMap((consent) => mostYearsOf(consent, use) ?? []);
  const years = Math.max(0, ...limits.filter((limit) => use.years === undefined || limit < use.years));
  if (years === 0) return [];
  const from =
    use.years === undefined ? 'Say that the years are at most' : `Lower the years of ${name} from ${use.years} to`;
  return [change(`${from} ${years}`, (before) => ({ ...before, use: { ...before.use, years } }))];
}

function syntheticChanges(facts: UseFacts, performer: Performer, name: string, change: MakeChange): Change[] {
  const today = facts.at.slice(0, 10);
  const status = { kind: 'synthetic' as const, unionNotice: { to: 'the union', sentOn: today } };
  const { resembles } = performer.resemblance ?? {};
  const todo = [
    ...(performer.status.kind === 'synthetic' && performer.status.unionNotice ? [] : ['record the union notice']),
    ...(performer.resemblance ? [] : ['have it compared with the performers on file']),
    ...(resembles ? [`redesign it so that it does not resemble ${resembles.name}`] : []),
  ];
  const sound: Performer = { ...performer, status, resemblance: { comparedAt: facts.at } };
  return todo.length === 0
    ? []
    : [change(`For ${name}: ${todo.join(', ')}`, (before) => ({ ...before, performer: sound }))];
}

function removal({ use }: UsedPerson, index: number, name: string): Change {
  const isSame = (other: PersonUse) => other.performer === use.performer && other.operation === use.operation;
  return {
    text: `Make it without ${name}`,
    group: `person ${index}`,
    apply: (before) => ({
      ...before,
      people: before.people.filter((other) => !isSame(other.use)),
      declared: { ...before.declared, people: before.declared.people.filter((other) => !isSame(other)) },
    }),
  };
}

/** By what it is rather than where it stands: another change may have taken somebody out before. */
function changePerson(facts: UseFacts, index: number, apply: (person: UsedPerson) => UsedPerson): UseFacts {
  return { ...facts, people: facts.people.map((each, at) => (at === index ? apply(each) : each)) };
}
