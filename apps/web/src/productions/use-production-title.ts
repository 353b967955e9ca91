import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';

/** A production's title; its short name until that is known. */
export function useProductionTitle(production: string): string {
  const productions = useQuery(studioQueries.productions()).data;
  return productions?.find(({ slug }) => slug === production)?.title ?? production;
}
