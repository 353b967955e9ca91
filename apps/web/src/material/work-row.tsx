import { isWorkLicensed, type Licence, type Work } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { rightsClient, workPictureUrl } from '../client/rights-client.ts';
import formStyles from '../forms/forms.module.css';
import rightsStyles from '../rights/rights.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import { LongText } from './long-text.tsx';
import styles from './works.module.css';

interface WorkRowProps {
  readonly work: Work;
  readonly licences: readonly Licence[];
}

/** A work on file: its picture, whose it is, why it is here, and the licence that covers it, if one does. */
export function WorkRow({ work, licences }: WorkRowProps) {
  const may = useRights(work.production);
  const isLicensed = isWorkLicensed(work, licences, new Date().toISOString());
  return (
    <div className={styles.work}>
      <WorkPicture work={work} />
      <div>
        <h3 className={styles.title}>{work.title}</h3>
        <span className={rightsStyles.sub}>{work.owner}</span>
      </div>
      <LongText text={work.reason} />
      <div>
        <span className={styles.standing} data-licensed={isLicensed}>
          {isLicensed ? 'Licensed as a reference' : 'Compared with what models make'}
        </span>
        {may('edit-register') ? (
          <LicenceOfWork work={work} licences={licences} />
        ) : (
          <span className={rightsStyles.sub}>{licences.find(({ id }) => id === work.licenceId)?.title}</span>
        )}
      </div>
    </div>
  );
}

/** Browsers show JPEG and PNG; other pictures are a link. */
function WorkPicture({ work }: Pick<WorkRowProps, 'work'>) {
  const url = workPictureUrl(work.id);
  const isShown = work.picture.mediaType === 'image/jpeg' || work.picture.mediaType === 'image/png';
  return (
    <a
      href={isShown ? url : `${url}?download`}
      target="_blank"
      rel="noreferrer"
      className={styles.picture}
      aria-label={`Picture of ${work.title}`}
    >
      {isShown ? <img src={url} alt={work.title} loading="lazy" /> : <span>{work.picture.name}</span>}
    </a>
  );
}

/** The licences that allow use as a reference, to say that one of them covers the work. */
function LicenceOfWork({ work, licences }: WorkRowProps) {
  const queries = useQueryClient();
  const licensing = useMutation({
    mutationFn: (licenceId: string) => rightsClient.licenseWork(work.id, licenceId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['register', work.production] }),
  });
  const offered = licences.filter(({ id, allowedUses }) => id === work.licenceId || allowedUses.includes('reference'));
  if (offered.length === 0) return <span className={rightsStyles.sub}>No licence allows use as a reference.</span>;
  return (
    <>
      <select
        className={`${formStyles.control} ${styles.choice}`}
        aria-label={`Licence of ${work.title}`}
        value={work.licenceId ?? ''}
        disabled={licensing.isPending}
        onChange={(event) => licensing.mutate(event.target.value)}
      >
        {work.licenceId === undefined && <option value="">No licence</option>}
        {offered.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {licensing.error && <ProblemNotice error={licensing.error} />}
    </>
  );
}
