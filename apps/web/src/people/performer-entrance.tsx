import type { Performer } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { HandedOutNotice } from '../crew/handed-out-notice.tsx';
import rightsStyles from '../rights/rights.module.css';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import styles from './people.module.css';

type Way = 'account' | 'link';

const WAYS = [
  ['account', 'An account of their own', 'Make an invitation', 'They make it with an invitation that works once.'],
  [
    'link',
    'A link without an account',
    'Make a link',
    'Whoever has the link sees and withdraws: pass it on with care.',
  ],
] as const satisfies readonly (readonly [Way, name: string, button: string, about: string])[];

/** Lets a performer, or who speaks for them, see every take that uses them and take their consent back. */
export function PerformerEntrance({ performer }: { readonly performer: Performer }) {
  const { name, representative } = performer;
  const [label, setLabel] = useState(representative?.name ?? name);
  const [way, setWay] = useState<Way>('account');
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: () =>
      way === 'account' ? studioClient.invitePerformer(label, performer) : studioClient.linkPerformer(label, performer),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const [, , button, about] = WAYS.find(([each]) => each === way) ?? WAYS[0];
  return (
    <section className={styles.part} aria-label="Their own way in">
      <div className={rightsStyles.sectionHead}>
        <h3 className={rightsStyles.sectionTitle}>Their own way in</h3>
      </div>
      <form
        className={styles.entrance}
        onSubmit={(event) => {
          event.preventDefault();
          if (!making.isPending) making.mutate();
        }}
      >
        <p className={styles.entranceAbout}>
          {name}, or who speaks for them, sees every take that uses them and withdraws with one action.
        </p>
        <div className={styles.entranceFields}>
          <label className={form.field}>
            For whom
            <input required value={label} onChange={(event) => setLabel(event.target.value)} />
          </label>
          <label className={form.field}>
            What they get
            <select
              value={way}
              onChange={(event) => {
                setWay(event.target.value === 'link' ? 'link' : 'account');
                making.reset();
              }}
            >
              {WAYS.map(([each, words]) => (
                <option key={each} value={each}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className={form.plain} disabled={making.isPending}>
            {button}
          </button>
        </div>
        <p className={form.about}>{about}</p>
        {making.error && <ProblemNotice error={making.error} />}
        {making.data && <HandedOutNotice handedOut={making.data} />}
      </form>
    </section>
  );
}
