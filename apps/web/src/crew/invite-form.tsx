import { type CrewRole, crewRoleSchema } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { ROLE_WORDS, ROLES_TO_GIVE } from '../sign-in/role-words.ts';
import { HandedOutNotice } from './handed-out-notice.tsx';
import styles from './members-page.module.css';

/** Invites somebody to make an account with a role; the link is passed on by whoever invites. */
export function InviteForm({ production }: { readonly production: string | undefined }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<CrewRole>('artist');
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: () => studioClient.invite(name, { production: production ?? '*', role }),
    onSuccess: () => {
      setName('');
      return queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <section aria-label="Invite a member">
      <h2 className={styles.heading}>Invite a member</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <label className={form.field}>
          Name
          <input required value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className={form.field}>
          Role
          <select value={role} onChange={(event) => setRole(crewRoleSchema.parse(event.target.value))}>
            {ROLES_TO_GIVE.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
          <span className={form.about}>{ROLE_WORDS[role]}</span>
        </label>
        {invite.error && <ProblemNotice error={invite.error} />}
        {invite.data && <HandedOutNotice handedOut={invite.data} />}
        <div>
          <button type="submit" className={form.plain} disabled={invite.isPending}>
            Make an invitation
          </button>
        </div>
      </form>
    </section>
  );
}
