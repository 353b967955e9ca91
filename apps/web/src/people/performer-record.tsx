import type { Performer } from '@backlot/film';
import type { ConsentView, RegisterView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsQueries } from '../client/rights-queries.ts';
import { Fact } from '../rights/fact.tsx';
import rightsStyles from '../rights/rights.module.css';
import { describeStatus } from '../rights/rights-words.ts';
import { TakeUses } from '../rights/take-uses.tsx';
import { formatDay, formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import { inReadingOrder } from './best-standing.ts';
import { ConsentCard } from './consent-card.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import styles from './people.module.css';
import { PerformerDialog } from './performer-dialog.tsx';
import { PerformerEntrance } from './performer-entrance.tsx';
import { ReferencePictures } from './reference-pictures.tsx';

interface PerformerRecordProps {
  readonly performer: Performer;
  readonly register: RegisterView;
}

/** All that the register says of a performer: who they are, what they agreed to, which takes use them. */
export function PerformerRecord({ performer, register }: PerformerRecordProps) {
  const [isEditing, setEditing] = useState(false);
  // A consent to begin with, `null` for a blank form.
  const [recording, setRecording] = useState<ConsentView | null>();
  const consents = inReadingOrder(register.consents.filter((each) => each.performer === performer.id));
  const { id, production } = performer;
  const may = useRights(production);
  return (
    <article className={styles.record} aria-label={performer.name}>
      <header className={styles.recordHead}>
        <h2 className={styles.recordName}>{performer.name}</h2>
        {may('edit-register') && (
          <button type="button" className={rightsStyles.button} onClick={() => setEditing(true)}>
            Edit
          </button>
        )}
      </header>
      <PerformerFacts performer={performer} />
      <section className={styles.part} aria-label="Consents">
        <div className={rightsStyles.sectionHead}>
          <h3 className={rightsStyles.sectionTitle}>
            Consents<span className={rightsStyles.count}>{consents.length || ''}</span>
          </h3>
          {may('record-consent') && performer.status.kind !== 'synthetic' && (
            <button type="button" className={rightsStyles.button} onClick={() => setRecording(null)}>
              Record a consent
            </button>
          )}
        </div>
        {consents.length === 0 && (
          <p className={rightsStyles.none}>
            {performer.status.kind === 'synthetic'
              ? SYNTHETIC_WORDS
              : `Nothing was agreed yet: no take may use ${performer.name}.`}
            {performer.status.kind !== 'synthetic' &&
              may('record-consent') &&
              ' Record the consent, attach the signed document, then grant it.'}
          </p>
        )}
        {consents.map((consent) => (
          <ConsentCard
            key={consent.id}
            consent={consent}
            may={may}
            performerName={performer.name}
            onRecordAgain={() => setRecording(consent)}
          />
        ))}
      </section>
      {may('manage-members') && performer.status.kind !== 'synthetic' && <PerformerEntrance performer={performer} />}
      <Uses performer={performer} />
      {isEditing && <PerformerDialog production={production} performer={performer} onClose={() => setEditing(false)} />}
      {recording !== undefined && (
        <ConsentDialog
          key={`${id} ${recording?.id}`}
          performer={performer}
          {...(recording ? { from: recording } : {})}
          onClose={() => setRecording(undefined)}
        />
      )}
    </article>
  );
}

const SYNTHETIC_WORDS =
  'Nobody stands behind a synthetic performer, so nobody consents. Takes may use it once the union was told, it was compared with the real performers on file, and a producer approves the use.';

function PerformerFacts({ performer }: { readonly performer: Performer }) {
  const { representative, status, aliases, characters, union } = performer;
  return (
    <div className={styles.about}>
      <dl className={rightsStyles.facts}>
        <Fact name="Status">
          {describeStatus(performer)}
          {status.kind === 'synthetic' && <SyntheticNotes performer={performer} />}
        </Fact>
        <Fact name="Union">{union}</Fact>
        <Fact name="Represented by">
          {representative && (
            <>
              {representative.name} <span className="faint">({representative.role})</span>
              {representative.email && (
                <span className={rightsStyles.sub}>
                  <a href={`mailto:${representative.email}`}>{representative.email}</a>
                </span>
              )}
            </>
          )}
        </Fact>
      </dl>
      <dl className={rightsStyles.facts}>
        <Fact name="Plays">{characters.join(', ')}</Fact>
        <Fact name="Also known as">{aliases.join(', ')}</Fact>
        <Fact name="References">
          <ReferencePictures performer={performer} />
        </Fact>
      </dl>
    </div>
  );
}

function SyntheticNotes({ performer }: { readonly performer: Performer }) {
  const { status, resemblance } = performer;
  const notice = status.kind === 'synthetic' ? status.unionNotice : undefined;
  const { resembles } = resemblance ?? {};
  return (
    <>
      <span className={rightsStyles.sub}>
        {notice ? (
          `Union notice to ${notice.to}, ${formatDay(notice.sentOn)}`
        ) : (
          <span className={rightsStyles.warn}>No union notice recorded</span>
        )}
      </span>
      <span className={rightsStyles.sub}>
        {resembles && <span className={rightsStyles.bad}>Resembles {resembles.name}</span>}
        {!resembles && resemblance && `Resembles nobody on file, compared ${formatMoment(resemblance.comparedAt)}`}
        {!resemblance && 'Not compared with real performers yet: add reference pictures'}
      </span>
    </>
  );
}

function Uses({ performer }: { readonly performer: Performer }) {
  const uses = useQuery(rightsQueries.usesOfPerformer(performer.id));
  const takes = uses.data?.takes;
  return (
    <section className={styles.part} aria-label="Takes">
      <div className={rightsStyles.sectionHead}>
        <h3 className={rightsStyles.sectionTitle}>
          Takes that use {performer.name}
          <span className={rightsStyles.count}>{takes?.length || ''}</span>
        </h3>
      </div>
      {uses.error && <ProblemNotice error={uses.error} />}
      {takes?.length === 0 && (
        <p className={rightsStyles.none}>None yet. A take says who it touches when somebody asks for it.</p>
      )}
      {takes && takes.length > 0 && <TakeUses takes={takes} />}
    </section>
  );
}
