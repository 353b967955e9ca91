import type { Performer } from '@backlot/film';
import type { ConsentView, TakeUseView } from '@backlot/server';
import { useState } from 'react';
import { documentUrl } from '../client/rights-client.ts';
import { ConsentWithdrawal } from '../people/consent-withdrawal.tsx';
import rightsStyles from '../rights/rights.module.css';
import { StandingMark } from '../rights/standing-mark.tsx';
import { formatMoment } from '../shell/format.ts';
import { describeAgreement } from './describe-agreement.ts';
import styles from './mine.module.css';

interface AgreementInWordsProps {
  readonly consent: ConsentView;
  readonly performer: Performer;
  /** Every take that uses them. */
  readonly takes: readonly TakeUseView[];
}

/** An agreement as one would tell it, and one button that ends it. */
export function AgreementInWords({ consent, performer, takes }: AgreementInWordsProps) {
  const [isWithdrawing, setWithdrawing] = useState(false);
  const canWithdraw = consent.standing === 'granted' || consent.standing === 'draft';
  return (
    <section className={styles.agreement} data-standing={consent.standing}>
      <StandingMark standing={consent.standing} />
      <blockquote className={styles.quote}>{consent.description}</blockquote>
      <ul className={styles.sentences}>
        {describeAgreement(consent).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {consent.standing === 'withdrawn' && consent.withdrawnAt && (
          <li>
            Taken back on {formatMoment(consent.withdrawnAt)}
            {consent.withdrawnBy && ` by ${consent.withdrawnBy}`}.
          </li>
        )}
      </ul>
      <div className={styles.actions}>
        {canWithdraw && (
          <button type="button" className={rightsStyles.danger} onClick={() => setWithdrawing(true)}>
            Withdraw my consent
          </button>
        )}
        {consent.document && (
          <a href={documentUrl('consents', consent.id)} download className={rightsStyles.link}>
            What was signed
          </a>
        )}
      </div>
      {isWithdrawing && (
        <ConsentWithdrawal
          consent={consent}
          performerName={performer.name}
          takes={takes}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </section>
  );
}
