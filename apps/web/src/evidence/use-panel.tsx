import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { rightsQueries } from '../client/rights-queries.ts';
import { describePersonUse, ELEMENTS, lowerFirst, QUESTIONS } from '../rights/rights-words.ts';
import styles from './evidence.module.css';

/** Who and what the take touches, as the person who asked declared it. */
export function UsePanel({ take }: { readonly take: TakeDetail }) {
  const { use } = take;
  const register = useQuery({
    ...rightsQueries.register(take.production),
    enabled: use.people.length > 0 || use.models.length > 0,
  });
  const nameOf = (id: string): string => register.data?.performers.find((each) => each.id === id)?.name ?? id;
  const models = use.models.map((id) => {
    const card = register.data?.models.find((each) => each.id === id);
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
                  <Link
                    to="/productions/$production/people"
                    params={{ production: take.production }}
                    search={{ performer: person.performer }}
                    className={styles.name}
                  >
                    {nameOf(person.performer)}
                  </Link>
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
