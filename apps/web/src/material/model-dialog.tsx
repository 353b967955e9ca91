import type { BackEnd, ModelCard } from '@backlot/film';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { rightsClient } from '../client/rights-client.ts';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';
import { TRAINED_ON } from '../rights/rights-words.ts';
import { useRights } from '../sign-in/use-rights.ts';
import {
  declareTraining,
  draftOfModel,
  type ModelDraft,
  missingOfModel,
  readModelCard,
  startModel,
} from './model-draft.ts';
import { ModelPlaceFields } from './model-place-fields.tsx';

const TEXTS = [
  ['name', 'Name'],
  ['version', 'Version'],
  ['vendor', 'Vendor'],
  ['licence', 'Licence of the model'],
] as const;

interface ModelDialogProps {
  readonly production: string;
  /** The card that is corrected; absent for a new one. */
  readonly card?: ModelCard;
  readonly onClose: () => void;
}

/**
 * Registers a trained model, by its maker's declaration: where it runs, what it is, what it does with its inputs; or puts
 * a corrected card in the place of another.
 */
export function ModelDialog(props: ModelDialogProps) {
  const { production } = props;
  const maySee = useRights(production)('view-models');
  const models = useQuery({ ...modelQueries.models(production), enabled: maySee });
  // The form begins with what is there already.
  if (models.isLoading) return null;
  return <ModelForm {...props} backEnds={models.data?.backEnds ?? []} />;
}

function ModelForm({
  production,
  card,
  backEnds,
  onClose,
}: ModelDialogProps & { readonly backEnds: readonly BackEnd[] }) {
  const queries = useQueryClient();
  const { draft, set, problems, dialog } = useForm({
    initial: () => (card ? draftOfModel(card, backEnds) : startModel(backEnds)),
    missingOf: missingOfModel,
    send: (sent) =>
      card
        ? rightsClient.correctModel(card.id, readModelCard(sent))
        : rightsClient.addModel(production, readModelCard(sent)),
    onSent: async () => {
      void queries.invalidateQueries({ queryKey: ['models', production] });
      await queries.invalidateQueries({ queryKey: ['register', production] });
      onClose();
    },
  });
  return (
    <FormDialog
      {...dialog}
      title={card ? `Correct the card of ${card.name}` : 'Register a model'}
      size={680}
      submit={card ? 'Correct it' : 'Register'}
      note={card && 'Another card takes its place. Takes that were made under this one go on pointing at it.'}
      onClose={onClose}
    >
      <ModelPlaceFields production={production} draft={draft} problems={problems} onChange={set} />
      <FormGroup title="What it is">
        <TwoFields>
          {TEXTS.map(([field, label]) => (
            <TextField
              key={field}
              label={label}
              value={draft[field]}
              onChange={(value) => set({ [field]: value })}
              problem={problemAt(problems, field)}
            />
          ))}
        </TwoFields>
      </FormGroup>
      <Declaration draft={draft} onChange={set} />
    </FormDialog>
  );
}

interface DeclarationProps {
  readonly draft: ModelDraft;
  readonly onChange: (change: Partial<ModelDraft>) => void;
}

function Declaration({ draft, onChange }: DeclarationProps) {
  return (
    <FormGroup title="What its maker declares">
      <SelectField
        label="Trained on"
        value={draft.trainedOn}
        options={TRAINED_ON}
        onChange={(trainedOn) => onChange(declareTraining(draft, trainedOn))}
      />
      <TwoFields>
        <YesNo
          legend="It keeps what it is given"
          value={draft.retainsInputs}
          onChange={(retainsInputs) => onChange({ retainsInputs })}
        />
        <YesNo
          legend="It trains on what it is given"
          value={draft.trainsOnInputs}
          onChange={(trainsOnInputs) => onChange({ trainsOnInputs })}
        />
        <YesNo
          legend="It runs in a secured environment"
          value={draft.environment === 'secured'}
          onChange={(isSecured) => onChange({ environment: isSecured ? 'secured' : 'unsecured' })}
        />
      </TwoFields>
    </FormGroup>
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
