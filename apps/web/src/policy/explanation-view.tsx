import { type Decision, rolesAsked } from '@backlot/film';
import type { ExplanationView as Explanation } from '@backlot/server';
import { DecisionReasons } from '../evidence/decision-panel.tsx';
import { namesOfRoles } from '../rights/roles-asked.ts';
import styles from './explanation.module.css';

const OUTCOMES: Readonly<Record<Decision['outcome'], string>> = {
  allow: 'Allowed',
  'needs-approval': 'Needs approval',
  deny: 'Not allowed',
};

/** What policy says, why, on which source, and what would change it. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  return (
    <>
      <PolicyAnswer decision={explanation.decision} />
      <WhatWouldChange whatIf={explanation.whatIf} />
    </>
  );
}

/** What policy says, why, and on which source. */
export function PolicyAnswer({ decision }: Pick<Explanation, 'decision'>) {
  return (
    <>
      <p className={styles.outcome} data-outcome={decision.outcome} data-testid="outcome" aria-live="polite">
        {OUTCOMES[decision.outcome]}
      </p>
      <Who outcome={decision.outcome} reasons={decision.reasons} />
      <DecisionReasons reasons={decision.reasons} />
    </>
  );
}

function Who({ outcome, reasons }: Pick<Decision, 'outcome' | 'reasons'>) {
  const roles = namesOfRoles(reasons);
  if (outcome !== 'needs-approval' || roles === undefined) return null;
  const have = rolesAsked(reasons).length === 1 ? 'has' : 'have';
  return (
    <p className={styles.who}>
      {roles} {have} to approve it. Whoever asks cannot approve their own use.
    </p>
  );
}

/** The smallest changes that lead to another answer, the best answers first. */
export function WhatWouldChange({ whatIf }: Pick<Explanation, 'whatIf'>) {
  const ways = [...whatIf].sort((a, b) => RANK[a.outcome] - RANK[b.outcome]);
  return (
    <div className={styles.ways}>
      <h3 className={styles.waysTitle}>What would change the answer</h3>
      {ways.length === 0 && (
        <p className="quiet">Nothing that can be changed here: look at the reasons, or ask for another use.</p>
      )}
      <ul>
        {ways.map(({ changes, outcome }) => (
          <li key={`${outcome} ${changes.join(' ')}`} className={styles.way}>
            <span className={styles.wayOutcome} data-outcome={outcome}>
              {OUTCOMES[outcome]}
            </span>
            <ul className={styles.changes}>
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

const RANK: Readonly<Record<Decision['outcome'], number>> = { allow: 0, 'needs-approval': 1, deny: 2 };
