import type { ConsentView } from '@backlot/server';
import { Fact } from '../rights/fact.tsx';
import rightsStyles from '../rights/rights.module.css';
import { describeOperations, SIGNERS } from '../rights/rights-words.ts';
import { daysLeft, formatCount, formatDay, formatMoment } from '../shell/format.ts';
import styles from './people.module.css';

/** What a consent covers, for how long and where, who signed it. */
export function ConsentFacts({ consent }: { readonly consent: ConsentView }) {
  const { scope, term, territory, signature, cover, scanning } = consent;
  const signer = SIGNERS.find(([each]) => each === signature?.by)?.[1];
  return (
    <div className={styles.consentFacts}>
      <dl className={rightsStyles.facts}>
        <Fact name="May be done">{describeOperations(scope.operations)}</Fact>
        <Fact name="Shots">{scope.shots === 'all' ? 'All of this production' : scope.shots.join(', ')}</Fact>
        {scope.languages.length > 0 && <Fact name="Languages">{scope.languages.join(', ')}</Fact>}
        {scanning && (
          <Fact name="Scanning">
            {formatMoment(scanning.startsAt)}
            <span className={rightsStyles.sub}>{describeNotice(scanning)}</span>
          </Fact>
        )}
      </dl>
      <dl className={rightsStyles.facts}>
        <Fact name="Term">
          {formatDay(term.from)} – {formatDay(term.until)}
          {consent.standing === 'granted' && <EndsSoon until={term.until} />}
        </Fact>
        <Fact name="Territory">{territory === 'world' ? 'World' : territory.join(', ')}</Fact>
        <Fact name="Signed">
          {signature ? (
            <>
              {signature.name}, {formatDay(signature.signedOn)}
              <span className={rightsStyles.sub}>
                {signer}; replica terms {signature.isSeparatelySigned ? 'signed separately' : 'not signed separately'}
              </span>
            </>
          ) : (
            <span className={rightsStyles.warn}>Not signed</span>
          )}
        </Fact>
        <Fact name="Cover">
          {[
            ...(cover.counsel ? [`Counsel: ${cover.counsel}`] : []),
            ...(cover.unionAgreement ? [`Union agreement: ${cover.unionAgreement}`] : []),
          ].join('; ') || <span className="faint">Neither counsel nor union agreement</span>}
        </Fact>
      </dl>
    </div>
  );
}

function EndsSoon({ until }: { readonly until: string }) {
  const days = daysLeft(until, new Date().toISOString());
  if (days > SOON_DAYS) return null;
  return (
    <span className={rightsStyles.sub}>
      <span className={rightsStyles.warn}>{days === 0 ? 'Ends today' : `Ends in ${formatCount(days, 'day')}`}</span>
    </span>
  );
}

const SOON_DAYS = 30;
const HOUR_MS = 3_600_000;

function describeNotice({
  noticeGivenAt,
  startsAt,
}: {
  readonly noticeGivenAt: string;
  readonly startsAt: string;
}): string {
  const hours = Math.floor((Date.parse(startsAt) - Date.parse(noticeGivenAt)) / HOUR_MS);
  return `${hours} h after the notice of ${formatMoment(noticeGivenAt)}`;
}
