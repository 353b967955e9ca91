import { queryOptions } from '@tanstack/react-query';
import { studioClient } from './studio-client.ts';

/** What the pages ask for, by the keys that events make stale. */
export const studioQueries = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: studioClient.me }),
  /** What one may do in a production, or in the studio as a whole. */
  rights: (production?: string) =>
    queryOptions({ queryKey: ['rights', production ?? '*'], queryFn: () => studioClient.rights(production) }),
  rightsAnywhere: () => queryOptions({ queryKey: ['rights', 'anywhere'], queryFn: studioClient.rightsAnywhere }),
  takeRights: (id: string) =>
    queryOptions({ queryKey: ['rights', 'take', id], queryFn: () => studioClient.takeRights(id) }),
  members: (production?: string) =>
    queryOptions({ queryKey: ['members', production ?? '*'], queryFn: () => studioClient.listMembers(production) }),
  keys: (production: string) =>
    queryOptions({ queryKey: ['keys', production], queryFn: () => studioClient.listKeys(production) }),
  tokens: () => queryOptions({ queryKey: ['tokens'], queryFn: studioClient.listTokens }),
  productions: () => queryOptions({ queryKey: ['productions'], queryFn: studioClient.listProductions }),
  shots: (production: string) =>
    queryOptions({ queryKey: ['shots', production], queryFn: () => studioClient.listShots(production) }),
  takesOfShot: (production: string, shot: string) =>
    queryOptions({
      queryKey: ['takes', production, shot],
      queryFn: () => studioClient.listTakes({ production, shot, limit: '200' }),
    }),
  takesOfProduction: (production: string) =>
    queryOptions({
      queryKey: ['takes', production],
      queryFn: () => studioClient.listTakes({ production, limit: '200' }),
    }),
  recentTakes: () =>
    queryOptions({ queryKey: ['takes', 'recent'], queryFn: () => studioClient.listTakes({ limit: '200' }) }),
  take: (id: string) => queryOptions({ queryKey: ['take', id], queryFn: () => studioClient.getTake(id) }),
  reviews: (id: string) => queryOptions({ queryKey: ['reviews', id], queryFn: () => studioClient.listReviews(id) }),
  ledgerOfTake: (id: string) =>
    queryOptions({ queryKey: ['take-ledger', id], queryFn: () => studioClient.ledgerOfTake(id), staleTime: 0 }),
  explanation: (id: string) =>
    queryOptions({ queryKey: ['explanation', id], queryFn: () => studioClient.explainTake(id), staleTime: 0 }),
  verification: (id: string) =>
    queryOptions({ queryKey: ['verification', id], queryFn: () => studioClient.verifyTake(id), staleTime: 0 }),
  ledger: (from: number, limit: number) =>
    queryOptions({
      queryKey: ['ledger', from, limit],
      queryFn: () => studioClient.readLedger(from, limit),
      staleTime: 0,
    }),
  ledgerReport: () => queryOptions({ queryKey: ['ledger-report'], queryFn: studioClient.verifyLedger, staleTime: 0 }),
} as const;
