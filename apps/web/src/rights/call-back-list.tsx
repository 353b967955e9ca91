import { formatTakeVersion } from '@backlot/film';
import type { EarlierDeliveryView } from '@backlot/server';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '../shell/copy-button.tsx';
import { formatMoment } from '../shell/format.ts';
import styles from './call-back-list.module.css';

/** Deliveries with where they went, by whom and when. */
export function CallBackList({ deliveries }: { readonly deliveries: readonly EarlierDeliveryView[] }) {
  return (
    <ul className={styles.list}>
      {deliveries.map((delivery) => (
        <li key={`${delivery.takeId} ${delivery.at}`} className={styles.row}>
          <span>
            <Link to="/takes/$take" params={{ take: delivery.takeId }} className={`${styles.shot} mono`}>
              {delivery.shot} {formatTakeVersion(delivery.version)}
            </Link>
            <span className={styles.sub}>
              {formatMoment(delivery.at)}, {delivery.by}
              {delivery.isUncertain && '; interrupted, may have left'}
            </span>
          </span>
          <span className={`${styles.folder} mono`}>{delivery.folder}</span>
          <CopyButton text={delivery.folder} what="the folder" />
        </li>
      ))}
    </ul>
  );
}
