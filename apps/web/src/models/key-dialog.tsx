import type { BackEnd } from '@backlot/film';
import { useQueryClient } from '@tanstack/react-query';
import { modelClient } from '../client/model-client.ts';
import { problemAt } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup } from '../forms/form-group.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';

/** Gives a back end another key. The one before is gone at once. */
export function KeyDialog({ backEnd, onClose }: { readonly backEnd: BackEnd; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { draft, set, problems, dialog } = useForm({
    initial: () => ({ key: '' }),
    missingOf: ({ key }) => new Map(key.trim() === '' ? [['key', 'Paste the new key.']] : []),
    send: ({ key }) => modelClient.changeBackEnd(backEnd.id, { key: key.trim() }),
    onSent: async () => {
      await queries.invalidateQueries({ queryKey: ['models'] });
      onClose();
    },
  });
  return (
    <FormDialog {...dialog} title={`Key of ${backEnd.title}`} size={480} submit="Change it" onClose={onClose}>
      <FormGroup title="Another key">
        <TextField
          label="Key"
          type="password"
          value={draft.key}
          onChange={(key) => set({ key })}
          problem={problemAt(problems, 'key')}
          hint="Encrypted at once and never shown again but its last four characters. The one before is forgotten."
          isFirst
        />
      </FormGroup>
    </FormDialog>
  );
}
