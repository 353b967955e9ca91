import type { TakeDetail } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { studioClient } from '../client/studio-client.ts';
import { useTakeRights } from '../sign-in/use-rights.ts';

/** Picks variants of a take for everyone, and whether this person may. */
export interface PickControl {
  readonly mayPick: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Does nothing for what is picked already. */
  readonly pick: (file: string) => void;
}

/** What is picked stands in the take itself; this changes it. */
export function usePick(take: TakeDetail): PickControl {
  const queries = useQueryClient();
  const mayPick = useTakeRights(take.id)('pick-variant');
  const picking = useMutation({
    mutationFn: (file: string) => studioClient.pickVariant(take.id, file),
    onSuccess: (picked) => {
      queries.setQueryData(['take', take.id], picked);
      return queries.invalidateQueries({ queryKey: ['takes'] });
    },
  });
  return {
    mayPick,
    isPending: picking.isPending,
    error: picking.error,
    pick: (file) => {
      if (mayPick && !picking.isPending && take.pick?.file !== file) picking.mutate(file);
    },
  };
}
