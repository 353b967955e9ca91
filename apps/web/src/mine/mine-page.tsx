import type { Performer } from '@backlot/film';
import type { MineView, TakeUseView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { rightsQueries } from '../client/rights-queries.ts';
import { inReadingOrder } from '../people/best-standing.ts';
import rightsStyles from '../rights/rights.module.css';
import { describePersonUse } from '../rights/rights-words.ts';
import { EmptyState } from '../shell/empty-state.tsx';
import { formatMoment } from '../shell/format.ts';
import pageStyles from '../shell/page.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { Poster } from '../shell/poster.tsx';
import { StateMark } from '../shell/state-mark.tsx';
import { Crumbs } from '../shell/studio-shell.tsx';
import { useWho } from '../sign-in/signed-in.tsx';
import { AgreementInWords } from './agreement-in-words.tsx';
import styles from './mine.module.css';

/** A performer's own page: what they agreed to, everything made with them, and the way to take it back. */
export function MinePage() {
  const isLinked = useWho().performers.length > 0;
  return (
    <>
      <Crumbs>
        <span>Your work</span>
      </Crumbs>
      {isLinked ? (
        <OwnPerformers />
      ) : (
        <EmptyState title="No performer is linked to you">
          This page shows a performer, or who speaks for them, everything that was made with them. Ask the production
          for an invitation: it stands on your entry in its register.
        </EmptyState>
      )}
    </>
  );
}

function OwnPerformers() {
  const mine = useQuery(rightsQueries.mine());
  return (
    <PageBody query={mine}>
      {(data) => (
        <div className={`${pageStyles.page} ${styles.page}`}>
          {data.performers.map((performer) => (
            <OnePerformer key={performer.id} performer={performer} mine={data} />
          ))}
        </div>
      )}
    </PageBody>
  );
}

function OnePerformer({ performer, mine }: { readonly performer: Performer; readonly mine: MineView }) {
  const consents = inReadingOrder(mine.consents.filter((each) => each.performer === performer.id));
  const takes = mine.takes
    .map((take) => ({ ...take, people: take.people.filter((each) => each.performer === performer.id) }))
    .filter((take) => take.people.length > 0);
  return (
    <article className={styles.performer} aria-label={`${performer.name} in ${performer.production}`}>
      <header className={styles.head}>
        <h1 className={pageStyles.title}>{performer.name}</h1>
        <p className={pageStyles.about}>
          in {mine.productions.find(({ slug }) => slug === performer.production)?.title ?? performer.production}
          {performer.characters.length > 0 && `, as ${performer.characters.join(', ')}`}
        </p>
      </header>
      <div className={styles.columns}>
        <section aria-label="What you agreed to">
          <h2 className={rightsStyles.sectionTitle}>What you agreed to</h2>
          {consents.length === 0 && (
            <p className={styles.nothing}>Nothing. The production may not use your face or voice until you agree.</p>
          )}
          {consents.map((consent) => (
            <AgreementInWords key={consent.id} consent={consent} performer={performer} takes={takes} />
          ))}
        </section>
        <section aria-label="What was made with you">
          <h2 className={rightsStyles.sectionTitle}>
            What was made with you<span className={rightsStyles.count}>{takes.length || ''}</span>
          </h2>
          {takes.length === 0 && (
            <p className={styles.nothing}>
              Nothing yet. Every take that uses you appears here as soon as it is asked for.
            </p>
          )}
          <ul className={styles.takes}>
            {takes.map((take) => (
              <li key={take.id}>
                <MyTake take={take} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </article>
  );
}

function MyTake({ take }: { readonly take: TakeUseView }) {
  return (
    <Link to="/takes/$take" params={{ take: take.id }} className={styles.take}>
      <Poster take={take} />
      <div className={styles.caption}>
        <span className={styles.what}>{take.people.map(describePersonUse).join(', ')}</span>
        <span className={styles.where}>
          <span className="mono">{take.shot}</span>
          <StateMark state={take.state} />
        </span>
        <span className={rightsStyles.sub}>{formatMoment(take.requestedAt)}</span>
      </div>
    </Link>
  );
}
