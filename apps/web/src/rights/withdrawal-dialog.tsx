import type { TakeUseView, WithdrawalView } from '@backlot/server';
import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '../forms/form-dialog.tsx';
import { TextField } from '../forms/text-field.tsx';
import { formatCount } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { TakeUses } from './take-uses.tsx';
import { WithdrawalAnswer } from './withdrawal-answer.tsx';
import styles from './withdrawal-dialog.module.css';

interface WithdrawalDialogProps {
  readonly title: string;
  /** What is taken back, and what that means, in a sentence or two. */
  readonly what: React.ReactNode;
  readonly submit: string;
  /** Whose or what the takes use: a performer's name, a licence's title. */
  readonly subject: string;
  /** Takes that stand on it; undefined while they are being looked up. */
  readonly takes: readonly TakeUseView[] | undefined;
  readonly takesError: unknown;
  readonly onWithdraw: (text: string) => Promise<WithdrawalView>;
  /** Whether performers withdraw themselves. */
  readonly isOwn?: boolean;
  readonly onClose: () => void;
}

/** One confirmation: what is used before, what was stopped afterwards. */
export function WithdrawalDialog(props: WithdrawalDialogProps) {
  const { title, what, submit, subject, takes, takesError, onWithdraw, isOwn = false, onClose } = props;
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const withdrawal = useMutation({
    mutationFn: () => onWithdraw(text.trim()),
    onSuccess: () => queries.invalidateQueries(),
  });
  // As they stood before: the list that was confirmed.
  const [confirmed, setConfirmed] = useState<readonly TakeUseView[]>([]);
  if (withdrawal.data) {
    return (
      <Modal opened onClose={onClose} title={title} size={720} centered closeButtonProps={{ 'aria-label': 'Close' }}>
        <WithdrawalAnswer answer={withdrawal.data} takes={confirmed} isOwn={isOwn} onClose={onClose} />
      </Modal>
    );
  }
  return (
    <FormDialog
      title={title}
      size={720}
      submit={submit}
      tone="danger"
      isPending={withdrawal.isPending}
      error={withdrawal.error}
      missing={NOTHING}
      onIncomplete={() => undefined}
      onSubmit={() => {
        setConfirmed(takes ?? []);
        withdrawal.mutate();
      }}
      onClose={onClose}
      note="It holds at once and cannot be undone. A new agreement can be recorded later."
    >
      <p className={styles.what}>{what}</p>
      <h3 className={styles.title}>{takes === undefined ? 'Looking up the takes' : usedBy(takes.length, subject)}</h3>
      {takesError !== null && takesError !== undefined && <ProblemNotice error={takesError} />}
      {takes && takes.length > 0 && <TakeUses takes={takes} isNarrow />}
      <p className={styles.meaning}>
        What nothing else covers stops: running work ends, files are withheld, downloads end. What was delivered before
        is listed, to be called back.
      </p>
      <TextField
        label="Words for the record (optional)"
        rows={2}
        value={text}
        onChange={setText}
        hint="Kept in the ledger, which is never erased."
        isFirst
      />
    </FormDialog>
  );
}

const NOTHING: ReadonlyMap<string, string> = new Map();

function usedBy(count: number, subject: string): string {
  return `${formatCount(count, 'take')} ${count === 1 ? 'uses' : 'use'} ${subject}`;
}
