import { useState } from 'react';
import { ModelDialog } from '../material/model-dialog.tsx';
import { ModelRow } from '../material/model-row.tsx';
import rightsStyles from '../rights/rights.module.css';
import { formatCount } from '../shell/format.ts';
import { useRights } from '../sign-in/use-rights.ts';
import { CardActions } from './card-actions.tsx';
import styles from './models.module.css';
import type { ModelsPart } from './models-page.tsx';

/** Cards of models: without one, nothing is asked of a model. */
export function CardList({ production, models }: ModelsPart) {
  const [isAdding, setAdding] = useState(false);
  const mayAdd = useRights(production)('edit-register');
  const { cards: all, backEnds } = models;
  const cards = all.filter(({ retiredAt }) => retiredAt === undefined);
  const retired = all.filter(({ retiredAt }) => retiredAt !== undefined);
  return (
    <section aria-label="Model cards">
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>
          Model cards<span className={rightsStyles.count}>{cards.length || ''}</span>
        </h2>
        {mayAdd && (
          <button type="button" className={rightsStyles.button} onClick={() => setAdding(true)}>
            Register a model
          </button>
        )}
      </div>
      {cards.length === 0 ? (
        <p className={rightsStyles.none}>
          No card yet. A model is used only once its card says what it learnt from, what it does with what it is given,
          and what it may be used for. Policy reads it at every request.
        </p>
      ) : (
        <ul className={styles.rows}>
          {[...cards].reverse().map((card) => (
            <li key={card.id}>
              <ModelRow model={card} backEnds={backEnds} actions={mayAdd && <CardActions card={card} />} />
            </li>
          ))}
        </ul>
      )}
      {retired.length > 0 && (
        <details className={styles.retired}>
          <summary>{formatCount(retired.length, 'retired card')}</summary>
          <ul className={styles.rows}>
            {[...retired].reverse().map((card) => (
              <li key={card.id}>
                <ModelRow model={card} backEnds={[...backEnds, ...models.removedBackEnds]} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {isAdding && <ModelDialog production={production} onClose={() => setAdding(false)} />}
    </section>
  );
}
