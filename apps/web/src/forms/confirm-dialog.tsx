import { useMutation } from '@tanstack/react-query';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';

interface ConfirmDialogProps {
  readonly title: string;
  readonly submit: string;
  /** What it means, in sentences. */
  readonly children: React.ReactNode;
  readonly onConfirm: () => Promise<unknown>;
  /** Called once it is done. */
  readonly onDone: () => unknown;
  readonly onClose: () => void;
}

/** Asks before what cannot be undone. It begins at Cancel, so that Enter alone does nothing. */
export function ConfirmDialog({ title, submit, children, onConfirm, onDone, onClose }: ConfirmDialogProps) {
  const doing = useMutation({ mutationFn: onConfirm, onSuccess: onDone });
  return (
    <FormDialog
      title={title}
      size={520}
      submit={submit}
      tone="danger"
      isPending={doing.isPending}
      error={doing.error}
      missing={NOTHING}
      onIncomplete={() => undefined}
      onSubmit={() => doing.mutate()}
      onClose={onClose}
      note="It cannot be undone."
    >
      <div className={styles.said}>{children}</div>
    </FormDialog>
  );
}

const NOTHING: ReadonlyMap<string, string> = new Map();
