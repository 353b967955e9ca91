import type { ModelTermsChange } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { modelClient } from '../client/model-client.ts';

/** Changes what it is given of the terms on which a production uses models. */
export function useTerms(production: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: ModelTermsChange) => modelClient.changeTerms(production, change),
    onSuccess: () =>
      Promise.all(['models', 'register', 'productions'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
