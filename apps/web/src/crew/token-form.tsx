import { tokenActionSchema } from '@backlot/film';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { HandedOutNotice } from './handed-out-notice.tsx';
import styles from './members-page.module.css';

type TokenAction = (typeof tokenActionSchema.options)[number];

/** Makes a token: what it may do, where, for how long. Never more than its account may. */
export function TokenForm() {
  const productions = useQuery(studioQueries.productions());
  const [label, setLabel] = useState('');
  const [production, setProduction] = useState('*');
  const [actions, setActions] = useState<readonly TokenAction[]>(['list-productions', 'view-take', 'download-file']);
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      studioClient.createToken({ label, actions: [...actions], productions: [production], expiresInDays: 90 }),
    onSuccess: () => {
      setLabel('');
      return queries.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  const toggle = (action: TokenAction): void =>
    setActions((held) => (held.includes(action) ? held.filter((each) => each !== action) : [...held, action]));
  return (
    <section aria-label="Make a token">
      <h2 className={styles.heading}>Make a token</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <label className={form.field}>
          What it is for
          <input required value={label} onChange={(event) => setLabel(event.target.value)} />
        </label>
        <label className={form.field}>
          Where
          <select value={production} onChange={(event) => setProduction(event.target.value)}>
            <option value="*">All productions</option>
            {productions.data?.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </select>
          <span className={form.about}>For 90 days, and never more than you may yourself.</span>
        </label>
        <fieldset className={form.choices}>
          <legend>What it may do</legend>
          <div className={styles.actions}>
            {tokenActionSchema.options.map((action) => (
              <label key={action} className={styles.action}>
                <input type="checkbox" checked={actions.includes(action)} onChange={() => toggle(action)} />
                {action.replaceAll('-', ' ')}
              </label>
            ))}
          </div>
        </fieldset>
        {create.error && <ProblemNotice error={create.error} />}
        {create.data && <HandedOutNotice handedOut={create.data} />}
        <div>
          <button type="submit" className={form.plain} disabled={create.isPending || actions.length === 0}>
            Make a token
          </button>
        </div>
      </form>
    </section>
  );
}
