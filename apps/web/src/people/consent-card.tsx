import type { ConsentView } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { documentUrl, rightsClient } from '../client/rights-client.ts';
import rightsStyles from '../rights/rights.module.css';
import { nameOfKind } from '../rights/rights-words.ts';
import { StandingMark } from '../rights/standing-mark.tsx';
import { daysLeft, formatBytes, formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import type { Rights } from '../sign-in/use-rights.ts';
import { ConsentFacts } from './consent-facts.tsx';
import { ConsentWithdrawal } from './consent-withdrawal.tsx';
import styles from './people.module.css';

interface ConsentCardProps {
  readonly consent: ConsentView;
  readonly performerName: string;
  /** What the reader may do in the production. */
  readonly may: Rights;
  /** Begins a new record with what this one says. */
  readonly onRecordAgain: () => void;
}

/** One agreement in full, how it stands, and what can be done with it. */
export function ConsentCard({ consent, performerName, may, onRecordAgain }: ConsentCardProps) {
  const [isWithdrawing, setWithdrawing] = useState(false);
  const isDraft = consent.standing === 'draft';
  return (
    <section className={styles.consent} data-standing={consent.standing} aria-label={nameOfKind(consent.kind)}>
      <header className={styles.consentHead}>
        <h4 className={styles.consentKind}>{nameOfKind(consent.kind)}</h4>
        <StandingMark standing={consent.standing} />
        <span className={styles.consentWhen}>{describeWhen(consent)}</span>
      </header>
      <p className={styles.description}>{consent.description}</p>
      <ConsentFacts consent={consent} />
      <div className={styles.document}>
        {consent.document ? (
          <>
            {may('view-consent') ? (
              <a href={documentUrl('consents', consent.id)} download className={rightsStyles.link}>
                {consent.document.name}
              </a>
            ) : (
              <span>{consent.document.name}</span>
            )}
            <span className="faint">{formatBytes(consent.document.byteLength)}</span>
            <span className={`${styles.documentHash} mono`} title={`SHA-256 ${consent.document.sha256}`}>
              SHA-256 {consent.document.sha256.slice(0, 16)}…
            </span>
          </>
        ) : (
          <span className={isDraft ? rightsStyles.warn : 'faint'}>No signed document attached</span>
        )}
      </div>
      {isDraft && (
        <DraftActions
          consent={consent}
          may={may}
          onRecordAgain={onRecordAgain}
          onWithdraw={() => setWithdrawing(true)}
        />
      )}
      {consent.standing === 'granted' && may('withdraw-consent') && (
        <div className={styles.actions}>
          <button type="button" className={rightsStyles.danger} onClick={() => setWithdrawing(true)}>
            Withdraw
          </button>
        </div>
      )}
      {(consent.standing === 'expired' || consent.standing === 'withdrawn') && may('record-consent') && (
        <div className={styles.actions}>
          <button type="button" className={rightsStyles.button} onClick={onRecordAgain}>
            Record a new one from this
          </button>
        </div>
      )}
      {isWithdrawing && (
        <ConsentWithdrawal consent={consent} performerName={performerName} onClose={() => setWithdrawing(false)} />
      )}
    </section>
  );
}

interface DraftActionsProps {
  readonly consent: ConsentView;
  readonly may: Rights;
  readonly onRecordAgain: () => void;
  readonly onWithdraw: () => void;
}

/** A draft needs a signature and its document; then it can be granted. */
function DraftActions({ consent, may, onRecordAgain, onWithdraw }: DraftActionsProps) {
  const queries = useQueryClient();
  const hintId = useId();
  const renew = () => queries.invalidateQueries({ queryKey: ['register', consent.production] });
  const attach = useMutation({
    mutationFn: (file: File) => rightsClient.attachDocument(consent.id, file),
    onSuccess: renew,
  });
  const grant = useMutation({ mutationFn: () => rightsClient.grantConsent(consent.id), onSuccess: renew });
  const missing = [
    ...(consent.signature ? [] : ['who signed it and when']),
    ...(consent.document ? [] : ['the signed document']),
    ...(daysLeft(consent.term.until, new Date().toISOString()) < 0 ? ['a term that has not run out'] : []),
  ];
  const error = grant.error ?? attach.error;
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <div className={styles.actions}>
        {may('grant-consent') && (
          <button
            type="button"
            className={rightsStyles.button}
            disabled={missing.length > 0 || grant.isPending}
            aria-describedby={hintId}
            onClick={() => grant.mutate()}
          >
            {grant.isPending ? 'Granting' : 'Grant'}
          </button>
        )}
        {may('record-consent') && (
          <label className={`${rightsStyles.button} ${styles.pickButton}`}>
            {attach.isPending ? 'Attaching' : consent.document ? 'Replace the document' : 'Attach the signed document'}
            <input
              type="file"
              disabled={attach.isPending}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) attach.mutate(file);
                event.target.value = '';
              }}
            />
          </label>
        )}
        {!consent.signature && may('record-consent') && (
          <button type="button" className={rightsStyles.button} onClick={onRecordAgain}>
            Record it with a signature
          </button>
        )}
        {may('withdraw-consent') && (
          <button type="button" className={rightsStyles.danger} onClick={onWithdraw}>
            Withdraw
          </button>
        )}
        <span id={hintId} className={styles.missing}>
          {missing.length > 0
            ? `Before it can be granted: ${missing.join(', ')}.`
            : may('grant-consent') && 'From then on takes may rely on it.'}
        </span>
      </div>
    </>
  );
}

function describeWhen({ standing, createdAt, grantedAt, withdrawnAt, withdrawnBy }: ConsentView): string {
  if (standing === 'withdrawn' && withdrawnAt)
    return `${formatMoment(withdrawnAt)}${withdrawnBy ? `, ${withdrawnBy}` : ''}`;
  if (standing === 'draft') return `recorded ${formatMoment(createdAt)}`;
  return grantedAt ? `since ${formatMoment(grantedAt)}` : '';
}
