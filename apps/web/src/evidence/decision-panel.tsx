import type { DecisionReason } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { formatMoment } from '../shell/format.ts';
import styles from './evidence.module.css';

const TITLES = {
  allow: 'Why it was allowed',
  'needs-approval': 'Why it needs an approval',
  deny: 'Why it was refused',
} as const;

/** Each reason of the decision with its rule and where the rule comes from. */
export function DecisionPanel({ take }: { readonly take: TakeDetail }) {
  const { decision, approvals } = take;
  if (!decision) return null;
  return (
    <section className={styles.block} aria-label="Decision">
      <h2 className={styles.heading}>{TITLES[decision.outcome]}</h2>
      <DecisionReasons reasons={decision.reasons} />
      {approvals.map((approval) => (
        <p key={approval.at} className={styles.approval}>
          Use approved by {approval.by.name} ({approval.by.role}), {formatMoment(approval.at)}
          {approval.text && <span className="quiet"> {approval.text}</span>}
        </p>
      ))}
      <dl className={styles.facts}>
        <div>
          <dt>Purpose</dt>
          <dd>{take.purpose}</dd>
        </div>
        <div>
          <dt>Bound to</dt>
          <dd className={`${styles.hash} mono`}>{decision.recipeHash}</dd>
        </div>
      </dl>
    </section>
  );
}

/** What each rule that spoke says, what to do about it, and where it comes from; the same words of the same rule stand once. */
export function DecisionReasons({ reasons }: { readonly reasons: readonly DecisionReason[] }) {
  const said = new Map(reasons.map((reason) => [`${reason.ruleId} ${reason.text}`, reason]));
  return (
    <ul className={styles.decision}>
      {[...said].map(([key, reason]) => (
        <li key={key}>
          <p>{reason.text}</p>
          {reason.advice && <p className="quiet">{reason.advice}</p>}
          <p className={styles.source}>
            <span className="mono">{reason.ruleId}</span> {reason.source}
          </p>
        </li>
      ))}
    </ul>
  );
}
