import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.ts';

/** News come by events, so nothing is asked for twice on a timer; only an unreachable studio is tried again. */
export function createStudioQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 5 && error instanceof ApiProblem && error.code === 'STUDIO_UNREACHABLE',
        retryDelay: (count) => Math.min(5000, 500 * 2 ** count),
      },
    },
  });
}
