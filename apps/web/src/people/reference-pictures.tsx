import type { Performer } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { rightsClient } from '../client/rights-client.ts';
import rightsStyles from '../rights/rights.module.css';
import { formatCount } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './people.module.css';

/** How many reference pictures are on file, and the way to add some. They are never shown again. */
export function ReferencePictures({ performer }: { readonly performer: Performer }) {
  const queries = useQueryClient();
  const hintId = useId();
  const may = useRights(performer.production);
  const upload = useMutation({
    mutationFn: async (pictures: readonly File[]) => {
      for (const picture of pictures) await rightsClient.addReference(performer.id, picture);
    },
    // Some may have been taken before one failed.
    onSettled: () => queries.invalidateQueries({ queryKey: ['register', performer.production] }),
  });
  return (
    <>
      <span className={styles.references}>
        {performer.referenceCount === 0 ? 'None on file' : formatCount(performer.referenceCount, 'picture')}
        {may('add-reference') && (
          <label className={styles.pick}>
            {upload.isPending ? 'Encrypting' : 'Add pictures'}
            <input
              type="file"
              multiple
              accept="image/jpeg,image/png,image/tiff"
              aria-describedby={hintId}
              disabled={upload.isPending}
              onChange={(event) => {
                upload.mutate([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
          </label>
        )}
      </span>
      <span id={hintId} className={rightsStyles.sub}>
        Encrypted, used to recognise faces in checks and for nothing else.
      </span>
      {upload.error && <ProblemNotice error={upload.error} />}
    </>
  );
}
