import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';
import { ProductionFrame } from '../rights/production-frame.tsx';
import pageStyles from '../shell/page.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { Crumbs } from '../shell/studio-shell.tsx';
import { GuestForm } from './guest-form.tsx';
import { InviteForm } from './invite-form.tsx';
import { KeyList } from './key-list.tsx';
import { MemberList } from './member-list.tsx';
import styles from './members-page.module.css';

/** The people of a production, or without one of the whole studio: roles, invitations, guests' links. */
export function MembersPage({ production }: { readonly production?: string }) {
  const rights = useQuery(studioQueries.rights(production));
  const page = (
    <PageBody query={rights}>
      {(may) => (
        <div className={styles.columns}>
          <div className={styles.lists}>
            {may.includes('manage-members') && <MemberList production={production} />}
            {production !== undefined && <KeyList production={production} />}
          </div>
          <div className={styles.forms}>
            {may.includes('manage-members') && <InviteForm production={production} />}
            {production !== undefined && may.includes('invite-guest') && <GuestForm production={production} />}
          </div>
        </div>
      )}
    </PageBody>
  );
  if (production !== undefined) return <ProductionFrame production={production}>{page}</ProductionFrame>;
  return (
    <>
      <Crumbs>
        <span>Members</span>
      </Crumbs>
      <div className={pageStyles.page}>
        <div className={pageStyles.head}>
          <div>
            <h1 className={pageStyles.title}>Members</h1>
            <p className={pageStyles.about}>Everybody with an account. Roles given here hold in all productions.</p>
          </div>
        </div>
        {page}
      </div>
    </>
  );
}
