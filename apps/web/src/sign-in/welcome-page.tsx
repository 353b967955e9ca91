import type { CrewRole } from '@backlot/film';
import type { Invitation } from '@backlot/server';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { Entrance } from './entrance.tsx';
import { describeGrant, ROLE_WORDS, ROLES_TO_GIVE } from './role-words.ts';
import { useLinkSecret } from './use-link-secret.ts';

/** Makes the account of an invitation, or the first owner's: name, address, password. */
export function WelcomePage() {
  const secret = useLinkSecret();
  const invitation = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => studioClient.lookAtInvitation(secret),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (invitation.error) {
    return (
      <Entrance title="This link opens nothing">
        <ProblemNotice error={invitation.error} />
      </Entrance>
    );
  }
  return invitation.data && <AccountForm invitation={invitation.data} secret={secret} />;
}

const MIN_PASSWORD = 12;

function AccountForm({ invitation, secret }: { readonly invitation: Invitation; readonly secret: string }) {
  const isOwner = invitation.kind === 'owner-link';
  const [name, setName] = useState(isOwner ? '' : invitation.label);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [roles, setRoles] = useState<readonly CrewRole[]>(isOwner ? ['supervisor', 'producer'] : []);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const join = useMutation({
    mutationFn: () => studioClient.join({ secret, name, email, password, roles: [...roles] }),
    onSuccess: async () => {
      await queries.resetQueries({ queryKey: ['me'] });
      // Replaces the address with the link in the browser's history.
      await navigate({ to: '/', replace: true });
    },
  });
  const missing = MIN_PASSWORD - password.length;
  const toggle = (role: CrewRole): void =>
    setRoles((held) => (held.includes(role) ? held.filter((each) => each !== role) : [...held, role]));
  return (
    <Entrance
      title={isOwner ? 'Become the owner' : 'Make your account'}
      about={
        isOwner
          ? 'You will invite the others and give them their roles.'
          : `You are invited as ${invitation.roles.map(describeGrant).join(', ')}.`
      }
    >
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!join.isPending) join.mutate();
        }}
      >
        <label className={form.field}>
          Name
          <input
            name="name"
            autoComplete="name"
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className={form.field}>
          E-mail address
          <input
            type="email"
            name="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <label className={form.field}>
          Password
          <input
            type="password"
            name="password"
            autoComplete="new-password"
            required
            minLength={MIN_PASSWORD}
            value={password}
            aria-describedby="password-length"
            onChange={(event) => setPassword(event.target.value)}
          />
          <span id="password-length" className={form.about}>
            {missing > 0
              ? `At least ${MIN_PASSWORD} characters${password === '' ? '' : `, ${missing} more`}`
              : 'Long enough'}
          </span>
        </label>
        {isOwner && (
          <fieldset className={form.choices}>
            <legend>What you do besides, in all productions</legend>
            {ROLES_TO_GIVE.map((role) => (
              <label key={role} className={form.choice}>
                <input type="checkbox" checked={roles.includes(role)} onChange={() => toggle(role)} />
                <span>{role}</span>
                <span className="faint">{ROLE_WORDS[role]}</span>
              </label>
            ))}
          </fieldset>
        )}
        {join.error && <ProblemNotice error={join.error} />}
        <div>
          <button type="submit" className={form.primary} disabled={join.isPending || missing > 0}>
            {join.isPending ? 'Making the account' : 'Make the account'}
          </button>
        </div>
      </form>
    </Entrance>
  );
}
