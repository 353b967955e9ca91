import type { RegisterView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modelQueries } from '../client/model-queries.ts';
import { rightsQueries } from '../client/rights-queries.ts';
import { ProductionFrame } from '../rights/production-frame.tsx';
import rightsStyles from '../rights/rights.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import { LicenceDialog } from './licence-dialog.tsx';
import { LicenceRow } from './licence-row.tsx';
import styles from './material.module.css';
import { ModelDialog } from './model-dialog.tsx';
import { ModelRow } from './model-row.tsx';
import { WorksSection } from './works-section.tsx';

/** What pictures are made of: licences of material, cards of trained models; and what they must not come near. */
export function MaterialPage({ production }: { readonly production: string }) {
  const register = useQuery(rightsQueries.register(production));
  return (
    <ProductionFrame production={production}>
      <PageBody query={register}>
        {(data) => (
          <>
            <Licences register={data} />
            <Models register={data} />
            <WorksSection register={data} />
          </>
        )}
      </PageBody>
    </ProductionFrame>
  );
}

function Licences({ register }: { readonly register: RegisterView }) {
  const [isAdding, setAdding] = useState(false);
  const { licences, production } = register;
  const may = useRights(production.slug);
  return (
    <section aria-label="Licences" className={styles.part}>
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>
          Licences<span className={rightsStyles.count}>{licences.length || ''}</span>
        </h2>
        {may('edit-register') && (
          <button type="button" className={rightsStyles.button} onClick={() => setAdding(true)}>
            Register a licence
          </button>
        )}
      </div>
      {licences.length === 0 ? (
        <p className={rightsStyles.none}>
          No licence yet. Register those of plates, references and training material; new takes then choose from here,
          and revoking one stops everything made of it.
        </p>
      ) : (
        <ul className={styles.rows}>
          {[...licences].reverse().map((licence) => (
            <li key={licence.id}>
              <LicenceRow licence={licence} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <LicenceDialog production={production.slug} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Models({ register }: { readonly register: RegisterView }) {
  const [isAdding, setAdding] = useState(false);
  const { models, production } = register;
  const may = useRights(production.slug);
  const places = useQuery({ ...modelQueries.models(production.slug), enabled: may('view-models') });
  return (
    <section aria-label="Models" className={styles.part}>
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>
          Model cards<span className={rightsStyles.count}>{models.length || ''}</span>
        </h2>
        {may('edit-register') && (
          <button type="button" className={rightsStyles.button} onClick={() => setAdding(true)}>
            Register a model
          </button>
        )}
      </div>
      {models.length === 0 ? (
        <p className={rightsStyles.none}>
          No model yet. A trained model needs a card before a take may use it: what it learnt from, and what it does
          with what it is given. The collapse engine computes physics and needs none.
        </p>
      ) : (
        <ul className={styles.rows}>
          {[...models].reverse().map((model) => (
            <li key={model.id}>
              <ModelRow model={model} backEnds={places.data?.backEnds} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <ModelDialog production={production.slug} onClose={() => setAdding(false)} />}
    </section>
  );
}
