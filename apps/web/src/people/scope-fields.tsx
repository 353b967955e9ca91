import type { Operation } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';
import { CheckField } from '../forms/check-field.tsx';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { TextField } from '../forms/text-field.tsx';
import { OPERATIONS } from '../rights/rights-words.ts';
import type { ConsentFormProps } from './consent-dialog.tsx';
import { isSpoken } from './consent-draft.ts';
import styles from './people.module.css';

/** What may be done, in which shots, for how long and where. */
export function ScopeFields({ production, ...form }: ConsentFormProps & { readonly production: string }) {
  const { draft, set, problems } = form;
  return (
    <FormGroup title="How far it goes">
      <Operations {...form} />
      {isSpoken(draft) && (
        <TextField
          label="Languages"
          value={draft.languages}
          placeholder="en, pt-BR"
          onChange={(languages) => set({ languages })}
          problem={problemAt(problems, 'scope.languages')}
          hint="By their codes. Each language is a consent of its own; none named, none allowed."
        />
      )}
      <Shots {...form} production={production} />
      <TwoFields>
        <TextField
          label="First day"
          type="date"
          value={draft.from}
          onChange={(from) => set({ from })}
          problem={problemAt(problems, 'term.from')}
        />
        <TextField
          label="Last day"
          type="date"
          value={draft.until}
          onChange={(until) => set({ until })}
          problem={problemAt(problems, 'term.until')}
        />
        <ChoiceRow
          legend="Territory"
          value={draft.isWorldwide ? 'world' : 'countries'}
          options={[
            ['world', 'World'],
            ['countries', 'Chosen countries'],
          ]}
          onChange={(choice) => set({ isWorldwide: choice === 'world' })}
        />
        {!draft.isWorldwide && (
          <TextField
            label="Countries"
            value={draft.countries}
            placeholder="US, CA, DE"
            onChange={(countries) => set({ countries })}
            problem={problemAt(problems, 'territory')}
            hint="By their two letters."
          />
        )}
      </TwoFields>
    </FormGroup>
  );
}

function Operations({ draft, set, problems }: ConsentFormProps) {
  const problem = problemAt(problems, 'scope.operations');
  const toggle = (operation: Operation, isOn: boolean): void =>
    set({
      operations: isOn ? [...draft.operations, operation] : draft.operations.filter((each) => each !== operation),
    });
  return (
    <div>
      <fieldset className={styles.operations}>
        <legend className={styles.operationsLegend}>What may be done</legend>
        <div className={styles.operationsGrid}>
          {OPERATIONS.map(([operation, name, meaning]) => (
            <div key={operation}>
              <CheckField
                label={
                  <>
                    {name} <span className="faint">{meaning}</span>
                  </>
                }
                isChecked={draft.operations.includes(operation)}
                onChange={(isOn) => toggle(operation, isOn)}
              />
              {operation === 're-age' && draft.operations.includes('re-age') && (
                <label className={styles.years}>
                  by at most
                  <input
                    type="number"
                    min={1}
                    max={100}
                    value={draft.mostYears}
                    onChange={(event) => set({ mostYears: event.target.value })}
                  />
                  years
                </label>
              )}
            </div>
          ))}
        </div>
      </fieldset>
      <Problem text={problem} />
    </div>
  );
}

function Shots({ draft, set, problems, production }: ConsentFormProps & { readonly production: string }) {
  const known = useQuery(studioQueries.shots(production)).data ?? [];
  const codes = [...new Set([...known.map(({ code }) => code), ...draft.shots])].sort();
  const toggle = (code: string, isOn: boolean): void =>
    set({ shots: isOn ? [...draft.shots, code] : draft.shots.filter((each) => each !== code) });
  return (
    <>
      <ChoiceRow
        legend="Shots"
        value={draft.isForAllShots ? 'all' : 'chosen'}
        options={[
          ['all', 'All of this production'],
          ['chosen', 'Chosen shots'],
        ]}
        onChange={(choice) => set({ isForAllShots: choice === 'all' })}
      />
      {!draft.isForAllShots && (
        <>
          {codes.length > 0 && (
            <fieldset className={styles.shots} aria-label="Shots it holds for">
              {codes.map((code) => (
                <CheckField
                  key={code}
                  label={code}
                  isChecked={draft.shots.includes(code)}
                  onChange={(isOn) => toggle(code, isOn)}
                />
              ))}
            </fieldset>
          )}
          <TextField
            label={codes.length > 0 ? 'Other shots, not made yet' : 'Shots'}
            value={draft.otherShots}
            placeholder="sq020/sh0010, sq020/sh0030"
            onChange={(otherShots) => set({ otherShots })}
            problem={problemAt(problems, 'scope.shots')}
          />
        </>
      )}
    </>
  );
}

function Problem({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className={styles.invalid} role="alert">
      {text}
    </p>
  );
}
