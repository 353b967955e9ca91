import type { ModelTerms } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { problemAt } from '../forms/field-problems.ts';
import formStyles from '../forms/forms.module.css';
import { TextField } from '../forms/text-field.tsx';
import rightsStyles from '../rights/rights.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import { type BudgetDraft, changesOfBudget, problemsOfBudget, writeBudget } from './budget-draft.ts';
import styles from './models.module.css';
import { useTerms } from './use-terms.ts';

interface BudgetFormProps {
  readonly production: string;
  readonly terms: ModelTerms;
}

/** What models may cost: all of the production, and single shots. A take that would go beyond is refused. */
export function BudgetForm({ production, terms }: BudgetFormProps) {
  const mayManage = useRights(production)('manage-models');
  const [draft, setDraft] = useState(() => writeBudget(terms));
  const [isChecked, setChecked] = useState(false);
  const change = useTerms(production);
  const problems = problemsOfBudget(draft);
  const shown = isChecked ? problems : new Map<string, string>();
  const set = (changed: Partial<BudgetDraft>): void => setDraft({ ...draft, ...changed });
  return (
    <form
      className={styles.budget}
      aria-label="Budget"
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (problems.size === 0) change.mutate(changesOfBudget(draft, terms));
      }}
    >
      <fieldset disabled={!mayManage} className={styles.plain}>
        <TextField
          label="Budget of the production, in dollars"
          value={draft.production}
          placeholder="No limit"
          onChange={(text) => set({ production: text })}
          problem={problemAt(shown, 'production')}
          hint={`A take that would go beyond it is refused before anything is sent.${mayManage ? '' : NOT_YOURS}`}
        />
        {(mayManage || draft.shots.length > 0) && (
          <ShotLimits
            production={production}
            draft={draft}
            problems={shown}
            mayManage={mayManage}
            onChange={(shots) => set({ shots })}
          />
        )}
      </fieldset>
      {change.error && <ProblemNotice error={change.error} />}
      {mayManage && (
        <div className={styles.save}>
          <button type="submit" className={rightsStyles.button} disabled={change.isPending}>
            {change.isPending ? 'Saving' : 'Save the budget'}
          </button>
          <span role="status" className="faint">
            {change.isSuccess && 'Saved.'}
          </span>
        </div>
      )}
    </form>
  );
}

const NOT_YOURS = ' A producer, legal or the owner sets it.';

interface ShotLimitsProps {
  readonly production: string;
  readonly draft: BudgetDraft;
  readonly problems: ReadonlyMap<string, string>;
  readonly mayManage: boolean;
  readonly onChange: (shots: BudgetDraft['shots']) => void;
}

function ShotLimits({ production, draft: { shots }, problems, mayManage, onChange }: ShotLimitsProps) {
  const known = useQuery(studioQueries.shots(production)).data ?? [];
  const listId = useId();
  const edit = (index: number, change: Partial<BudgetDraft['shots'][number]>): void =>
    onChange(shots.map((each, at) => (at === index ? { ...each, ...change } : each)));
  return (
    <div>
      <p className={formStyles.label}>Limits of single shots</p>
      <datalist id={listId}>
        {known.map(({ code }) => (
          <option key={code} value={code} />
        ))}
      </datalist>
      {shots.map((each, index) => (
        <div key={each.key} className={styles.shotLimit}>
          <input
            className={`${formStyles.control} mono`}
            aria-label={`Shot of limit ${index + 1}`}
            aria-invalid={problems.has(`shots.${index}.shot`)}
            list={listId}
            value={each.shot}
            placeholder="sq010/sh0040"
            onChange={(event) => edit(index, { shot: event.target.value })}
          />
          <input
            className={formStyles.control}
            aria-label={`Limit of ${each.shot || `shot ${index + 1}`} in dollars`}
            aria-invalid={problems.has(`shots.${index}.dollars`)}
            value={each.dollars}
            placeholder="5.00"
            onChange={(event) => edit(index, { dollars: event.target.value })}
          />
          {mayManage && (
            <button
              type="button"
              className={rightsStyles.link}
              aria-label={`Remove the limit of ${each.shot || `shot ${index + 1}`}`}
              onClick={() => onChange(shots.filter((_, at) => at !== index))}
            >
              Remove
            </button>
          )}
        </div>
      ))}
      {problemAt(problems, 'shots') && <p className={formStyles.problem}>{problemAt(problems, 'shots')}</p>}
      {mayManage && (
        <button
          type="button"
          className={rightsStyles.link}
          onClick={() => onChange([...shots, { key: crypto.randomUUID(), shot: '', dollars: '' }])}
        >
          Add a limit
        </button>
      )}
    </div>
  );
}
