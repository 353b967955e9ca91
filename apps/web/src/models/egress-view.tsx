import { type EgressItem, formatUsd, type PlannedCall } from '@backlot/film';
import { formatBytes, formatCount } from '../shell/format.ts';
import styles from './egress-view.module.css';
import { type CallGroup, groupCalls } from './group-calls.ts';

/** The manifest: to whom, which words, which files with sizes and hashes. */
export function EgressView({ calls }: { readonly calls: readonly PlannedCall[] }) {
  if (calls.length === 0) return <p className="quiet">Nothing leaves.</p>;
  return (
    <>
      {groupCalls(calls).map((group) => (
        <Group key={group.names.join(' ')} group={group} />
      ))}
    </>
  );
}

function Group({ group: { names, call } }: { readonly group: CallGroup }) {
  const { backEnd, model, estimateUsdMicros } = call;
  return (
    <table className={styles.calls}>
      <caption className={styles.to}>
        {backEnd ? (
          <>
            To <strong>{backEnd.title}</strong> <span className="mono">{backEnd.host}</span>,{' '}
            {backEnd.isOwn ? 'our own machine' : <span className={styles.outside}>outside of the house</span>}
          </>
        ) : (
          <span className={styles.outside}>To nobody yet: its card names no back end of this production</span>
        )}
        <span className={styles.about}>
          {describeNames(names)}
          {model !== undefined && (
            <>
              , by <span className="mono">{model}</span>
            </>
          )}
          {estimateUsdMicros !== undefined && `, ${formatUsd(estimateUsdMicros)}${names.length > 1 ? ' each' : ''}`}
        </span>
      </caption>
      <colgroup>
        <col className={styles.what} />
        <col />
        <col className={styles.size} />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Content</th>
          <th scope="col">Size</th>
        </tr>
      </thead>
      <tbody>
        {call.items.map((item) => (
          <Item key={keyOf(item)} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Item({ item }: { readonly item: EgressItem }) {
  return (
    <tr>
      <th scope="row">{item.kind === 'words' ? item.where : item.slot}</th>
      <td>
        {item.kind === 'words' ? (
          <q className={styles.words}>{item.text}</q>
        ) : (
          <>
            {item.name}
            {item.madeInto !== undefined && <span className={styles.made}>made into {item.madeInto}</span>}
            <span className={`${styles.hash} mono`}>{item.sha256}</span>
          </>
        )}
      </td>
      <td className="mono">{formatBytes(item.byteLength)}</td>
    </tr>
  );
}

function describeNames(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length === 1 ? first : `${formatCount(names.length, 'call')}, ${first} to ${names.at(-1)}`;
}

function keyOf(item: EgressItem): string {
  return item.kind === 'words' ? `words ${item.where}` : `${item.slot} ${item.role} ${item.name} ${item.madeInto}`;
}
