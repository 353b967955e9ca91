import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { modelClient } from './model-client.ts';

/** What the pages ask about models. */
export const modelQueries = {
  kinds: () => queryOptions({ queryKey: ['back-end-kinds'], queryFn: modelClient.kinds }),
  models: (production: string) =>
    queryOptions({
      queryKey: ['models', production],
      queryFn: () => modelClient.models(production),
      staleTime: 0,
    }),
  /** Speaks with the back end itself, so it is asked only where somebody waits for the answer. */
  report: (backEnd: string) =>
    queryOptions({
      queryKey: ['back-end-report', backEnd],
      queryFn: () => modelClient.testBackEnd(backEnd),
      retry: false,
    }),
  words: (production: string, text: string, people: readonly string[]) =>
    queryOptions({
      queryKey: ['words', production, text, people],
      queryFn: () => modelClient.checkWords(production, text, people),
      placeholderData: keepPreviousData,
    }),
  calls: (take: string) =>
    queryOptions({ queryKey: ['calls', take], queryFn: () => modelClient.callsOfTake(take), staleTime: 0 }),
} as const;
