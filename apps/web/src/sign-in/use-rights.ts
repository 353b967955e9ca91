import type { AccessAction } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';

/** What one may do with a take, as the server's rules say; nothing until they have been asked. */
export function useTakeRights(takeId: string): (action: AccessAction) => boolean {
  const rights = useQuery(studioQueries.takeRights(takeId)).data ?? [];
  return (action) => rights.includes(action);
}
