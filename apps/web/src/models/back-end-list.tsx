import { useState } from 'react';
import rightsStyles from '../rights/rights.module.css';
import { useRights } from '../sign-in/use-rights.ts';
import { BackEndDialog } from './back-end-dialog.tsx';
import { BackEndRow } from './back-end-row.tsx';
import styles from './models.module.css';
import type { ModelsPart } from './models-page.tsx';

/** Servers and services that run models for the production. */
export function BackEndList({ production, models, kinds }: ModelsPart) {
  const [isAdding, setAdding] = useState(false);
  const mayManage = useRights(production)('manage-models');
  const { backEnds } = models;
  const cards = models.cards.filter(({ retiredAt }) => retiredAt === undefined);
  return (
    <section aria-label="Back ends">
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>
          Back ends<span className={rightsStyles.count}>{backEnds.length || ''}</span>
        </h2>
        {mayManage && (
          <button type="button" className={rightsStyles.button} onClick={() => setAdding(true)}>
            Add a back end
          </button>
        )}
      </div>
      {backEnds.length === 0 ? (
        <p className={rightsStyles.none}>
          No back end yet. A back end is where a model runs: a ComfyUI server of your own, or a service that you rent by
          its key. {mayManage ? 'Add one, test it, then give a card to each model that you use.' : NOT_YOURS}
        </p>
      ) : (
        <ul className={styles.rows}>
          {backEnds.map((backEnd) => (
            <li key={backEnd.id}>
              <BackEndRow backEnd={backEnd} kinds={kinds.kinds} cards={cards} mayManage={mayManage} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <BackEndDialog production={production} kinds={kinds.kinds} onClose={() => setAdding(false)} />}
    </section>
  );
}

const NOT_YOURS = 'A producer, legal or the owner adds it.';
