import type { BackEndKindsView, ModelsView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { ProductionFrame } from '../rights/production-frame.tsx';
import { PageBody } from '../shell/page-body.tsx';
import { AccountTable } from './account-table.tsx';
import { BackEndList } from './back-end-list.tsx';
import { CardList } from './card-list.tsx';
import styles from './models.module.css';
import { MoneySection } from './money-section.tsx';
import { OfflineSwitch } from './offline-switch.tsx';

/** What the sections of the page work on. */
export interface ModelsPart {
  readonly production: string;
  readonly models: ModelsView;
  readonly kinds: BackEndKindsView;
}

/** Models of a production: where they run, what is known of them, whether anything is sent, and what it costs. */
export function ModelsPage({ production }: { readonly production: string }) {
  const kinds = useQuery(modelQueries.kinds());
  const models = useQuery(modelQueries.models(production));
  return (
    <ProductionFrame production={production}>
      <PageBody query={kinds}>
        {(known) => (
          <PageBody query={models}>
            {(data) => <Sections production={production} models={data} kinds={known} />}
          </PageBody>
        )}
      </PageBody>
    </ProductionFrame>
  );
}

function Sections(part: ModelsPart) {
  return (
    <div className={styles.sections}>
      <OfflineSwitch {...part} />
      <BackEndList {...part} />
      <CardList {...part} />
      <MoneySection {...part} />
      <AccountTable {...part} />
    </div>
  );
}
