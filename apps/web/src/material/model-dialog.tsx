import type { ModelCardRequest } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsClient } from '../client/rights-client.ts';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { problemAt, problemsOfFields } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
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
  const [draft, setDraft] = useState(BLANK);
  const [isChecked, setChecked] = useState(false);
  const sending = useMutation({
    mutationFn: () => rightsClient.addModel(production, draft),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['register', production] });
      onClose();
    },
  });
  const missing = new Map(
    TEXTS.flatMap(([field, label]) =>
      draft[field].trim() === '' ? [[field, `${label}: write it here.`] as const] : [],
    ),
  );
  const problems = isChecked && missing.size > 0 ? missing : problemsOfFields(sending.error);
  const set = (change: Partial<ModelCardRequest>): void => {
    setDraft((before) => ({ ...before, ...change }));
    if (sending.error) sending.reset();
  };
  return (
    <FormDialog
      title="Register a model"
      size={640}
      submit="Register"
      isPending={sending.isPending}
      error={sending.error}
      missing={missing}
      onIncomplete={() => setChecked(true)}
      onSubmit={() => sending.mutate()}
      onClose={onClose}
    >
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
