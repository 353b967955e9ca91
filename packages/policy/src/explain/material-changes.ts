import { hasLicenceStatement, type Licence, type LicenceStatement, type ModelCard } from '@backlot/film';
import { licensedUseOf } from '../parts/material-parts.ts';
import type { Part } from '../parts/part.ts';
import type { ModelSending, UsedInput, UseFacts } from '../use-facts.ts';
import type { Change } from './change.ts';

/** Changes to inputs, models, words, faces and likenesses that are not allowed as they are. */
export function listMaterialChanges(facts: UseFacts, stopped: readonly Part[]): Change[] {
  const indexesOf = (kind: Part['of']['kind']) => stopped.flatMap(({ of }) => (of.kind === kind ? [of.index] : []));
  return [
    ...statementChange(facts),
    ...indexesOf('input').flatMap((index) => entryChange(facts, index)),
    ...indexesOf('model').flatMap((index) => modelChanges(facts, index)),
    ...indexesOf('words').flatMap((index) => wordsChange(facts, index)),
    ...indexesOf('face').flatMap((index) => faceChange(facts, index)),
    ...indexesOf('likeness').flatMap((index) => likenessChanges(facts, index)),
  ];
}

function statementChange(facts: UseFacts): Change[] {
  const missing = facts.inputs.filter((input) => !hasLicenceStatement(input.licence));
  if (missing.length === 0) return [];
  const names = missing.map((input) => `${input.role} "${input.name}"`).join(', ');
  return [
    {
      text: `State owner and licence of ${names}`,
      group: 'licence',
      apply: (before) => ({ ...before, inputs: before.inputs.map((input) => ({ ...input, licence: fill(input) })) }),
    },
  ];
}

function fill({ licence }: UsedInput): LicenceStatement {
  return licence && hasLicenceStatement(licence) ? licence : { owner: 'stated', statement: 'stated' };
}

function entryChange(facts: UseFacts, index: number): Change[] {
  const input = facts.inputs[index];
  if (input?.licence?.id === undefined) return [];
  const allowedUses: Licence['allowedUses'] = [licensedUseOf(input), 'delivery'];
  const registered: Licence = {
    id: input.licence.id,
    production: facts.production,
    title: 'new',
    owner: 'stated',
    terms: 'stated',
    allowedUses,
    state: 'in-force',
    createdAt: facts.at,
  };
  const verb = input.registered ? 'Get a new licence' : 'Register the licence';
  return [
    {
      text: `${verb} for ${input.role} "${input.name}" that is in force and allows: ${allowedUses.join(', ')}`,
      group: `input ${index}`,
      apply: (before) => ({ ...before, inputs: before.inputs.with(index, { ...input, registered }) }),
    },
  ];
}

function modelChanges(facts: UseFacts, index: number): Change[] {
  const model = facts.models[index];
  if (!model) return [];
  const card: ModelCard = {
    id: model.id,
    production: facts.production,
    ...{ name: 'a sound model', vendor: 'stated', version: '1', licence: 'stated' },
    trainedOn: 'licensed',
    retainsInputs: false,
    trainsOnInputs: false,
    environment: 'secured',
    createdAt: facts.at,
  };
  const name = model.card?.name ?? model.id;
  const { sending } = model;
  const verb = model.card ? `Use another model than "${name}"` : `Register the card of a model for "${name}"`;
  return [
    {
      text: `${verb}: trained on licensed material, secured, keeping and learning nothing`,
      group: `model ${model.id}`,
      apply: (before) => ({
        ...before,
        models: before.models.map((each) => (each.id === model.id ? { ...each, card } : each)),
      }),
    },
    ...(sending?.sendsUnreleased
      ? [
          {
            text: `Send "${name}" only files whose licence on the register says that they are released`,
            group: `model ${model.id}`,
            apply: withSending(index, { ...sending, sendsUnreleased: false }),
          },
        ]
      : []),
    {
      text: `Make it without the model "${name}"`,
      group: `model ${model.id}`,
      apply: (before) => ({
        ...before,
        models: before.models.filter((each) => each.id !== model.id),
        declared: { ...before.declared, models: before.declared.models.filter((id) => id !== model.id) },
      }),
    },
  ];
}

function withSending(index: number, sending: ModelSending): Change['apply'] {
  return (before) => {
    const model = before.models[index];
    return model ? { ...before, models: before.models.with(index, { ...model, sending }) } : before;
  };
}

function wordsChange(facts: UseFacts, index: number): Change[] {
  const finding = facts.words[index];
  if (!finding) return [];
  const { person, outcome, text } = finding;
  return [
    {
      text: `Take "${text}" out of the words`,
      group: `words ${outcome} ${person}`,
      apply: (before) => ({
        ...before,
        words: before.words.filter((other) => other.person !== person || other.outcome !== outcome),
      }),
    },
  ];
}

function faceChange(facts: UseFacts, index: number): Change[] {
  const finding = facts.faces[index];
  if (!finding) return [];
  const isAlike = (other: typeof finding) =>
    other.verdict === finding.verdict && other.performer === finding.performer && other.name === finding.name;
  return [
    {
      text: `Make it anew so that the face of ${finding.name ?? 'someone unknown'} is not seen`,
      group: `face ${index}`,
      apply: (before) => ({ ...before, faces: before.faces.filter((other) => !isAlike(other)) }),
    },
  ];
}

function likenessChanges(facts: UseFacts, index: number): Change[] {
  const finding = facts.likenesses[index];
  if (!finding) return [];
  const { work, title } = finding;
  const name = title === undefined ? 'a work on file' : `"${title}"`;
  const apply: Change['apply'] = (before) => ({
    ...before,
    likenesses: before.likenesses.filter((other) => other.work !== work),
  });
  const anew: Change = { text: `Make it anew so that ${name} is not seen in it`, group: `likeness ${index}`, apply };
  if (work === undefined) return [anew];
  return [anew, { ...anew, text: `License ${name} for use as a reference` }];
}
