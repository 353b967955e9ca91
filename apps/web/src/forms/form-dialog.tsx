import { useRef, useState } from 'react';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { StudioModal } from '../shell/studio-modal.tsx';
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
  /** Something was typed that would be lost: leaving is asked for twice. */
  readonly isChanged?: boolean;
  readonly onSubmit: () => void;
  /** Called when somebody tried to send it while something was missing. */
  readonly onIncomplete: () => void;
  readonly onClose: () => void;
  readonly tone?: 'danger';
  /** Beside the buttons: what happens next. */
  readonly note?: React.ReactNode;
  readonly children: React.ReactNode;
}

/**
 * A form over the page. Escape leaves; where something was typed, the first Escape only asks, since a consent is long to
 * write and Escape is near.
 */
export function FormDialog(props: FormDialogProps) {
  const {
    title,
    size,
    isPending,
    error,
    missing,
    isChanged = false,
    onSubmit,
    onIncomplete,
    onClose,
    children,
  } = props;
  const [isLeaving, setLeaving] = useState(false);
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
  const leave = (): void => {
    if (isChanged && !isLeaving) setLeaving(true);
    else onClose();
  };
  return (
    <StudioModal title={title} size={size} onClose={leave}>
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
        <Answer error={error} />
        {isLeaving ? (
          <Leaving onStay={() => setLeaving(false)} onLeave={onClose} />
        ) : (
          <Foot {...props} onClose={leave} />
        )}
      </form>
    </StudioModal>
  );
}

function Foot({ note, submit, tone, isPending, onClose }: FormDialogProps) {
  return (
    <div className={styles.foot}>
      {note && <div className={styles.footNote}>{note}</div>}
      <button type="button" className={styles.cancel} onClick={onClose}>
        Cancel
      </button>
      <button type="submit" className={styles.submit} data-tone={tone} disabled={isPending}>
        {isPending ? 'Sending' : submit}
      </button>
    </div>
  );
}

function Leaving({ onStay, onLeave }: { readonly onStay: () => void; readonly onLeave: () => void }) {
  return (
    <div className={styles.foot} role="alertdialog" aria-label="Leave the form?">
      <div className={styles.footNote}>What you typed is not recorded yet.</div>
      <button type="button" className={styles.cancel} onClick={onLeave}>
        Discard it
      </button>
      <button type="button" className={styles.submit} ref={(button) => button?.focus()} onClick={onStay}>
        Keep writing
      </button>
    </div>
  );
}

/** The studio's refusal: in full, or by pointing at the fields that it speaks of. */
function Answer({ error }: Pick<FormDialogProps, 'error'>) {
  if (error === null || error === undefined) return null;
  return (
    <div className={styles.answer}>
      {problemsOfFields(error).size > 0 ? (
        <p className={styles.answerText} role="alert">
          The studio did not take it. What is wrong stands beside the fields.
        </p>
      ) : (
        <ProblemNotice error={error} />
      )}
    </div>
  );
}
