import { formatTakeVersion } from '@backlot/film';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { HandedOutNotice } from './handed-out-notice.tsx';
import styles from './members-page.module.css';

const DAYS = [1, 7, 30] as const;

/** Makes a review link: one take or all of the production, for some days, with or without notes. */
export function GuestForm({ production }: { readonly production: string }) {
  const takes = useQuery(studioQueries.takesOfProduction(production));
  const [label, setLabel] = useState('');
  const [take, setTake] = useState('');
  const [days, setDays] = useState<number>(7);
  const [mayNote, setMayNote] = useState(true);
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: () =>
      studioClient.inviteGuest(production, { label, takes: take === '' ? [] : [take], mayNote, expiresInDays: days }),
    onSuccess: () => {
      setLabel('');
      return queries.invalidateQueries({ queryKey: ['keys', production] });
    },
  });
  return (
    <section aria-label="Let a guest look">
      <h2 className={styles.heading}>Let a guest look</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <label className={form.field}>
          For whom
          <input required value={label} onChange={(event) => setLabel(event.target.value)} />
        </label>
        <label className={form.field}>
          What they see
          <select value={take} onChange={(event) => setTake(event.target.value)}>
            <option value="">All takes of the production</option>
            {takes.data?.map(({ id, shot, version }) => (
              <option key={id} value={id}>
                {shot} {formatTakeVersion(version)}
              </option>
            ))}
          </select>
        </label>
        <label className={form.field}>
          Until
          <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {DAYS.map((each) => (
              <option key={each} value={each}>
                {each === 1 ? 'tomorrow' : `${each} days from now`}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.inline}>
          <input type="checkbox" checked={mayNote} onChange={() => setMayNote(!mayNote)} />
          May write notes
        </label>
        {invite.error && <ProblemNotice error={invite.error} />}
        {invite.data && <HandedOutNotice handedOut={invite.data} />}
        <div>
          <button type="submit" className={form.plain} disabled={invite.isPending}>
            Make a link
          </button>
        </div>
      </form>
    </section>
  );
}
