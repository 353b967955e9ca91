import type { Purpose } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { CheckField } from '../forms/check-field.tsx';
import { type FieldProblems, problemAt } from '../forms/field-problems.ts';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import formStyles from '../forms/forms.module.css';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { PRICE_UNITS, TASKS } from '../models/model-words.ts';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './material.module.css';
import type { ModelDraft } from './model-draft.ts';
import { ModelNameField } from './model-name-field.tsx';

interface ModelPlaceFieldsProps {
  readonly production: string;
  readonly draft: ModelDraft;
  readonly problems: FieldProblems;
  readonly onChange: (change: Partial<ModelDraft>) => void;
}

/** Where a model runs and as what, what it costs, and what it may be used for. */
export function ModelPlaceFields({ production, draft, problems, onChange }: ModelPlaceFieldsProps) {
  const maySee = useRights(production)('view-models');
  const models = useQuery({ ...modelQueries.models(production), enabled: maySee });
  const backEnds = models.data?.backEnds ?? [];
  const backEnd = backEnds.find(({ id }) => id === draft.backEnd);
  return (
    <FormGroup title="Where it runs, and what for">
      <SelectField
        label="Back end"
        isFirst
        value={draft.backEnd}
        options={[
          ['', 'None: it is used outside of Backlot'],
          ...backEnds.map(({ id, title }) => [id, title] as const),
        ]}
        onChange={(id) => onChange({ backEnd: id, model: '' })}
        hint={backEnds.length === 0 ? 'Back ends are added on the Models page.' : undefined}
      />
      {backEnd && (
        <>
          <ModelNameField backEnd={backEnd} draft={draft} problems={problems} onChange={onChange} />
          <TwoFields>
            <SelectField
              label="It makes"
              value={draft.task}
              options={TASKS}
              onChange={(task) => onChange({ task })}
              problem={problemAt(problems, 'task')}
            />
            <Price draft={draft} problems={problems} onChange={onChange} />
          </TwoFields>
        </>
      )}
      <Purposes draft={draft} problems={problems} onChange={onChange} />
    </FormGroup>
  );
}

type PartProps = Omit<ModelPlaceFieldsProps, 'production'>;

function Price({ draft, problems, onChange }: PartProps) {
  return (
    <div className={styles.price}>
      <TextField
        label="Price in dollars"
        value={draft.price}
        placeholder="List price"
        onChange={(price) => onChange({ price })}
        problem={problemAt(problems, 'price')}
      />
      <SelectField
        label="for"
        value={draft.priceUnit}
        options={PRICE_UNITS}
        onChange={(priceUnit) => onChange({ priceUnit })}
      />
    </div>
  );
}

const PURPOSES: readonly (readonly [Purpose, string])[] = [
  ['ideation', 'ideation'],
  ['temp', 'temp'],
  ['final', 'final'],
];

function Purposes({ draft, problems, onChange }: PartProps) {
  const problem = problemAt(problems, 'allowedFor');
  return (
    <fieldset className={styles.uses}>
      <legend className={formStyles.label}>It may be used for</legend>
      <div className={styles.purposes}>
        {PURPOSES.map(([purpose, name]) => (
          <CheckField
            key={purpose}
            label={name}
            isChecked={draft.allowedFor.includes(purpose)}
            onChange={(isOn) => onChange({ allowedFor: toggled(draft.allowedFor, purpose, isOn) })}
          />
        ))}
      </div>
      {problem && (
        <p className={styles.invalid} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

/** Always in the order of the choices. */
function toggled(chosen: readonly Purpose[], purpose: Purpose, isOn: boolean): readonly Purpose[] {
  return PURPOSES.map(([each]) => each).filter((each) => (each === purpose ? isOn : chosen.includes(each)));
}
