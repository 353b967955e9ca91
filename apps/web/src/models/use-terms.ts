import type { ModelTerms } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { modelClient } from '../client/model-client.ts';

/** Changes on what terms a production uses models. */
export function useTerms(production: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (terms: ModelTerms) => modelClient.changeTerms(production, terms),
    onSuccess: () =>
      Promise.all(['models', 'register', 'productions'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
