import type { TakeFile } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { fileUrl } from '../client/studio-client.ts';
import { useNewTake } from '../shell/studio-shell.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';
import gridStyles from './variant-grid.module.css';

interface VariantActionsProps {
  readonly take: TakeDetail;
  readonly variants: readonly TakeFile[];
  readonly chosen: number;
}

/** What can be done with the chosen variant: go on from it, make it move, save it. I goes on. */
export function VariantActions({ take, variants, chosen }: VariantActionsProps) {
  const openNewTake = useNewTake();
  const mayAsk = useRights(take.production)('request-take');
  const file = variants[chosen];
  const place = { production: take.production, shot: take.shot };
  const goOn = (): void => {
    if (file && mayAsk) openNewTake({ ...place, from: take, iteration: { take, file: file.name, role: 'picture' } });
  };
  const move = (): void => {
    if (!file) return;
    openNewTake({ ...place, engine: 'video', iteration: { take, file: file.name, role: 'first-frame' } });
  };
  useKeys(mayAsk ? { i: goOn } : {});
  if (!file) return null;
  return (
    <div className={gridStyles.actions}>
      <span className={gridStyles.which} role="status">
        Variant {chosen + 1} <span className="faint">of {variants.length}</span>
      </span>
      {mayAsk && (
        <>
          <button type="button" className={styles.button} onClick={goOn} title="A new take with this picture in it (I)">
            Iterate from this
          </button>
          <button type="button" className={styles.button} onClick={move}>
            Make a clip of it
          </button>
        </>
      )}
      <a className={styles.link} href={fileUrl(take.id, file.name, { download: true })} download>
        Download
      </a>
    </div>
  );
}
