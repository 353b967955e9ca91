import type { Performer } from '@backlot/film';
import type { ConsentView } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsClient } from '../client/rights-client.ts';
import { problemsOfFields } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { AgreementFields } from './agreement-fields.tsx';
import { type ConsentDraft, draftOfConsent, missingOfConsent, requestOfConsent } from './consent-draft.ts';
import { ScopeFields } from './scope-fields.tsx';
import { SignatureFields } from './signature-fields.tsx';

interface ConsentDialogProps {
  readonly performer: Performer;
  /** An earlier consent to begin with. */
  readonly from?: ConsentView;
  readonly onClose: () => void;
}

/** What the parts of the form work with. */
export interface ConsentFormProps {
  readonly draft: ConsentDraft;
  readonly set: (change: Partial<ConsentDraft>) => void;
  readonly problems: ReadonlyMap<string, string>;
}

/** Records what a performer agreed to, as a draft, with the signed document where it is at hand. */
export function ConsentDialog({ performer, from, onClose }: ConsentDialogProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() =>
    draftOfConsent(
      from,
      performer.status.kind === 'living' ? performer.name : (performer.representative?.name ?? ''),
      today(),
    ),
  );
  const [file, setFile] = useState<File>();
  const [isChecked, setChecked] = useState(false);
  // Once the words are recorded only the document is sent again: a failed upload makes no second consent.
  const [recordedId, setRecordedId] = useState<string>();
  const sending = useMutation({
    mutationFn: async () => {
      const id =
        recordedId ??
        (await rightsClient.recordConsent(performer.production, requestOfConsent(draft, performer.id))).id;
      setRecordedId(id);
      if (file) await rightsClient.attachDocument(id, file);
    },
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['register', performer.production] }),
  });
  const missing = missingOfConsent(draft);
  const problems = isChecked && missing.size > 0 ? missing : problemsOfFields(sending.error);
  const set = (change: Partial<ConsentDraft>): void => {
    setDraft((before) => ({ ...before, ...change }));
    if (sending.error) sending.reset();
  };
  const form = { draft, set, problems };
  return (
    <FormDialog
      title={`Record a consent of ${performer.name}`}
      size={880}
      submit={recordedId ? 'Send the document again' : 'Record as a draft'}
      isPending={sending.isPending}
      error={sending.error}
      missing={missing}
      onIncomplete={() => setChecked(true)}
      onSubmit={() => sending.mutate()}
      onClose={onClose}
      note={
        recordedId
          ? 'The draft is recorded. Only its document is missing.'
          : 'Nothing may rely on a draft. You grant it once the signed document is attached.'
      }
    >
      <AgreementFields {...form} />
      <ScopeFields {...form} production={performer.production} />
      <SignatureFields {...form} performer={performer} file={file} onFile={setFile} />
    </FormDialog>
  );
}

/** The reader's own day: `2026-03-04`. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
