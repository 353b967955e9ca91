import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type FieldProblems, problemsOfFields } from './field-problems.ts';

interface FormOptions<Draft extends object, Answer> {
  /** The form as it opens. */
  readonly initial: () => Draft;
  /** What still has to be filled in, by path; shown once somebody tried to send the form. */
  readonly missingOf: (draft: Draft) => FieldProblems;
  readonly send: (draft: Draft) => Promise<Answer>;
  /** Called once the studio took it. */
  readonly onSent: (answer: Answer) => unknown;
}

/** A form's draft with what is wrong with it; `dialog` is what `FormDialog` needs to know. */
export function useForm<Draft extends object, Answer>({
  initial,
  missingOf,
  send,
  onSent,
}: FormOptions<Draft, Answer>) {
  const [first] = useState(initial);
  const [draft, setDraft] = useState(first);
  const [isChecked, setChecked] = useState(false);
  const sending = useMutation({ mutationFn: () => send(draft), onSuccess: onSent });
  const missing = missingOf(draft);
  const problems = isChecked && missing.size > 0 ? missing : problemsOfFields(sending.error);
  const set = (change: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...change }));
    if (sending.error) sending.reset();
  };
  const dialog = {
    isPending: sending.isPending,
    error: sending.error,
    missing,
    isChanged: draft !== first,
    onSubmit: () => sending.mutate(),
    onIncomplete: () => setChecked(true),
  };
  return { draft, set, problems, dialog };
}
