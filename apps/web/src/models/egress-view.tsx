import { describeAsked, describeLeftOut, formatUsd, type PlannedCall } from '@backlot/film';
import { formatBytes, formatCount } from '../shell/format.ts';
import styles from './egress-view.module.css';
import { type CallGroup, groupCalls } from './group-calls.ts';
import { type EgressGroup, groupItems } from './group-items.ts';

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
  const { backEnd, model, estimateUsdMicros, reuses } = call;
  return (
    <table className={styles.calls}>
      <caption className={styles.to}>
        {reuses !== undefined ? (
          <>To nobody: an earlier take that came to nothing has paid for the answer</>
        ) : backEnd ? (
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
        <Numbers call={call} />
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
        {groupItems(call.items).map((item) => (
          <Item key={keyOf(item)} group={item} />
        ))}
      </tbody>
    </table>
  );
}

/** Size and length, what is paid for where that is more, and what of the request stays here. */
function Numbers({ call }: { readonly call: PlannedCall }) {
  const leftOut = describeLeftOut(call);
  const said = [...describeAsked(call), ...(leftOut === undefined ? [] : [leftOut])];
  return said.length === 0 ? null : <span className={styles.about}>{said.join('; ')}</span>;
}

function Item({ group }: { readonly group: EgressGroup }) {
  if (group.kind === 'words') {
    const { where, text, byteLength } = group.item;
    return (
      <tr>
        <th scope="row">{where}</th>
        <td>
          <q className={styles.words}>{text}</q>
        </td>
        <td className="mono">{formatBytes(byteLength)}</td>
      </tr>
    );
  }
  const { first, files, byteLength } = group;
  return (
    <tr>
      <th scope="row">{first.slot}</th>
      <td>
        {files.length === 1 ? first.name : `${first.name} to ${files.at(-1)?.name}`}
        {first.madeInto !== undefined && <span className={styles.made}>made into {first.madeInto}</span>}
        {files.length === 1 ? <Hash sha256={first.sha256} /> : <Sequence files={files} />}
      </td>
      <td className="mono">{formatBytes(byteLength)}</td>
    </tr>
  );
}

function Sequence({ files }: { readonly files: Extract<EgressGroup, { kind: 'files' }>['files'] }) {
  return (
    <details className={styles.sequence}>
      <summary>{formatCount(files.length, 'file')}, each with its hash</summary>
      <ul>
        {files.map(({ name, sha256 }) => (
          <li key={name}>
            {name}
            <Hash sha256={sha256} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Hash({ sha256 }: { readonly sha256: string }) {
  return <span className={`${styles.hash} mono`}>{sha256}</span>;
}

function describeNames(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length === 1 ? first : `${formatCount(names.length, 'call')}, ${first} to ${names.at(-1)}`;
}

function keyOf(group: EgressGroup): string {
  if (group.kind === 'words') return `words ${group.item.where}`;
  const { slot, role, madeInto } = group.first;
  return `${slot} ${role} ${madeInto}`;
}
