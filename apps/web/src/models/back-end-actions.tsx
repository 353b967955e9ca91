import type { BackEnd } from '@backlot/film';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { modelClient } from '../client/model-client.ts';
import { ConfirmDialog } from '../forms/confirm-dialog.tsx';
import rightsStyles from '../rights/rights.module.css';
import { CorrectBackEndDialog } from './correct-back-end-dialog.tsx';

interface BackEndActionsProps {
  readonly backEnd: BackEnd;
  readonly needsAddress: boolean;
  /** Names of the cards that could make nothing without it. */
  readonly cards: readonly string[];
}

/** Corrects a back end, or removes it once somebody has confirmed that. */
export function BackEndActions({ backEnd, needsAddress, cards }: BackEndActionsProps) {
  const [open, setOpen] = useState<'correction' | 'removal'>();
  const queries = useQueryClient();
  const { id, title } = backEnd;
  const close = (): void => setOpen(undefined);
  return (
    <>
      <button
        type="button"
        className={rightsStyles.button}
        aria-label={`Correct ${title}`}
        onClick={() => setOpen('correction')}
      >
        Correct
      </button>
      <button
        type="button"
        className={rightsStyles.danger}
        aria-label={`Remove ${title}`}
        onClick={() => setOpen('removal')}
      >
        Remove
      </button>
      {open === 'correction' && <CorrectBackEndDialog backEnd={backEnd} needsAddress={needsAddress} onClose={close} />}
      {open === 'removal' && (
        <ConfirmDialog
          title={`Remove ${title}?`}
          submit="Remove it"
          onConfirm={() => modelClient.removeBackEnd(id)}
          onDone={() => queries.invalidateQueries({ queryKey: ['models'] })}
          onClose={close}
        >
          <p>
            Its key is forgotten, and nothing is sent there any more. Its calls stay in the account and in the ledger.
          </p>
          {cards.length > 0 && <p>Nothing can be made with {cards.join(', ')} until the card is corrected.</p>}
        </ConfirmDialog>
      )}
    </>
  );
}
