import { Modal } from '@mantine/core';
import { useRef } from 'react';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { type FieldProblems, problemsOfFields } from './field-problems.ts';
import styles from './forms.module.css';

interface FormDialogProps {
  readonly title: string;
  /** Width, px. */
  readonly size: number;
  readonly submit: string;
  readonly isPending: boolean;
  readonly error: unknown;
  /** What the person still has to fill in; nothing is sent while there is something. */
  readonly missing: FieldProblems;
  readonly onSubmit: () => void;
  /** Called when somebody tried to send it while something was missing. */
  readonly onIncomplete: () => void;
  readonly onClose: () => void;
  readonly tone?: 'danger';
  /** Beside the buttons: what happens next. */
  readonly note?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** A form over the page. What was typed stays until it was taken or the person leaves; Escape leaves. */
export function FormDialog(props: FormDialogProps) {
  const { title, size, submit, isPending, error, missing, onSubmit, onIncomplete, onClose, tone, note, children } =
    props;
  const form = useRef<HTMLFormElement>(null);
  const send = (): void => {
    if (isPending) return;
    if (missing.size === 0) {
      onSubmit();
      return;
    }
    onIncomplete();
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        ref={form}
        noValidate
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className={styles.dialogBody}>{children}</div>
        {error !== null && error !== undefined && (
          <div className={styles.answer}>
            {problemsOfFields(error).size > 0 ? (
              <p className={styles.answerText} role="alert">
                The studio did not take it. What is wrong stands beside the fields.
              </p>
            ) : (
              <ProblemNotice error={error} />
            )}
          </div>
        )}
        <div className={styles.foot}>
          {note && <div className={styles.footNote}>{note}</div>}
          <button type="button" className={styles.cancel} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={styles.submit} data-tone={tone} disabled={isPending}>
            {isPending ? 'Sending' : submit}
          </button>
        </div>
      </form>
    </Modal>
  );
}
