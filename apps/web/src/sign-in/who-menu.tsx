import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { studioClient } from '../client/studio-client.ts';
import { describeWho } from './role-words.ts';
import { isVisitor, useWho } from './signed-in.tsx';
import styles from './who-menu.module.css';

/** Who is signed in, in which roles, and the way out. */
export function WhoMenu() {
  const who = useWho();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: studioClient.signOut,
    onSettled: async () => {
      // First who one is, so that the pages close before they ask for what is gone.
      await queries.resetQueries({ queryKey: ['me'] });
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
  const name = (
    <>
      <span className={styles.name}>{who.name}</span>
      <span className={styles.role}>{describeWho(who)}</span>
    </>
  );
  return (
    <div className={styles.who}>
      {isVisitor(who) ? (
        <span className={styles.account}>{name}</span>
      ) : (
        <Link to="/account" className={styles.account} title="Your account">
          {name}
        </Link>
      )}
      <button type="button" className={styles.out} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {isVisitor(who) ? 'Leave' : 'Sign out'}
      </button>
    </div>
  );
}
