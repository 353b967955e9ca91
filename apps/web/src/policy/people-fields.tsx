import type { Operation, Performer, PersonUse } from '@backlot/film';
import { useState } from 'react';
import { type Options, SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { OPERATIONS, PERSON_QUESTIONS } from '../rights/rights-words.ts';
import { TriState } from './tri-state.tsx';
import styles from './use-fields.module.css';

interface PeopleFieldsProps {
  readonly performers: readonly Performer[];
  readonly people: readonly PersonUse[];
  readonly onChange: (people: readonly PersonUse[]) => void;
}

const MOST_YEARS = 100;
const MOST_LANGUAGE_LETTERS = 35;
const OPERATION_NAMES: Options<Operation> = OPERATIONS.map(([operation, name]) => [operation, name]);

/** Everybody whom a use touches, and what is done with each. */
export function PeopleFields({ performers, people, onChange }: PeopleFieldsProps) {
  const replace = (index: number, person: PersonUse): void =>
    onChange(people.map((each, at) => (at === index ? person : each)));
  const [first] = performers;
  return (
    <fieldset className={styles.part}>
      <legend className={styles.legend}>People</legend>
      {people.map((person, index) => (
        <PersonFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the same person may be used twice, and rows are never reordered
          key={index}
          performers={performers}
          person={person}
          onChange={(next) => replace(index, next)}
          onRemove={() => onChange(people.filter((_, at) => at !== index))}
        />
      ))}
      {!first && <p className={styles.nothing}>Nobody is registered. Performers are kept under People.</p>}
      {first && (
        <button
          type="button"
          className={styles.add}
          onClick={() =>
            onChange([...people, { performer: nextOf(performers, people, first).id, operation: 'cosmetic' }])
          }
        >
          {people.length === 0 ? 'Add a person' : 'Add another person'}
        </button>
      )}
    </fieldset>
  );
}

function nextOf(performers: readonly Performer[], people: readonly PersonUse[], first: Performer): Performer {
  return performers.find(({ id }) => people.every(({ performer }) => performer !== id)) ?? first;
}

interface PersonFieldsProps {
  readonly performers: readonly Performer[];
  readonly person: PersonUse;
  readonly onChange: (person: PersonUse) => void;
  readonly onRemove: () => void;
}

function PersonFields({ performers, person, onChange, onRemove }: PersonFieldsProps) {
  const known = performers.map(({ id, name }) => [id, name] as const);
  const isKnown = known.some(([id]) => id === person.performer);
  const names = isKnown ? known : [...known, [person.performer, `${person.performer} (not in the register)`] as const];
  const name = names.find(([id]) => id === person.performer)?.[1] ?? '';
  const answer = (question: (typeof PERSON_QUESTIONS)[number][0], value: boolean | undefined): void => {
    const { [question]: _, ...rest } = person;
    onChange(value === undefined ? rest : { ...rest, [question]: value });
  };
  return (
    <fieldset className={styles.person} aria-label={name}>
      <div className={styles.personTop}>
        <SelectField
          label="Who"
          value={person.performer}
          options={names}
          onChange={(performer) => onChange({ ...person, performer })}
        />
        <SelectField
          label="What is done"
          value={person.operation}
          options={OPERATION_NAMES}
          onChange={(operation) => onChange(withOperation(person, operation))}
        />
      </div>
      <Limits person={person} onChange={onChange} />
      <div className={styles.personFoot}>
        <details className={styles.more}>
          <summary>
            More about it <span className="faint">{countAnswers(person)}</span>
          </summary>
          {PERSON_QUESTIONS.map(([question, text]) => (
            <TriState
              key={question}
              question={text}
              value={person[question]}
              onChange={(value) => answer(question, value)}
            />
          ))}
        </details>
        <button type="button" className={styles.remove} aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </button>
      </div>
    </fieldset>
  );
}

/** Years for re-ageing, a language for speech. */
function Limits({ person, onChange }: Pick<PersonFieldsProps, 'person' | 'onChange'>) {
  if (person.operation === 're-age') {
    return (
      <TextField
        label="Years younger or older"
        type="number"
        value={person.years === undefined ? '' : String(person.years)}
        onChange={(text) => {
          const { years: _, ...rest } = person;
          const years = Number.parseInt(text, 10);
          onChange(years > 0 ? { ...rest, years: Math.min(years, MOST_YEARS) } : rest);
        }}
      />
    );
  }
  if (person.operation !== 'dub' && person.operation !== 'voice-synthesis') return null;
  return <Language person={person} onChange={onChange} />;
}

/** The use hears of a language once it can be one: half a code would make the whole use unreadable. */
function Language({ person, onChange }: Pick<PersonFieldsProps, 'person' | 'onChange'>) {
  const [typed, setTyped] = useState(person.language ?? '');
  // Another row may have come up to this place, or the text beside the form was changed.
  const shown = toLanguage(typed) === person.language ? typed : (person.language ?? '');
  return (
    <TextField
      label="Language"
      value={shown}
      placeholder="pt-BR"
      onChange={(text) => {
        setTyped(text);
        const { language: _, ...rest } = person;
        const language = toLanguage(text);
        onChange(language === undefined ? rest : { ...rest, language });
      }}
    />
  );
}

function toLanguage(text: string): string | undefined {
  const language = text.trim();
  return language.length < 2 || language.length > MOST_LANGUAGE_LETTERS ? undefined : language;
}

/** What limits one operation says nothing of another. */
function withOperation(person: PersonUse, operation: Operation): PersonUse {
  const { years: _years, language: _language, ...rest } = person;
  return { ...rest, operation };
}

function countAnswers(person: PersonUse): string {
  const count = PERSON_QUESTIONS.filter(([question]) => person[question] !== undefined).length;
  return count === 0 ? 'all unsure' : `${count} of ${PERSON_QUESTIONS.length} answered`;
}
