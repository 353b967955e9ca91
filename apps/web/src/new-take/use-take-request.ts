import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { studioClient, type TakeOrder } from '../client/studio-client.ts';

/** Asks for a take and goes to its page. */
export function useTakeRequest(onClose: () => void) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: TakeOrder) => studioClient.requestTake(order),
    onSuccess: async (take) => {
      await queries.invalidateQueries();
      onClose();
      await navigate({ to: '/takes/$take', params: { take: take.id } });
    },
  });
}
