import type { Key } from '@backlot/server';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { studioClient } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import form from '../shell/form.module.css';
import { formatCount, formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { describeGrant } from '../sign-in/role-words.ts';
import styles from './members-page.module.css';

/** Invitations and links of a production. */
export function KeyList({ production }: { readonly production: string }) {
  const keys = useQuery(studioQueries.keys(production));
  return (
    <section aria-label="Invitations and links">
      <h2 className={styles.heading}>Invitations and links</h2>
      {keys.error && <ProblemNotice error={keys.error} />}
      {keys.data?.length === 0 && <p className={styles.empty}>None was handed out.</p>}
      <KeyRows keys={keys.data ?? []} />
    </section>
  );
}

/** Keys with what they open and until when, each to end at once. */
export function KeyRows({ keys }: { readonly keys: readonly Key[] }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: studioClient.revokeKey,
    onSuccess: () => Promise.all(['keys', 'tokens'].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
  return (
    <>
      {revoke.error && <ProblemNotice error={revoke.error} />}
      <ul>
        {keys.map((key) => {
          const end = endOf(key);
          return (
            <li key={key.id} className={styles.row} data-ended={end !== undefined}>
              <span>
                <span className={styles.name}>{key.label}</span>
                <span className={styles.sub}>by {key.createdBy.name}</span>
              </span>
              <span>
                {describePurpose(key)}
                <span className={styles.sub}>
                  {end ?? `until ${formatMoment(key.expiresAt)}`}, {describeUse(key)}
                </span>
              </span>
              {end === undefined && (
                <button
                  type="button"
                  className={`${form.plain} ${form.small}`}
                  disabled={revoke.isPending}
                  aria-label={`End ${key.label}`}
                  onClick={() => revoke.mutate(key.id)}
                >
                  End it
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function endOf({ revokedAt, usedAt, expiresAt }: Key): string | undefined {
  if (revokedAt) return `ended ${formatMoment(revokedAt)}`;
  if (usedAt) return `used ${formatMoment(usedAt)}`;
  return Date.parse(expiresAt) < Date.now() ? `expired ${formatMoment(expiresAt)}` : undefined;
}

function describeUse({ lastUsedAt, purpose }: Key): string {
  if (purpose.kind === 'invitation' || purpose.kind === 'owner-link') return 'works once';
  return lastUsedAt ? `last used ${formatMoment(lastUsedAt)}` : 'never used';
}

function describePurpose({ purpose }: Key): string {
  switch (purpose.kind) {
    case 'owner-link':
      return 'Makes an owner';
    case 'invitation':
      return `Invitation: ${purpose.roles.map(describeGrant).join(', ')}`;
    case 'guest-link': {
      const seen = purpose.takes.length > 0 ? formatCount(purpose.takes.length, 'take') : 'all takes';
      return `Guest: ${seen}${purpose.mayNote ? ', may write notes' : ''}`;
    }
    case 'performer-link':
      return `Performer: ${formatCount(purpose.performers.length, 'person')}`;
    case 'token':
      return `${purpose.actions.join(', ')} in ${purpose.productions.map((each) => (each === '*' ? 'all productions' : each)).join(', ')}`;
  }
}
