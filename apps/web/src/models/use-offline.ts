import { useQuery } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { useRights } from '../sign-in/use-rights.ts';

/** What is offline, so that nothing is sent to models: the studio, or this production; undefined where things are sent. */
export function useOffline(production: string, isKnown = true): 'studio' | 'production' | undefined {
  const enabled = useRights(production)('view-models') && isKnown;
  const isStudioOffline = useQuery({ ...modelQueries.kinds(), enabled }).data?.isOffline ?? false;
  const models = useQuery({ ...modelQueries.models(production), enabled }).data;
  if (isStudioOffline) return 'studio';
  return models?.terms.isOffline ? 'production' : undefined;
}
