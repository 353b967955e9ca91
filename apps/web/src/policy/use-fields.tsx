import { elementSchema, type UseDeclaration } from '@backlot/film';
import type { RegisterView } from '@backlot/server';
import { CheckField } from '../forms/check-field.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { ELEMENTS, QUESTIONS } from '../rights/rights-words.ts';
import { PeopleFields } from './people-fields.tsx';
import { TriState } from './tri-state.tsx';
import styles from './use-fields.module.css';

interface UseFieldsProps {
  /** People and models to choose from; undefined where the production has no register yet. */
  readonly register: RegisterView | undefined;
  readonly use: UseDeclaration;
  /** Id of the model that was chosen to make it: it is touched whatever else is said here. */
  readonly maker?: string;
  readonly onChange: (use: UseDeclaration) => void;
}

/** Who and what a use touches: people, models, element of the picture, and the questions that rules ask. */
export function UseFields({ register, use, maker, onChange }: UseFieldsProps) {
  const models = register?.models ?? [];
  const toggleModel = (id: string, isOn: boolean): void =>
    onChange({ ...use, models: isOn ? [...use.models, id] : use.models.filter((each) => each !== id) });
  const answer = (question: (typeof QUESTIONS)[number][0], value: boolean | undefined): void => {
    const { [question]: _, ...rest } = use;
    onChange(value === undefined ? rest : { ...rest, [question]: value });
  };
  return (
    <div className={styles.use}>
      <PeopleFields
        performers={register?.performers ?? []}
        people={use.people}
        onChange={(people) => onChange({ ...use, people })}
      />
      <fieldset className={styles.part}>
        <legend className={styles.legend}>Models</legend>
        {models.length === 0 && (
          <p className={styles.nothing}>No model is registered. Cards are kept under Material.</p>
        )}
        {models.map((model) => (
          <CheckField
            key={model.id}
            label={
              <>
                {model.name} {model.version} <span className="faint">{model.vendor}</span>
              </>
            }
            isChecked={model.id === maker || use.models.includes(model.id)}
            isDisabled={model.id === maker}
            hint={model.id === maker && 'Chosen to make this take, so it is touched.'}
            onChange={(isOn) => toggleModel(model.id, isOn)}
          />
        ))}
      </fieldset>
      <SelectField
        label="What in the picture"
        value={elementSchema.catch('other').parse(use.element)}
        options={ELEMENTS}
        onChange={(element) => onChange({ ...use, element })}
      />
      <fieldset className={styles.part}>
        <legend className={styles.legend}>This use…</legend>
        {QUESTIONS.map(([question, text]) => (
          <TriState
            key={question}
            question={text}
            value={use[question]}
            onChange={(value) => answer(question, value)}
          />
        ))}
      </fieldset>
    </div>
  );
}
