import type { TakeDetail } from '@backlot/server';
import { useNewTake } from '../shell/studio-shell.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';

/** Has a take with passes rendered anew by a video model; nothing where there are none. */
export function FinishTake({ take }: { readonly take: TakeDetail }) {
  const openNewTake = useNewTake();
  const mayAsk = useRights(take.production)('request-take');
  if (!mayAsk || take.engine !== 'collapse' || !take.files.some(({ role }) => role === 'passes')) return null;
  const { production, shot, id } = take;
  return (
    <p className={styles.finish}>
      <button
        type="button"
        className={styles.link}
        onClick={() => openNewTake({ production, shot, engine: 'finish', finish: id })}
      >
        Finish this take with a model
      </button>
    </p>
  );
}
