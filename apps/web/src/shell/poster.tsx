import type { TakeSummary } from '@backlot/server';
import { fileUrl } from '../client/studio-client.ts';
import styles from './poster.module.css';

/** A take's poster in its own shape, or how far it has come. */
export function Poster({ take }: { readonly take: TakeSummary | null }) {
  const ratio = take ? `${take.picture.widthPx} / ${take.picture.heightPx}` : '16 / 9';
  return (
    <div className={styles.poster} style={{ aspectRatio: ratio }}>
      {take?.poster && take.state !== 'quarantined' ? (
        <img src={fileUrl(take.id, take.poster)} alt="" loading="lazy" decoding="async" />
      ) : (
        <span className={styles.none}>{take ? noPosterText(take) : 'No take yet'}</span>
      )}
      {take?.state === 'running' && (
        <span className={styles.progress} style={{ width: `${100 * (take.progress?.fraction ?? 0)}%` }} />
      )}
    </div>
  );
}

function noPosterText(take: TakeSummary): string {
  if (take.state === 'running') return `${Math.floor(100 * (take.progress?.fraction ?? 0))} %`;
  if (take.state === 'quarantined') return 'Withheld';
  return take.state === 'refused' ? 'Not made' : 'No picture';
}
