import type { WorkRequest } from '@backlot/film';
import type { RegisterView } from '@backlot/server';
import { useQueryClient } from '@tanstack/react-query';
import { rightsClient } from '../client/rights-client.ts';
import { problemAt } from '../forms/field-problems.ts';
import { FileField } from '../forms/file-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';

interface WorkDraft {
  readonly title: string;
  readonly owner: string;
  readonly reason: string;
  readonly licenceId: string;
  readonly picture: File | undefined;
}

const BLANK: WorkDraft = { title: '', owner: '', reason: '', licenceId: '', picture: undefined };

/** Puts somebody's picture on file. */
export function WorkDialog({ register, onClose }: { readonly register: RegisterView; readonly onClose: () => void }) {
  const production = register.production.slug;
  const queries = useQueryClient();
  const { draft, set, problems, dialog } = useForm({
    initial: () => BLANK,
    missingOf,
    send: async (sent) => {
      if (sent.picture) await rightsClient.addWork(production, requestOf(sent), sent.picture);
    },
    onSent: async () => {
      await queries.invalidateQueries({ queryKey: ['register', production] });
      onClose();
    },
  });
  const covering = register.licences.filter(({ allowedUses }) => allowedUses.includes('reference'));
  return (
    <FormDialog
      {...dialog}
      title="Put a work on file"
      size={600}
      submit="Put on file"
      note="Kept to compare with, and for nothing else."
      onClose={onClose}
    >
      <FormGroup title="What it is">
        <FileField
          label="Picture"
          file={draft.picture}
          accept="image/jpeg,image/png,image/tiff,.exr"
          onChange={(picture) => set({ picture })}
          problem={problemAt(problems, 'picture')}
          hint="JPEG, PNG, TIFF or EXR, at most 64 MiB. Of a film, the frame."
        />
        <TwoFields>
          <TextField
            label="Title"
            value={draft.title}
            placeholder="Harbour mural"
            onChange={(title) => set({ title })}
            problem={problemAt(problems, 'title')}
            isFirst
          />
          <TextField
            label="Owner"
            value={draft.owner}
            onChange={(owner) => set({ owner })}
            problem={problemAt(problems, 'owner')}
          />
        </TwoFields>
      </FormGroup>
      <FormGroup title="Why it is on file">
        <TextField
          label="Reason"
          rows={3}
          value={draft.reason}
          placeholder="The artist objected on 2 May; letter in the production office."
          onChange={(reason) => set({ reason })}
          problem={problemAt(problems, 'reason')}
        />
        {covering.length > 0 && (
          <SelectField
            label="Licence that covers it (optional)"
            value={draft.licenceId}
            options={[['', 'None'] as const, ...covering.map(({ id, title }) => [id, title] as const)]}
            onChange={(licenceId) => set({ licenceId })}
            problem={problemAt(problems, 'licenceId')}
            hint="While it is in force, nothing is held for being like this work."
          />
        )}
      </FormGroup>
    </FormDialog>
  );
}

function missingOf({ title, owner, reason, picture }: WorkDraft): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  if (!picture) missing.set('picture', 'Choose the picture.');
  if (title.trim() === '') missing.set('title', 'Give it a name that the crew finds again.');
  if (owner.trim() === '') missing.set('owner', 'Say whose it is.');
  if (reason.trim() === '') missing.set('reason', 'Say why it is on file.');
  return missing;
}

function requestOf({ title, owner, reason, licenceId }: WorkDraft): WorkRequest {
  return {
    title: title.trim(),
    owner: owner.trim(),
    reason: reason.trim(),
    ...(licenceId === '' ? {} : { licenceId }),
  };
}
