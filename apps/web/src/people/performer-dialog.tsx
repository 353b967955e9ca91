import type { Performer, PerformerStatus } from '@backlot/film';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rightsClient } from '../client/rights-client.ts';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { type Options, SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';
import { REPRESENTATIVE_ROLES } from '../rights/rights-words.ts';
import { draftOfPerformer, missingOfPerformer, type PerformerDraft, requestOfPerformer } from './performer-draft.ts';
import { StatusFields } from './status-fields.tsx';

interface PerformerDialogProps {
  readonly production: string;
  /** Whose record is changed; absent for a new one. */
  readonly performer?: Performer;
  readonly onClose: () => void;
}

const KINDS: Options<PerformerStatus['kind']> = [
  ['living', 'Living'],
  ['deceased', 'Deceased'],
  ['minor', 'Minor'],
  ['synthetic', 'Synthetic'],
];

/** What the parts of the form work with. */
export interface PerformerFormProps {
  readonly draft: PerformerDraft;
  readonly set: (change: Partial<PerformerDraft>) => void;
  readonly problems: ReadonlyMap<string, string>;
}

/** Registers a performer, or changes what the register says of one. */
export function PerformerDialog({ production, performer, onClose }: PerformerDialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { dialog, ...form } = useForm({
    initial: () => draftOfPerformer(performer),
    missingOf: missingOfPerformer,
    send: (sent) =>
      performer
        ? rightsClient.changePerformer(performer.id, requestOfPerformer(sent))
        : rightsClient.addPerformer(production, requestOfPerformer(sent)),
    onSent: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['register', production] });
      onClose();
      const search = { performer: id };
      await navigate({ to: '/productions/$production/people', params: { production }, search });
    },
  });
  const { draft, set, problems } = form;
  return (
    <FormDialog
      {...dialog}
      title={performer ? `Edit ${performer.name}` : 'Register a performer'}
      size={680}
      submit={performer ? 'Save' : 'Register'}
      onClose={onClose}
    >
      <FormGroup title="Who they are">
        <TextField
          label="Name"
          value={draft.name}
          onChange={(name) => set({ name })}
          problem={problemAt(problems, 'name')}
          isFirst
        />
        <ChoiceRow legend="Status" value={draft.kind} options={KINDS} onChange={(kind) => set({ kind })} />
        <StatusFields {...form} />
        <NameFields {...form} />
      </FormGroup>
      <RepresentativeFields {...form} />
    </FormDialog>
  );
}

function NameFields({ draft, set, problems }: PerformerFormProps) {
  return (
    <TwoFields>
      <TextField
        label="Characters they play, one a line"
        rows={2}
        value={draft.characters}
        onChange={(characters) => set({ characters })}
        problem={problemAt(problems, 'characters')}
        hint="These names stand for them in prompts."
      />
      <TextField
        label="Other names, one a line"
        rows={2}
        value={draft.aliases}
        onChange={(aliases) => set({ aliases })}
        problem={problemAt(problems, 'aliases')}
        hint="Stage names, nicknames, handles."
      />
    </TwoFields>
  );
}

function RepresentativeFields({ draft, set, problems }: PerformerFormProps) {
  return (
    <FormGroup title="Who speaks for them">
      <TwoFields>
        <TextField
          label="Represented by (optional)"
          value={draft.representativeName}
          onChange={(representativeName) => set({ representativeName })}
          problem={problemAt(problems, 'representative.name')}
        />
        <SelectField
          label="As their"
          value={draft.representativeRole}
          options={REPRESENTATIVE_ROLES}
          onChange={(representativeRole) => set({ representativeRole })}
        />
        <TextField
          label="E-mail (optional)"
          type="email"
          value={draft.representativeEmail}
          onChange={(representativeEmail) => set({ representativeEmail })}
          problem={problemAt(problems, 'representative.email')}
        />
        <TextField
          label="Union (optional)"
          value={draft.union}
          placeholder="SAG-AFTRA"
          onChange={(union) => set({ union })}
          problem={problemAt(problems, 'union')}
        />
      </TwoFields>
    </FormGroup>
  );
}
