import type { TakeFile } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { fileUrl } from '../client/studio-client.ts';
import viewerStyles from '../player/viewer.module.css';
import styles from './variant-grid.module.css';

interface VariantGridProps {
  readonly take: TakeDetail;
  readonly variants: readonly TakeFile[];
  /** Number of the chosen one, from 0. */
  readonly chosen: number;
  /** Only the chosen one is shown, as large as it goes. */
  readonly isAlone: boolean;
  /** Shown over the pictures while another version is on screen. */
  readonly sideName: string | undefined;
  readonly onChoose: (variant: number) => void;
}

/** Pictures of one take side by side; a click or its number chooses one. */
export function VariantGrid({ take, variants, chosen, isAlone, sideName, onChoose }: VariantGridProps) {
  const { widthPx, heightPx } = take.picture;
  return (
    <div
      className={styles.grid}
      data-columns={isAlone || variants.length === 1 ? 1 : 2}
      data-rows={isAlone || variants.length <= 2 ? 1 : 2}
      style={{ '--ratio': widthPx / heightPx } as React.CSSProperties}
    >
      {variants.map((file, at) => (
        <button
          key={file.name}
          type="button"
          className={styles.variant}
          aria-pressed={at === chosen}
          data-marked={at === chosen && !isAlone && variants.length > 1}
          aria-label={`Variant ${at + 1}${take.pick?.file === file.name ? ', picked' : ''}`}
          hidden={isAlone && at !== chosen}
          onClick={() => onChoose(at)}
        >
          <span className={styles.picture}>
            <img src={fileUrl(take.id, file.name)} alt="" decoding="async" data-testid="variant" />
            {variants.length > 1 && (
              <span className={styles.number}>
                {at + 1}
                {take.pick?.file === file.name && <span className={styles.picked}>Picked</span>}
              </span>
            )}
          </span>
        </button>
      ))}
      {sideName && <span className={viewerStyles.side}>{sideName}</span>}
    </div>
  );
}
