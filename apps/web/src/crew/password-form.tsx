import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import styles from './members-page.module.css';

const MIN_PASSWORD = 12;

/** Sets another password; every other session of the account ends. */
export function PasswordForm() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => studioClient.changePassword({ current, next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
    },
  });
  return (
    <section aria-label="Change the password">
      <h2 className={styles.heading}>Change the password</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <label className={form.field}>
          Current password
          <input
            type="password"
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </label>
        <label className={form.field}>
          New password
          <input
            type="password"
            autoComplete="new-password"
            required
            minLength={MIN_PASSWORD}
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
          <span className={form.about}>At least {MIN_PASSWORD} characters. Every other session of yours ends.</span>
        </label>
        {change.error && <ProblemNotice error={change.error} />}
        {change.isSuccess && <p role="status">The new password holds.</p>}
        <div>
          <button type="submit" className={form.plain} disabled={change.isPending}>
            Change it
          </button>
        </div>
      </form>
    </section>
  );
}
