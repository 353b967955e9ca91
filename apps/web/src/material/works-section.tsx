import type { RegisterView } from '@backlot/server';
import { useState } from 'react';
import rightsStyles from '../rights/rights.module.css';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './material.module.css';
import { WorkDialog } from './work-dialog.tsx';
import { WorkRow } from './work-row.tsx';

/** Somebody's pictures that nobody licensed to the production: what models make is compared with them. */
export function WorksSection({ register }: { readonly register: RegisterView }) {
  const [isAdding, setAdding] = useState(false);
  const { works, licences, production } = register;
  const may = useRights(production.slug);
  return (
    <section aria-label="Works on file" className={styles.part}>
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>
          Works on file<span className={rightsStyles.count}>{works.length || ''}</span>
        </h2>
        {may('edit-register') && (
          <button type="button" className={rightsStyles.button} onClick={() => setAdding(true)}>
            Put a work on file
          </button>
        )}
      </div>
      {works.length === 0 ? (
        <p className={rightsStyles.none}>
          No work yet. Pictures that nobody licensed to this production belong here: of artists who objected, from the
          mood board, out of other films. A take that a model makes is compared with them, and waits for legal where it
          shows one.
        </p>
      ) : (
        <ul className={styles.rows}>
          {[...works].reverse().map((work) => (
            <li key={work.id}>
              <WorkRow work={work} licences={licences} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <WorkDialog register={register} onClose={() => setAdding(false)} />}
    </section>
  );
}
