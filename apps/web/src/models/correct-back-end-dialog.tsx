import type { BackEnd } from '@backlot/film';
import { useQueryClient } from '@tanstack/react-query';
import { modelClient } from '../client/model-client.ts';
import { problemAt } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup } from '../forms/form-group.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';
import { type BackEndCorrection, changeOf, missingOfCorrection } from './back-end-correction.ts';

interface CorrectBackEndDialogProps {
  readonly backEnd: BackEnd;
  /** Its kind has no address of a vendor's own. */
  readonly needsAddress: boolean;
  readonly onClose: () => void;
}

/** Corrects a back end's title or address, or gives it another key: the one before is gone at once. */
export function CorrectBackEndDialog({ backEnd, needsAddress, onClose }: CorrectBackEndDialogProps) {
  const queries = useQueryClient();
  const { draft, set, problems, dialog } = useForm({
    initial: (): BackEndCorrection => ({ title: backEnd.title, address: backEnd.address ?? '', key: '' }),
    missingOf: (each) => missingOfCorrection(each, backEnd, needsAddress),
    send: (sent) => modelClient.changeBackEnd(backEnd.id, changeOf(sent, backEnd)),
    onSent: async () => {
      await queries.invalidateQueries({ queryKey: ['models'] });
      queries.removeQueries({ queryKey: ['back-end-report', backEnd.id] });
      onClose();
    },
  });
  return (
    <FormDialog {...dialog} title={`Correct ${backEnd.title}`} size={560} submit="Correct it" onClose={onClose}>
      <FormGroup title="How it is called and reached">
        <TextField
          label="Title"
          value={draft.title}
          onChange={(title) => set({ title })}
          problem={problemAt(problems, 'title')}
          isFirst
        />
        <TextField
          label={needsAddress ? 'Address' : 'Address (optional)'}
          value={draft.address}
          onChange={(address) => set({ address })}
          problem={problemAt(problems, 'address')}
          hint="Not while calls are under way: they are followed where they were sent."
        />
        <TextField
          label="New key (optional)"
          type="password"
          value={draft.key}
          onChange={(key) => set({ key })}
          problem={problemAt(problems, 'key')}
          hint="Left empty, the key on file stays. A new one is encrypted at once, and the one before is forgotten."
        />
      </FormGroup>
    </FormDialog>
  );
}
