import { problemAt } from '../forms/field-problems.ts';
import { TwoFields } from '../forms/form-group.tsx';
import { TextField } from '../forms/text-field.tsx';
import styles from './people.module.css';
import type { PerformerFormProps } from './performer-dialog.tsx';

/** What the law asks besides, for each status. */
export function StatusFields(form: PerformerFormProps) {
  const { draft } = form;
  if (draft.kind === 'deceased') return <Deceased {...form} />;
  if (draft.kind === 'minor') return <Minor {...form} />;
  return draft.kind === 'synthetic' ? <Synthetic {...form} /> : null;
}

function Deceased({ draft, set, problems }: PerformerFormProps) {
  return (
    <TwoFields>
      <TextField
        label="Died on"
        type="date"
        value={draft.diedOn}
        onChange={(diedOn) => set({ diedOn })}
        problem={problemAt(problems, 'status.diedOn')}
      />
      <p className={styles.aside}>Their estate decides. Name it below as the one who speaks for them.</p>
    </TwoFields>
  );
}

function Minor({ draft, set, problems }: PerformerFormProps) {
  return (
    <TwoFields>
      <TextField
        label="Born on (optional)"
        type="date"
        value={draft.bornOn}
        onChange={(bornOn) => set({ bornOn })}
        problem={problemAt(problems, 'status.bornOn')}
      />
      <p className={styles.aside}>A guardian decides. Name them below as the one who speaks for the child.</p>
    </TwoFields>
  );
}

function Synthetic({ draft, set, problems }: PerformerFormProps) {
  return (
    <>
      <p className={styles.aside}>
        A synthetic performer is made to look like a person and is recognisable as no one. The union has to be told
        before one is used; the studio compares it with the real performers on file.
      </p>
      <TwoFields>
        <TextField
          label="Union notice sent to"
          value={draft.noticeTo}
          placeholder="SAG-AFTRA"
          onChange={(noticeTo) => set({ noticeTo })}
          problem={problemAt(problems, 'status.unionNotice.to')}
        />
        <TextField
          label="Sent on"
          type="date"
          value={draft.noticeSentOn}
          onChange={(noticeSentOn) => set({ noticeSentOn })}
          problem={problemAt(problems, 'status.unionNotice.sentOn')}
        />
      </TwoFields>
    </>
  );
}
