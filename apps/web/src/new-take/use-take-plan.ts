import type { TakePlanView } from '@backlot/server';
import { useMutation } from '@tanstack/react-query';
import { studioClient, type TakeOrder } from '../client/studio-client.ts';

/** The plan of a request, and whether it is still that of the request as it stands. */
export interface TakePlanControl {
  readonly plan: TakePlanView | undefined;
  readonly isFresh: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Asks anew; `onSeen` once the answer is there. */
  readonly look: (onSeen: () => void) => void;
}

/** Asks what a request would send, cost and be told. Inputs go to the studio for it, and no further. */
export function useTakePlan(order: TakeOrder): TakePlanControl {
  const planning = useMutation({
    mutationFn: async (asked: TakeOrder) => ({ asked, plan: await studioClient.planTake(asked) }),
  });
  return {
    plan: planning.data?.plan,
    isFresh: planning.data !== undefined && isSame(planning.data.asked, order),
    isPending: planning.isPending,
    // A refusal is of the request as it was: once that is changed, it says nothing any more.
    error: planning.variables && isSame(planning.variables, order) ? planning.error : null,
    look: (onSeen) => planning.mutate(order, { onSuccess: onSeen }),
  };
}

function isSame(a: TakeOrder, b: TakeOrder): boolean {
  return a.engine === b.engine && a.setUp === b.setUp && a.files === b.files && a.reused === b.reused;
}
