import type { ModelCard } from '@backlot/film';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsClient } from '../client/rights-client.ts';
import { ConfirmDialog } from '../forms/confirm-dialog.tsx';
import { ModelDialog } from '../material/model-dialog.tsx';
import rightsStyles from '../rights/rights.module.css';

/** Corrects a card by another in its place, or retires it once somebody has confirmed that. */
export function CardActions({ card }: { readonly card: ModelCard }) {
  const [open, setOpen] = useState<'correction' | 'retirement'>();
  const queries = useQueryClient();
  const name = `${card.name} ${card.version}`;
  const close = (): void => setOpen(undefined);
  return (
    <>
      <button
        type="button"
        className={rightsStyles.link}
        aria-label={`Correct ${name}`}
        onClick={() => setOpen('correction')}
      >
        Correct
      </button>
      <button
        type="button"
        className={rightsStyles.link}
        aria-label={`Retire ${name}`}
        onClick={() => setOpen('retirement')}
      >
        Retire
      </button>
      {open === 'correction' && <ModelDialog production={card.production} card={card} onClose={close} />}
      {open === 'retirement' && (
        <ConfirmDialog
          title={`Retire ${name}?`}
          submit="Retire it"
          onConfirm={() => rightsClient.retireModel(card.id)}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: ['register', card.production] });
            return queries.invalidateQueries({ queryKey: ['models', card.production] });
          }}
          onClose={close}
        >
          <p>No take can be asked for with it any more, and those that wait are refused.</p>
          <p>Takes that were made with it stay as they are, and go on pointing at this card.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
