import type { AccessAction } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';

/** Whether one may; no to everything until the server's rules have been asked. */
export type Rights = (action: AccessAction) => boolean;

/** What one may do in a production, or without one in the studio as a whole. */
export function useRights(production?: string): Rights {
  const rights = useQuery(studioQueries.rights(production)).data ?? [];
  return (action) => rights.includes(action);
}

/** What one may do in some production or other. */
export function useRightsAnywhere(): Rights {
  const rights = useQuery(studioQueries.rightsAnywhere()).data ?? [];
  return (action) => rights.includes(action);
}

/** What one may do with a take. */
export function useTakeRights(takeId: string): Rights {
  const rights = useQuery(studioQueries.takeRights(takeId)).data ?? [];
  return (action) => rights.includes(action);
}
