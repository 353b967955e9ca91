import type { ConsentSignature, Performer } from '@backlot/film';
import type { ConsentView } from '@backlot/server';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsClient } from '../client/rights-client.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useForm } from '../forms/use-form.ts';
import { AgreementFields } from './agreement-fields.tsx';
import { type ConsentDraft, draftOfConsent, problemsOfConsent, requestOfConsent } from './consent-draft.ts';
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
  const [file, setFile] = useState<File>();
  // Once the words are recorded only the document is sent again: a failed upload makes no second consent.
  const [recordedId, setRecordedId] = useState<string>();
  const record = async (draft: ConsentDraft): Promise<void> => {
    try {
      const request = requestOfConsent(draft, performer.id);
      const id = recordedId ?? (await rightsClient.recordConsent(performer.production, request)).id;
      setRecordedId(id);
      if (file) await rightsClient.attachDocument(id, file);
    } finally {
      await queries.invalidateQueries({ queryKey: ['register', performer.production] });
    }
  };
  const { dialog, ...form } = useForm({
    initial: () => draftOfConsent(from, likelySigner(performer), today()),
    missingOf: problemsOfConsent,
    send: record,
    onSent: onClose,
  });
  return (
    <FormDialog
      {...dialog}
      title={`Record a consent of ${performer.name}`}
      size={880}
      submit={recordedId ? 'Send the document again' : 'Record as a draft'}
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

/** A living adult signs for themselves; for everybody else somebody does. */
function likelySigner({ status, name, representative }: Performer): Pick<ConsentSignature, 'by' | 'name'> {
  if (status.kind === 'living') return { by: 'performer', name };
  return { by: 'authorised-representative', name: representative?.name ?? '' };
}

/** The reader's own day: `2026-03-04`. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
