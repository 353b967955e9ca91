import { formatTakeVersion } from '@backlot/film';
import { Link } from '@tanstack/react-router';
import { formatMoment } from '../shell/format.ts';
import { Poster } from '../shell/poster.tsx';
import { StateMark } from '../shell/state-mark.tsx';
import styles from './history-tree.module.css';
import type { TakeNode } from './tree-of-takes.ts';

interface HistoryTreeProps {
  readonly tree: TakeNode;
  /** Id of the take whose page this is. */
  readonly current: string;
}

/** Takes that go on from one another, as a tree: each stands below the one it goes on from. */
export function HistoryTree({ tree, current }: HistoryTreeProps) {
  return (
    <ul className={styles.tree} aria-label="History">
      <Branch node={tree} current={current} />
    </ul>
  );
}

function Branch({ node: { take, children }, current }: { readonly node: TakeNode; readonly current: string }) {
  const isCurrent = take.id === current;
  return (
    <li>
      <Link
        to="/takes/$take"
        params={{ take: take.id }}
        className={styles.node}
        data-current={isCurrent}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <Poster take={take.pick?.file.endsWith('.png') ? { ...take, poster: take.pick.file } : take} />
        <span>
          <span className="mono">{formatTakeVersion(take.version)}</span>
          {take.parent && <span className={styles.from}>from {nameOfFile(take.parent.file)}</span>}
          {take.pick && (
            <span className={styles.picked} title={`Picked by ${take.pick.by.name}, ${formatMoment(take.pick.at)}`}>
              {nameOfFile(take.pick.file)} picked by {take.pick.by.name}
            </span>
          )}
          <span className={styles.about}>
            <StateMark state={take.state} />
          </span>
        </span>
      </Link>
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.take.id} node={child} current={current} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** `variants/variant-2.png` as people say it: `variant 2`. */
function nameOfFile(file: string): string {
  const name = file.split('/').at(-1) ?? file;
  return name.replace(/\.[a-z0-9]+$/i, '').replaceAll('-', ' ');
}
