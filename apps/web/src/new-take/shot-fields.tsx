import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { Field } from '../forms/field.tsx';
import controls from '../forms/forms.module.css';
import { SelectField } from '../forms/select-field.tsx';
import styles from './model-form.module.css';
import type { ModelSetUp } from './model-set-up.ts';

interface ShotFieldsProps {
  readonly setUp: ModelSetUp;
  readonly onChange: (change: { readonly production?: string; readonly shot?: string }) => void;
}

/** For which shot of which production. */
export function ShotFields({ setUp: { production, shot }, onChange }: ShotFieldsProps) {
  const productions = useQuery(studioQueries.productions()).data ?? [];
  const isKnown = productions.some(({ slug }) => slug === production);
  const shots = useQuery({ ...studioQueries.shots(production), enabled: isKnown }).data ?? [];
  const listId = useId();
  const known = productions.map(({ slug, title }) => [slug, title] as const);
  return (
    <div className={styles.part}>
      <SelectField
        label="Production"
        value={production}
        options={isKnown ? known : [[production, 'Choose one'], ...known]}
        onChange={(slug) => onChange({ production: slug })}
      />
      <Field label="Shot">
        {(control) => (
          <input
            {...control}
            className={`${controls.control} mono`}
            list={listId}
            value={shot}
            onChange={(event) => onChange({ shot: event.target.value })}
          />
        )}
      </Field>
      <datalist id={listId}>
        {shots.map(({ code }) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </div>
  );
}
