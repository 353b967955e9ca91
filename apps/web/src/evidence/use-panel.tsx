import type { TakeDetail } from '@backlot/server';
import { Link } from '@tanstack/react-router';
import { describePersonUse, ELEMENTS, lowerFirst, QUESTIONS } from '../rights/rights-words.ts';
import { type KnownRights, useKnownRights } from '../rights/use-known-rights.ts';
import styles from './evidence.module.css';

/** Who and what the take touches, as the person who asked declared it. */
export function UsePanel({ take }: { readonly take: TakeDetail }) {
  const { use } = take;
  const known = useKnownRights(take.production);
  const models = use.models.map((id) => {
    const card = known.models.find((each) => each.id === id);
    return card ? `${card.name} ${card.version}` : id;
  });
  return (
    <section className={styles.block} aria-label="Declared use">
      <h2 className={styles.heading}>Who and what it touches</h2>
      {use.description && <p className={styles.described}>{use.description}</p>}
      <dl className={styles.facts}>
        <div>
          <dt>People</dt>
          <dd>
            {use.people.length === 0 && 'Nobody'}
            <ul>
              {use.people.map((person) => (
                <li key={`${person.performer} ${describePersonUse(person)}`}>
                  <PersonName id={person.performer} production={take.production} known={known} />
                  <span className="quiet"> {lowerFirst(describePersonUse(person))}</span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
        <div>
          <dt>Models</dt>
          <dd>{models.length === 0 ? 'None' : models.join(', ')}</dd>
        </div>
        <div>
          <dt>Element</dt>
          <dd>{ELEMENTS.find(([element]) => element === use.element)?.[1]}</dd>
        </div>
      </dl>
      <Answers use={use} />
    </section>
  );
}

interface PersonNameProps {
  readonly id: string;
  readonly production: string;
  readonly known: KnownRights;
}

/** Performers read of themselves; whoever else is in the take stays unnamed to them. */
function PersonName({ id, production, known }: PersonNameProps) {
  const name = known.performers.find((each) => each.id === id)?.name;
  if (!known.isRegister) return name ?? 'Somebody else';
  return (
    <Link
      to="/productions/$production/people"
      params={{ production }}
      search={{ performer: id }}
      className={styles.name}
    >
      {name ?? id}
    </Link>
  );
}

/** What was answered of the questions that rules ask, and how much was not. */
function Answers({ use }: Pick<TakeDetail, 'use'>) {
  const answered = QUESTIONS.filter(([question]) => use[question] !== undefined);
  const open = QUESTIONS.length - answered.length;
  return (
    <>
      <ul className={styles.answers}>
        {answered.map(([question, text]) => (
          <li key={question}>
            <span>{text}</span>
            <span className="quiet">{use[question] ? 'Yes' : 'No'}</span>
          </li>
        ))}
      </ul>
      {open > 0 && (
        <p className={styles.source}>
          {answered.length === 0 ? 'No question was answered' : `${open} not answered`}: counts as unsure.
        </p>
      )}
    </>
  );
}
