import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';

/** What is offline, so that nothing is sent to models: the studio, or this production; undefined where things are sent. */
export function useOffline(production: string): 'studio' | 'production' | undefined {
  const productions = useQuery(studioQueries.productions()).data;
  return productions?.find(({ slug }) => slug === production)?.offline ?? undefined;
}
