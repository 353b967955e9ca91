import type { Licence } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { documentUrl, rightsClient } from '../client/rights-client.ts';
import { rightsQueries } from '../client/rights-queries.ts';
import rightsStyles from '../rights/rights.module.css';
import { LICENSED_USES } from '../rights/rights-words.ts';
import { StandingMark } from '../rights/standing-mark.tsx';
import { WithdrawalDialog } from '../rights/withdrawal-dialog.tsx';
import { formatBytes, formatDay } from '../shell/format.ts';
import { useRights } from '../sign-in/use-rights.ts';
import { standingOfLicence } from './licence-standing.ts';
import { LongText } from './long-text.tsx';
import styles from './material.module.css';

/** A licence: whose it is, what they allow, until when, and the way to end it. */
export function LicenceRow({ licence }: { readonly licence: Licence }) {
  const [isRevoking, setRevoking] = useState(false);
  const may = useRights(licence.production);
  const standing = standingOfLicence(licence, new Date().toISOString());
  const uses = LICENSED_USES.filter(([use]) => licence.allowedUses.includes(use)).map(([, name]) => name);
  return (
    <div className={styles.licence}>
      <div>
        <h3 className={styles.title}>{licence.title}</h3>
        <span className={rightsStyles.sub}>{licence.owner}</span>
        {licence.document && (
          <span className={styles.document}>
            <a href={documentUrl('licences', licence.id)} download className={rightsStyles.link}>
              {licence.document.name}
            </a>
            {formatBytes(licence.document.byteLength)}
          </span>
        )}
      </div>
      <div>
        <LongText text={licence.terms} />
        {licence.source && <span className={rightsStyles.sub}>{licence.source}</span>}
      </div>
      <div>
        <span className={styles.label}>May be used</span>
        {uses.join(', ')}
        {licence.isReleased && <span className={rightsStyles.sub}>Released</span>}
      </div>
      <div>
        <StandingMark standing={standing} />
        <span className={rightsStyles.sub}>
          {licence.expiresOn ? `until ${formatDay(licence.expiresOn)}` : 'without an end'}
        </span>
      </div>
      <div className={styles.end}>
        {licence.state === 'in-force' && may('edit-register') && (
          <button
            type="button"
            className={rightsStyles.danger}
            aria-label={`Revoke ${licence.title}`}
            onClick={() => setRevoking(true)}
          >
            Revoke
          </button>
        )}
      </div>
      {isRevoking && <Revocation licence={licence} onClose={() => setRevoking(false)} />}
    </div>
  );
}

function Revocation({ licence, onClose }: { readonly licence: Licence; readonly onClose: () => void }) {
  const uses = useQuery(rightsQueries.usesOfLicence(licence.id));
  return (
    <WithdrawalDialog
      title="Revoke licence"
      submit="Revoke now"
      what={
        <>
          {licence.title}, {licence.owner}. Nothing may be made of this material any more.
        </>
      }
      subject={licence.title}
      takes={uses.data?.takes}
      takesError={uses.error}
      onWithdraw={(text) => rightsClient.revokeLicence(licence.id, text)}
      onClose={onClose}
    />
  );
}
