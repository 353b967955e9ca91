import { Link } from '@tanstack/react-router';
import styles from './offline-notice.module.css';
import { useOffline } from './use-offline.ts';

/** Said wherever a take would need a model and nothing is sent; nothing where things are sent. */
export function OfflineNotice({ production }: { readonly production: string }) {
  const offline = useOffline(production);
  if (offline === undefined) return null;
  return (
    <p className={styles.notice} role="status">
      {offline === 'studio' ? (
        <>
          <strong>The studio is offline.</strong> It was started with <code className="mono">BACKLOT_OFFLINE=1</code>:
          nothing is sent to any model, and a take that needs one elsewhere is refused.
        </>
      ) : (
        <>
          <strong>This production is offline.</strong> Nothing is sent to any model, and a take that needs one elsewhere
          is refused until offline is switched off on its{' '}
          <Link to="/productions/$production/models" params={{ production }}>
            Models page
          </Link>
          .
        </>
      )}
    </p>
  );
}
