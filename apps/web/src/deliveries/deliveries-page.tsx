import { formatTakeVersion } from '@backlot/film';
import type { EarlierDeliveryView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { disclosureUrl } from '../client/rights-client.ts';
import { rightsQueries } from '../client/rights-queries.ts';
import { ProductionFrame } from '../rights/production-frame.tsx';
import rightsStyles from '../rights/rights.module.css';
import { CopyButton } from '../shell/copy-button.tsx';
import { formatMoment } from '../shell/format.ts';
import { PageBody } from '../shell/page-body.tsx';
import styles from './deliveries.module.css';

/** What left the studio, and the report that goes with it. */
export function DeliveriesPage({ production }: { readonly production: string }) {
  const deliveries = useQuery(rightsQueries.deliveries(production));
  return (
    <ProductionFrame production={production}>
      <PageBody query={deliveries}>
        {(list) => (
          <div className={styles.columns}>
            <section aria-label="Deliveries">
              <DeliveryList deliveries={list} />
            </section>
            <DisclosureReport production={production} />
          </div>
        )}
      </PageBody>
    </ProductionFrame>
  );
}

function DeliveryList({ deliveries }: { readonly deliveries: readonly EarlierDeliveryView[] }) {
  const newestFirst = [...deliveries].sort((a, b) => b.at.localeCompare(a.at));
  const withheld = newestFirst.filter(({ isWithheld }) => isWithheld);
  const uncertain = newestFirst.filter(({ isWithheld, isUncertain }) => !isWithheld && isUncertain);
  const good = newestFirst.filter(({ isWithheld, isUncertain }) => !isWithheld && !isUncertain);
  if (deliveries.length === 0) {
    return (
      <>
        <h2 className={rightsStyles.sectionTitle}>Nothing has left the studio yet</h2>
        <p className={styles.empty}>
          Approve a take in review, then press “Deliver” beside it. Each delivery is listed here with its folder, so
          that it can be called back should a right be withdrawn.
        </p>
      </>
    );
  }
  return (
    <>
      {withheld.length > 0 && (
        <div className={styles.group} data-withheld="true">
          <h2 className={rightsStyles.sectionTitle}>
            Call back<span className={rightsStyles.count}>{withheld.length}</span>
          </h2>
          <p className={styles.meaning}>
            A consent or licence that these stand on was withdrawn after they had left. Ask whoever received them to
            delete them.
          </p>
          <Rows deliveries={withheld} />
        </div>
      )}
      {uncertain.length > 0 && (
        <div className={styles.group}>
          <h2 className={rightsStyles.sectionTitle}>
            May have left<span className={rightsStyles.count}>{uncertain.length}</span>
          </h2>
          <p className={styles.meaning}>
            These deliveries were interrupted, so nobody recorded whether their folders left. Look whether they are
            there.
          </p>
          <Rows deliveries={uncertain} />
        </div>
      )}
      {good.length > 0 && (
        <div className={styles.group}>
          <h2 className={rightsStyles.sectionTitle}>
            Delivered<span className={rightsStyles.count}>{good.length}</span>
          </h2>
          <Rows deliveries={good} />
        </div>
      )}
    </>
  );
}

function Rows({ deliveries }: { readonly deliveries: readonly EarlierDeliveryView[] }) {
  return (
    <ul className={styles.rows}>
      {deliveries.map((delivery) => (
        <li key={`${delivery.takeId} ${delivery.at}`} className={styles.row} data-withheld={delivery.isWithheld}>
          <span>
            <Link to="/takes/$take" params={{ take: delivery.takeId }} className={`${styles.shot} mono`}>
              {delivery.shot} {formatTakeVersion(delivery.version)}
            </Link>
            {delivery.isWithheld && <span className={styles.callBack}>Call back</span>}
          </span>
          <span>
            {formatMoment(delivery.at)}
            <span className={rightsStyles.sub}>
              by {delivery.by}
              {delivery.isUncertain && '; may have left'}
            </span>
          </span>
          <span className={`${styles.folder} mono`}>{delivery.folder}</span>
          <CopyButton
            text={delivery.folder}
            what={`the folder of ${delivery.shot} ${formatTakeVersion(delivery.version)}`}
          />
        </li>
      ))}
    </ul>
  );
}

function DisclosureReport({ production }: { readonly production: string }) {
  return (
    <aside className={styles.report} aria-label="Disclosure report">
      <h2 className={rightsStyles.sectionTitle}>Disclosure report</h2>
      <p className={styles.meaning}>
        What was generated or altered, by what, on whose consent, approved by whom, shot by shot. Ready to send to the
        client; made anew each time.
      </p>
      <div className={styles.reportButtons}>
        <a href={disclosureUrl(production, 'pdf')} className={rightsStyles.button} download>
          Download PDF
        </a>
        <a href={disclosureUrl(production, 'json')} className={rightsStyles.button} download>
          Download JSON
        </a>
      </div>
    </aside>
  );
}
