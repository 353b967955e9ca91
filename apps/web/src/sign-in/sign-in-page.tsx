import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { Entrance } from './entrance.tsx';

/** Signs in with e-mail address and password, then leads to where one wanted to go (`to`, a path of this studio). */
export function SignInPage({ to }: { readonly to: string }) {
  const queries = useQueryClient();
  const router = useRouter();
  const me = useQuery(studioQueries.me());
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => studioClient.signIn({ email, password }),
    onSuccess: () => queries.resetQueries(),
  });
  const isKnown = Boolean(me.data?.who);
  useEffect(() => {
    if (isKnown) void router.navigate({ href: to, replace: true });
  }, [isKnown, to, router]);
  if (isKnown) return null;
  const hasOwner = me.data?.hasOwner ?? true;
  return (
    <Entrance
      title="Sign in"
      about={
        hasOwner
          ? 'With the address and password of your account in this studio.'
          : 'This studio has no owner yet. The terminal in which it was started shows a link that makes you one.'
      }
      note="Accounts come by invitation. If you have none, or forgot your password, ask the producer or the owner of the studio for a link."
    >
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!signIn.isPending) signIn.mutate();
        }}
      >
        <label className={form.field}>
          E-mail address
          <input
            type="email"
            name="email"
            autoComplete="username"
            required
            // biome-ignore lint/a11y/noAutofocus: the page is this form and nothing else
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <label className={form.field}>
          Password
          <input
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        {signIn.error && <ProblemNotice error={signIn.error} />}
        <div>
          <button type="submit" className={form.primary} disabled={signIn.isPending}>
            {signIn.isPending ? 'Signing in' : 'Sign in'}
          </button>
        </div>
      </form>
    </Entrance>
  );
}
