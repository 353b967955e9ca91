import { useQuery } from '@tanstack/react-query';
import { rightsQueries } from '../client/rights-queries.ts';
import { ProductionFrame } from '../rights/production-frame.tsx';
import { PageBody } from '../shell/page-body.tsx';
import { AskPolicy } from './ask-policy.tsx';
import { PackSwitches } from './pack-switches.tsx';
import styles from './policy.module.css';
import { VocabularyForm } from './vocabulary-form.tsx';

/** Which rules are in force, which names are no people, and what policy would say of a use. */
export function PolicyPage({ production }: { readonly production: string }) {
  const register = useQuery(rightsQueries.register(production));
  return (
    <ProductionFrame production={production}>
      <PageBody query={register}>
        {(data) => (
          <div className={styles.columns}>
            <div>
              <PackSwitches production={data.production} />
              <VocabularyForm key={data.production.slug} production={data.production} />
            </div>
            <AskPolicy register={data} />
          </div>
        )}
      </PageBody>
    </ProductionFrame>
  );
}
