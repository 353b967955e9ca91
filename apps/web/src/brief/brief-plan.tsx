import type { BriefPlanView } from '@backlot/server';
import { WordsFindings } from '../evidence/words-findings.tsx';
import { EgressView } from '../models/egress-view.tsx';
import { describeMoney } from '../models/estimate.ts';
import { PolicyAnswer } from '../policy/explanation-view.tsx';
import styles from './brief.module.css';
import { maySend } from './use-brief.ts';

/** What reading the brief would send, cost and be told by policy; nothing has been sent yet. */
export function BriefPlan({ plan }: { readonly plan: BriefPlanView }) {
  const { egress, words, explanation, refusal } = plan;
  return (
    <div className={styles.plan} role="status">
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
        <strong>{describeMoney(egress.calls)}</strong>.{' '}
        {maySend(plan) ? 'Policy allows it. It would send:' : 'It would send:'}
      </p>
      <EgressView calls={egress.calls} />
    </div>
  );
}
