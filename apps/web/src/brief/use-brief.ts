import type { BriefPlanView } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { modelClient } from '../client/model-client.ts';

/** A brief, and the card of the model that is to read it. */
export interface Brief {
  readonly card: string;
  readonly text: string;
}

/** What reading a brief would send, and then what was read; both of the brief as it stands, or of none. */
export function useBrief(production: string, brief: Brief) {
  const queries = useQueryClient();
  const planning = useMutation({ mutationFn: (asked: Brief) => modelClient.planBrief(production, asked) });
  const reading = useMutation({
    mutationFn: (asked: Brief) => modelClient.readBrief(production, asked),
    onSettled: () => queries.invalidateQueries({ queryKey: ['models'] }),
  });
  const isOf = (asked: Brief | undefined): boolean => asked?.card === brief.card && asked.text === brief.text;
  const isPlanned = isOf(planning.variables);
  const isRead = isOf(reading.variables);
  return {
    plan: isPlanned ? planning.data : undefined,
    reading: isRead ? reading.data?.reading : undefined,
    error: (isRead ? reading.error : null) ?? (isPlanned ? planning.error : null),
    isPending: planning.isPending || reading.isPending,
    isReading: reading.isPending,
    look: () => planning.mutate(brief),
    read: () => reading.mutate(brief),
  };
}

/** A brief has no approvals: it is sent where policy and budget allow it at once, or not at all. */
export function maySend({ explanation, refusal }: BriefPlanView): boolean {
  return explanation.decision.outcome === 'allow' && refusal === undefined;
}
