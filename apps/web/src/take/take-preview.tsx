import type { TakeDetail } from '@backlot/server';
import { useState } from 'react';
import { previewUrl } from '../client/studio-client.ts';
import styles from './take-preview.module.css';

/** What the call under way looks like so far, where its model shows that; nothing where there is none. */
export function TakePreview({ take }: { readonly take: TakeDetail }) {
  const preview = take.state === 'running' ? take.progress?.preview : undefined;
  // Stays on screen until the next is there, so that nothing flickers.
  const [seen, setSeen] = useState<string>();
  if (!preview) return null;
  const url = previewUrl(take.id, preview.sha256);
  const { widthPx, heightPx } = take.picture;
  return (
    <figure className={styles.preview}>
      <div className={styles.picture} style={{ aspectRatio: `${widthPx} / ${heightPx}` }}>
        {[...new Set([seen ?? url, url])].map((each) => (
          <img
            key={each}
            src={each}
            alt={`${preview.call} so far`}
            hidden={each !== seen}
            onLoad={() => setSeen(each)}
            data-testid="preview"
          />
        ))}
      </div>
      <figcaption>
        <strong>Preview</strong> of {preview.call}, as it is being made. It is not sealed, not inspected, and not kept.
      </figcaption>
    </figure>
  );
}
