import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';
import pageStyles from '../shell/page.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { Crumbs } from '../shell/studio-shell.tsx';
import { describeWho } from '../sign-in/role-words.ts';
import { useWho } from '../sign-in/signed-in.tsx';
import { KeyRows } from './key-list.tsx';
import styles from './members-page.module.css';
import { PasswordForm } from './password-form.tsx';
import { TokenForm } from './token-form.tsx';

/** Who one is here, and one's tokens for programs. */
export function AccountPage() {
  const who = useWho();
  const tokens = useQuery(studioQueries.tokens());
  return (
    <>
      <Crumbs>
        <span>Account</span>
      </Crumbs>
      <PageBody query={tokens}>
        {(list) => (
          <div className={pageStyles.page}>
            <div className={pageStyles.head}>
              <div>
                <h1 className={pageStyles.title}>{who.name}</h1>
                <p className={pageStyles.about}>{describeWho(who)}</p>
              </div>
            </div>
            <div className={styles.columns}>
              <section aria-label="Tokens" className={styles.lists}>
                <div>
                  <h2 className={styles.heading}>Tokens for programs</h2>
                  {list.length === 0 && <p className={styles.empty}>You have none.</p>}
                  <KeyRows keys={list} />
                </div>
              </section>
              <div className={styles.forms}>
                <TokenForm />
                <PasswordForm />
              </div>
            </div>
          </div>
        )}
      </PageBody>
    </>
  );
}
