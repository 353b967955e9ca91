import type { TakeFile } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { toApiProblem } from '../client/api-problem.ts';
import { fileUrl } from '../client/studio-client.ts';
import { formatMoment } from '../shell/format.ts';
import { useNewTake } from '../shell/studio-shell.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';
import { usePick } from './use-pick.ts';
import gridStyles from './variant-grid.module.css';

interface VariantActionsProps {
  readonly take: TakeDetail;
  readonly variants: readonly TakeFile[];
  readonly chosen: number;
}

/** What can be done with the chosen variant: pick it for everyone, go on from it, make it move, save it. P picks, I goes on. */
export function VariantActions({ take, variants, chosen }: VariantActionsProps) {
  const openNewTake = useNewTake();
  const mayAsk = useRights(take.production)('request-take');
  const file = variants[chosen];
  const { pick } = take;
  const picking = usePick(take);
  const isPicked = file !== undefined && pick?.file === file.name;
  const pickIt = (): void => {
    if (file && variants.length > 1) picking.pick(file.name);
  };
  const place = { production: take.production, shot: take.shot };
  const goOn = (): void => {
    if (file && mayAsk) openNewTake({ ...place, from: take, iteration: { take, file: file.name, role: 'picture' } });
  };
  const move = (): void => {
    if (!file) return;
    openNewTake({ ...place, engine: 'video', iteration: { take, file: file.name, role: 'first-frame' } });
  };
  useKeys({ ...(mayAsk ? { i: goOn } : {}), p: pickIt });
  if (!file) return null;
  return (
    <div className={gridStyles.actions}>
      <span className={gridStyles.which} role="status">
        {variants.length > 1 && (
          <>
            Variant {chosen + 1} <span className="faint">of {variants.length}</span>
          </>
        )}
        {isPicked && (
          <span className={gridStyles.by} title={formatMoment(pick.at)}>
            Picked by {pick.by.name}
          </span>
        )}
        {picking.error !== null && <span className={styles.bad}>{toApiProblem(picking.error).message}</span>}
      </span>
      {picking.mayPick && variants.length > 1 && !isPicked && (
        <button
          type="button"
          className={styles.button}
          disabled={picking.isPending}
          onClick={pickIt}
          title="The one that everybody goes on with (P)"
        >
          Pick this one
        </button>
      )}
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
