import type { BackEnd, ModelCard } from '@backlot/film';
import type { BackEndKindsView } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { modelClient } from '../client/model-client.ts';
import rightsStyles from '../rights/rights.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import markStyles from '../shell/state-mark.module.css';
import { BackEndActions } from './back-end-actions.tsx';
import { BackEndReport } from './back-end-report.tsx';
import { nameOfKind } from './model-words.ts';
import styles from './models.module.css';

interface BackEndRowProps {
  readonly backEnd: BackEnd;
  readonly kinds: BackEndKindsView['kinds'];
  /** Of the production, without those that are retired. */
  readonly cards: readonly ModelCard[];
  readonly mayManage: boolean;
}

/** A back end: what it is, where it answers, which key it has; tested, switched off, corrected, removed. */
export function BackEndRow({ backEnd, kinds, cards, mayManage }: BackEndRowProps) {
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => modelClient.testBackEnd(backEnd.id),
    onSuccess: (report) => queries.setQueryData(['back-end-report', backEnd.id], report),
  });
  const change = useMutation({
    mutationFn: (isOff: boolean) => modelClient.changeBackEnd(backEnd.id, { isOff }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['models'] }),
  });
  const { title, isOff, isOwn, address } = backEnd;
  return (
    <article aria-label={title} className={styles.backEnd}>
      <div>
        <h3 className={styles.title}>{title}</h3>
        <span className={rightsStyles.sub}>{nameOfKind(backEnd.kind, kinds)}</span>
      </div>
      <div className={styles.address}>
        {address === undefined ? 'The vendor’s own address' : <span className="mono">{address}</span>}
        <span className={rightsStyles.sub}>
          {isOwn ? 'A machine of your own' : 'Outside: what is sent there leaves the house'}
        </span>
      </div>
      <div>
        <span className={styles.label}>Key</span>
        {describeKey(backEnd)}
      </div>
      <span className={markStyles.mark} data-tone={isOff ? 'quiet' : 'good'}>
        {isOff ? 'Switched off' : 'On'}
      </span>
      <div className={styles.actions}>
        {mayManage && (
          <>
            <button
              type="button"
              className={rightsStyles.button}
              aria-label={`Test ${title}`}
              disabled={test.isPending}
              onClick={() => test.mutate()}
            >
              {test.isPending ? 'Testing' : 'Test'}
            </button>
            <button
              type="button"
              className={rightsStyles.button}
              aria-label={`Switch ${title} ${isOff ? 'on' : 'off'}`}
              disabled={change.isPending}
              onClick={() => change.mutate(!isOff)}
            >
              {isOff ? 'Switch on' : 'Switch off'}
            </button>
            <BackEndActions
              backEnd={backEnd}
              needsAddress={kinds.some(({ kind, needsAddress }) => kind === backEnd.kind && needsAddress)}
              cards={cards.filter((card) => card.backEnd === backEnd.id).map((card) => card.name)}
            />
          </>
        )}
      </div>
      <div className={styles.found} role="status">
        {change.error && <ProblemNotice error={change.error} />}
        {test.error && <ProblemNotice error={test.error} />}
        {test.data && <BackEndReport report={test.data} />}
      </div>
    </article>
  );
}

/** An ending tells keys apart; short ones show nothing of themselves. */
function describeKey({ keyEnding }: BackEnd): React.ReactNode {
  if (keyEnding === undefined) return <span className="faint">None</span>;
  if (keyEnding === '') return 'On file';
  return (
    <>
      ends in <span className="mono">{keyEnding}</span>
    </>
  );
}
