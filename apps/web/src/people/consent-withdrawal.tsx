import type { ConsentView, TakeUseView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { rightsClient } from '../client/rights-client.ts';
import { rightsQueries } from '../client/rights-queries.ts';
import { nameOfKind } from '../rights/rights-words.ts';
import { WithdrawalDialog } from '../rights/withdrawal-dialog.tsx';

interface ConsentWithdrawalProps {
  readonly consent: ConsentView;
  readonly performerName: string;
  /** Given where performers withdraw themselves: every take that uses them. */
  readonly takes?: readonly TakeUseView[];
  readonly onClose: () => void;
}

/** Takes a consent back, after showing which takes use its performer. */
export function ConsentWithdrawal({ consent, performerName, takes, onClose }: ConsentWithdrawalProps) {
  const uses = useQuery({ ...rightsQueries.usesOfPerformer(consent.performer), enabled: takes === undefined });
  return (
    <WithdrawalDialog
      title="Withdraw consent"
      submit="Withdraw now"
      what={
        <>
          {performerName}: {nameOfKind(consent.kind).toLowerCase()}. Nothing may rely on this agreement any more.
        </>
      }
      subject={performerName}
      takes={takes ?? uses.data?.takes}
      takesError={uses.error}
      onWithdraw={(text) => rightsClient.withdrawConsent(consent.id, text)}
      isOwn={takes !== undefined}
      onClose={onClose}
    />
  );
}
