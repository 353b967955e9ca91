import type { ModelCardRequest } from '@backlot/film';
import { useQueryClient } from '@tanstack/react-query';
import { rightsClient } from '../client/rights-client.ts';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';
import { TRAINED_ON } from '../rights/rights-words.ts';

/** Nothing good is taken for granted: until somebody says otherwise a model keeps, trains, and is not secured. */
const BLANK: ModelCardRequest = {
  name: '',
  vendor: '',
  version: '',
  licence: '',
  trainedOn: 'undeclared',
  retainsInputs: true,
  trainsOnInputs: true,
  environment: 'unsecured',
};

const TEXTS = [
  ['name', 'Name'],
  ['version', 'Version'],
  ['vendor', 'Vendor'],
  ['licence', 'Licence of the model'],
] as const;

/** Registers a trained model, by its maker's declaration. */
export function ModelDialog({ production, onClose }: { readonly production: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { draft, set, problems, dialog } = useForm({
    initial: () => BLANK,
    missingOf,
    send: (sent) => rightsClient.addModel(production, sent),
    onSent: async () => {
      await queries.invalidateQueries({ queryKey: ['register', production] });
      onClose();
    },
  });
  return (
    <FormDialog {...dialog} title="Register a model" size={640} submit="Register" onClose={onClose}>
      <FormGroup title="What it is">
        <TwoFields>
          {TEXTS.map(([field, label]) => (
            <TextField
              key={field}
              label={label}
              value={draft[field]}
              onChange={(value) => set({ [field]: value })}
              problem={problemAt(problems, field)}
              isFirst={field === 'name'}
            />
          ))}
        </TwoFields>
      </FormGroup>
      <FormGroup title="What its maker declares">
        <SelectField
          label="Trained on"
          value={draft.trainedOn}
          options={TRAINED_ON}
          onChange={(trainedOn) => set({ trainedOn })}
        />
        <TwoFields>
          <YesNo
            legend="It keeps what it is given"
            value={draft.retainsInputs}
            onChange={(retainsInputs) => set({ retainsInputs })}
          />
          <YesNo
            legend="It trains on what it is given"
            value={draft.trainsOnInputs}
            onChange={(trainsOnInputs) => set({ trainsOnInputs })}
          />
          <YesNo
            legend="It runs in a secured environment"
            value={draft.environment === 'secured'}
            onChange={(isSecured) => set({ environment: isSecured ? 'secured' : 'unsecured' })}
          />
        </TwoFields>
      </FormGroup>
    </FormDialog>
  );
}

function missingOf(draft: ModelCardRequest): ReadonlyMap<string, string> {
  const blank = TEXTS.filter(([field]) => draft[field].trim() === '');
  return new Map(blank.map(([field, label]) => [field, `${label}: write it here.`]));
}

interface YesNoProps {
  readonly legend: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

function YesNo({ legend, value, onChange }: YesNoProps) {
  return (
    <ChoiceRow
      legend={legend}
      value={value ? 'yes' : 'no'}
      options={[
        ['yes', 'Yes'],
        ['no', 'No'],
      ]}
      onChange={(choice) => onChange(choice === 'yes')}
    />
  );
}
