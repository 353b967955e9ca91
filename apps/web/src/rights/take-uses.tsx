import { formatTakeVersion } from '@backlot/film';
import type { TakeUseView } from '@backlot/server';
import { Link } from '@tanstack/react-router';
import { Poster } from '../shell/poster.tsx';
import { StateMark } from '../shell/state-mark.tsx';
import styles from './rights.module.css';
import { describePersonUse } from './rights-words.ts';

interface TakeUsesProps {
  readonly takes: readonly TakeUseView[];
  readonly isNarrow?: boolean;
}

/** Takes that stand on a right, each with what it does and how it stands. */
export function TakeUses({ takes, isNarrow = false }: TakeUsesProps) {
  return (
    <ul className={styles.takes}>
      {takes.map((take) => (
        <li key={take.id}>
          <Link to="/takes/$take" params={{ take: take.id }} className={styles.take} data-narrow={isNarrow}>
            <Poster take={take} />
            <span className="mono">{take.shot}</span>
            <span className="mono">{formatTakeVersion(take.version)}</span>
            <span className={styles.done}>{take.people.map(describePersonUse).join(', ')}</span>
            <StateMark state={take.state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
