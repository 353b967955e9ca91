import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type DraftUse, rightsClient } from './rights-client.ts';

/** What the pages of rights ask for: read anew whenever a page opens, and when news of it come. */
export const rightsQueries = {
  register: (production: string) =>
    queryOptions({
      queryKey: ['register', production],
      queryFn: () => rightsClient.register(production),
      staleTime: 0,
    }),
  usesOfPerformer: (performer: string) =>
    queryOptions({
      queryKey: ['uses', 'performer', performer],
      queryFn: () => rightsClient.usesOfPerformer(performer),
      staleTime: 0,
    }),
  usesOfLicence: (licence: string) =>
    queryOptions({
      queryKey: ['uses', 'licence', licence],
      queryFn: () => rightsClient.usesOfLicence(licence),
      staleTime: 0,
    }),
  deliveries: (production: string) =>
    queryOptions({
      queryKey: ['deliveries', production],
      queryFn: () => rightsClient.deliveries(production),
      staleTime: 0,
    }),
  explainDraft: (production: string, draft: DraftUse) =>
    queryOptions({
      queryKey: ['draft-explanation', production, draft],
      queryFn: () => rightsClient.explainDraft(production, draft),
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  mine: () => queryOptions({ queryKey: ['mine'], queryFn: rightsClient.mine, staleTime: 0 }),
} as const;
