import type { BriefPlanView } from '@backlot/server';
import { WordsFindings } from '../evidence/words-findings.tsx';
import { EgressView } from '../models/egress-view.tsx';
import { describeMoney } from '../models/estimate.ts';
import { PolicyAnswer } from '../policy/explanation-view.tsx';
import styles from './brief.module.css';
import { maySend } from './use-brief.ts';

interface BriefPlanProps {
  readonly plan: BriefPlanView;
  /** What may be done now; stands above the manifest, which is long. */
  readonly children: React.ReactNode;
}

/** What reading the brief would send, cost and be told by policy; nothing has been sent yet. */
export function BriefPlan({ plan, children }: BriefPlanProps) {
  const { egress, words, explanation, refusal } = plan;
  return (
    <div className={styles.plan}>
      {explanation.decision.outcome !== 'allow' && (
        <>
          <PolicyAnswer decision={explanation.decision} />
          <p className="quiet">A brief has no approvals: say it otherwise, or have another model read it.</p>
        </>
      )}
      {words.length > 0 && <WordsFindings words={words} />}
      {refusal && (
        <p className={styles.refusal}>
          {refusal.message} {refusal.hint}
        </p>
      )}
      <p className={styles.cost}>
        <strong>{describeMoney(egress.calls)}</strong>.{maySend(plan) && ' Policy allows it.'}
      </p>
      {children}
      <p className={styles.sent}>It would send:</p>
      <EgressView calls={egress.calls} />
    </div>
  );
}
