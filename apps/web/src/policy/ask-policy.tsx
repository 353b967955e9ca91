import { type Purpose, shotCodeSchema, UNDECLARED_USE, type UseDeclaration } from '@backlot/film';
import type { RegisterView } from '@backlot/server';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { DraftUse } from '../client/rights-client.ts';
import { rightsQueries } from '../client/rights-queries.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { Field } from '../forms/field.tsx';
import formStyles from '../forms/forms.module.css';
import rightsStyles from '../rights/rights.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { ExplanationView } from './explanation-view.tsx';
import styles from './policy.module.css';
import { UseFields } from './use-fields.tsx';

/** The purposes with the crew's short words for them. */
const PURPOSES: readonly (readonly [Purpose, string])[] = [
  ['ideation', 'Ideation'],
  ['temp', 'Temp'],
  ['final', 'Final'],
];

const PAUSE_MS = 250;

/** A use that nobody has asked for: what policy would say of it, answered while the form changes. */
export function AskPolicy({ register }: { readonly register: RegisterView }) {
  const production = register.production.slug;
  const shots = useQuery(studioQueries.shots(production)).data ?? [];
  const [typedShot, setShot] = useState<string>();
  const [purpose, setPurpose] = useState<Purpose>('final');
  const [use, setUse] = useState<UseDeclaration>(UNDECLARED_USE);
  const listId = useId();
  const shot = typedShot ?? shots[0]?.code ?? 'sq010/sh0010';
  const isShot = shotCodeSchema.safeParse(shot).success;
  return (
    <>
      <section aria-label="Ask policy" className={styles.ask}>
        <div className={rightsStyles.sectionHead}>
          <h2 className={rightsStyles.sectionTitle}>Ask policy</h2>
        </div>
        <div className={styles.askTop}>
          <Field label="Shot" problem={isShot ? undefined : 'Expected a code such as sq010/sh0040.'}>
            {(control) => (
              <>
                <input
                  {...control}
                  className={formStyles.control}
                  list={listId}
                  value={shot}
                  spellCheck={false}
                  onChange={(event) => setShot(event.target.value)}
                />
                <datalist id={listId}>
                  {shots.map(({ code }) => (
                    <option key={code} value={code} />
                  ))}
                </datalist>
              </>
            )}
          </Field>
          <ChoiceRow legend="Purpose" value={purpose} options={PURPOSES} onChange={setPurpose} />
        </div>
        <UseFields register={register} use={use} onChange={setUse} />
      </section>
      <Answer production={production} draft={isShot ? { shot, purpose, use } : undefined} />
    </>
  );
}

/** Stays on the screen while one goes through the form. */
function Answer({ production, draft }: { readonly production: string; readonly draft: DraftUse | undefined }) {
  const [asked] = useDebouncedValue(draft, PAUSE_MS);
  const explanation = useQuery({
    ...rightsQueries.explainDraft(production, asked ?? NO_DRAFT),
    enabled: asked !== undefined,
  });
  const isStale = explanation.isFetching || JSON.stringify(asked) !== JSON.stringify(draft);
  return (
    <section aria-label="Answer" className={styles.answer} aria-busy={isStale}>
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>Answer</h2>
        <span className="faint" role="status">
          {isStale ? 'Asking' : ''}
        </span>
      </div>
      {explanation.error && <ProblemNotice error={explanation.error} />}
      {explanation.data && !explanation.error && <ExplanationView explanation={explanation.data} />}
      <p className={styles.fine}>
        Nothing is recorded or run. Material is taken as licensed here; a real request is judged by its own.
      </p>
    </section>
  );
}

const NO_DRAFT: DraftUse = { shot: '', purpose: 'ideation', use: UNDECLARED_USE };
