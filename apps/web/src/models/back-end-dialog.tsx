import type { BackEndKind, BackEndRequest } from '@backlot/film';
import type { BackEndKindsView } from '@backlot/server';
import { useQueryClient } from '@tanstack/react-query';
import { modelClient } from '../client/model-client.ts';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';
import { problemOfAddress } from './address-text.ts';
import { nameOfTask } from './model-words.ts';

type Kind = BackEndKindsView['kinds'][number];

interface BackEndDialogProps {
  readonly production: string;
  readonly kinds: readonly Kind[];
  readonly onClose: () => void;
}

interface BackEndDraft {
  readonly kind: BackEndKind | '';
  /** Undefined while it follows the kind. */
  readonly title: string | undefined;
  readonly address: string;
  readonly isOwn: boolean;
  readonly key: string;
}

/** Adds a back end. Its key is encrypted at once and never shown again. */
export function BackEndDialog({ production, kinds, onClose }: BackEndDialogProps) {
  const queries = useQueryClient();
  const kindOf = ({ kind }: BackEndDraft): Kind | undefined => kinds.find((each) => each.kind === kind);
  const titleOf = (draft: BackEndDraft): string => draft.title ?? kindOf(draft)?.title ?? '';
  const { draft, set, problems, dialog } = useForm({
    initial: (): BackEndDraft => ({ ...ownOf(kinds[0]), title: undefined, address: '', key: '' }),
    missingOf: (each) => missingOf({ ...each, title: titleOf(each) }, kindOf(each)),
    send: (sent) => modelClient.addBackEnd(production, requestOf({ ...sent, title: titleOf(sent) })),
    onSent: async () => {
      await queries.invalidateQueries({ queryKey: ['models', production] });
      onClose();
    },
  });
  const kind = kindOf(draft);
  return (
    <FormDialog
      {...dialog}
      title="Add a back end"
      size={620}
      submit="Add it"
      note="Nothing is sent there until somebody tests it or a take needs it."
      onClose={onClose}
    >
      <FormGroup title="What it is">
        <TwoFields>
          <SelectField
            label="Kind"
            value={draft.kind}
            options={kinds.map((each) => [each.kind, each.title] as const)}
            onChange={(chosen) => set({ ...ownOf(kinds.find((each) => each.kind === chosen)) })}
            hint={kind && `Makes ${kind.tasks.map(nameOfTask).join(', ').toLowerCase()}.`}
          />
          <TextField
            label="Title"
            value={titleOf(draft)}
            onChange={(title) => set({ title })}
            problem={problemAt(problems, 'title')}
            hint="As the crew calls it."
          />
        </TwoFields>
        <ChoiceRow
          legend="Whose machine"
          value={draft.isOwn ? 'own' : 'hosted'}
          options={[
            ['own', 'Our own'],
            ['hosted', 'A vendor’s'],
          ]}
          onChange={(whose) => set({ isOwn: whose === 'own' })}
        />
      </FormGroup>
      <FormGroup title="How it is reached">
        <TextField
          label={kind?.needsAddress ? 'Address' : 'Address (optional)'}
          value={draft.address}
          placeholder={kind?.needsAddress ? 'http://10.0.4.12:8188' : ''}
          onChange={(address) => set({ address })}
          problem={problemAt(problems, 'address')}
          hint={
            draft.isOwn
              ? 'Private addresses are reached for machines of your own, and for them alone.'
              : 'Left empty, the vendor’s own. A key never stands in an address.'
          }
        />
        <TextField
          label={kind?.needsKey ? 'Key' : 'Key (optional)'}
          type="password"
          value={draft.key}
          onChange={(key) => set({ key })}
          problem={problemAt(problems, 'key')}
          hint="Encrypted at once, for this production alone, and never shown again but its last four characters."
        />
      </FormGroup>
    </FormDialog>
  );
}

/** What asks for an address stands in one's own house as a rule; what asks for a key does not. */
function ownOf(kind: Kind | undefined): Pick<BackEndDraft, 'kind' | 'isOwn'> {
  return { kind: kind?.kind ?? '', isOwn: kind?.needsAddress ?? false };
}

function missingOf(
  { title, address, isOwn, key }: BackEndDraft & { title: string },
  kind: Kind | undefined,
): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  if (title.trim() === '') missing.set('title', 'Give it a name that the crew knows.');
  if (kind?.needsAddress && address.trim() === '')
    missing.set('address', 'Write where it answers, with http or https.');
  const problem = problemOfAddress(address.trim(), isOwn);
  if (problem !== undefined) missing.set('address', problem);
  if (kind?.needsKey && key.trim() === '') missing.set('key', 'Paste the key that the vendor gave you.');
  return missing;
}

function requestOf({ kind, title, address, isOwn, key }: BackEndDraft & { title: string }): BackEndRequest {
  if (kind === '') throw new Error('No kind of back end was chosen');
  return {
    kind,
    title: title.trim(),
    isOwn,
    ...(address.trim() === '' ? {} : { address: address.trim() }),
    ...(key.trim() === '' ? {} : { key: key.trim() }),
  };
}
