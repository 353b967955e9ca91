import type { ConsentKind } from '@backlot/film';
import { Field } from '../forms/field.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FormGroup } from '../forms/form-group.tsx';
import formStyles from '../forms/forms.module.css';
import { countWords } from '../forms/list-text.ts';
import { type Options, SelectField } from '../forms/select-field.tsx';
import { CONSENT_KINDS } from '../rights/rights-words.ts';
import type { ConsentFormProps } from './consent-dialog.tsx';
import styles from './people.module.css';

const KINDS: Options<ConsentKind> = CONSENT_KINDS.map(([kind, name]) => [kind, name]);

/** Fewer words than this rarely say what is shown, how, where and in which scene. */
const FEW_WORDS = 15;

/** What is agreed: the kind, and a description that is specific enough. */
export function AgreementFields({ draft, set, problems }: ConsentFormProps) {
  const words = countWords(draft.description);
  return (
    <FormGroup title="What is agreed">
      <SelectField
        label="Kind"
        value={draft.kind}
        options={KINDS}
        onChange={(kind) => set({ kind })}
        hint={CONSENT_KINDS.find(([kind]) => kind === draft.kind)?.[2]}
      />
      <Field
        label="Description of the intended use"
        problem={problemAt(problems, 'description')}
        hint={
          <span className={styles.words}>
            <span>
              Reasonably specific: what of them is shown or heard, what is done to it, in which scene, and where the
              result goes. “Any digital use” is not.
            </span>
            <span className={styles.wordCount} data-few={words > 0 && words < FEW_WORDS}>
              {words} {words === 1 ? 'word' : 'words'}
              {words > 0 && words < FEW_WORDS && ', likely too few'}
            </span>
          </span>
        }
      >
        {(control) => (
          <textarea
            {...control}
            className={formStyles.control}
            rows={4}
            value={draft.description}
            data-autofocus
            placeholder="In the wedding scene (sq010) the performer’s face is made up to eight years younger. Face only; body, voice and performance stay as recorded. For the theatrical and streaming release."
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Field>
    </FormGroup>
  );
}
