import { Link } from '@tanstack/react-router';
import markStyles from '../shell/state-mark.module.css';
import styles from './offline-notice.module.css';
import { useOffline } from './use-offline.ts';

/** A word on every page of a production from which nothing is sent to models; nothing where things are sent. */
export function OfflineMark({ production }: { readonly production: string }) {
  const offline = useOffline(production);
  if (offline === undefined) return null;
  return (
    <Link
      to="/productions/$production/models"
      params={{ production }}
      className={styles.mark}
      title={`This ${offline} sends nothing to any model`}
    >
      <span className={markStyles.mark} data-tone="waiting">
        Offline
      </span>
    </Link>
  );
}
