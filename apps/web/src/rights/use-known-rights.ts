import type { MineView, RegisterView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { rightsQueries } from '../client/rights-queries.ts';
import { useWho } from '../sign-in/signed-in.tsx';
import { useRights } from '../sign-in/use-rights.ts';

/** Entries that names are looked up in. */
export interface KnownRights {
  readonly performers: RegisterView['performers'] | MineView['performers'];
  readonly consents: RegisterView['consents'] | MineView['consents'];
  readonly licences: RegisterView['licences'];
  readonly models: RegisterView['models'];
  /** Whether its pages may be opened as well. */
  readonly isRegister: boolean;
}

/** The production's register for its crew, a performer's own entries for a performer, nothing for a guest. */
export function useKnownRights(production: string): KnownRights {
  const isCrew = useRights(production)('view-register');
  const isPerformer = useWho().performers.length > 0;
  const register = useQuery({ ...rightsQueries.register(production), enabled: isCrew }).data;
  const mine = useQuery({ ...rightsQueries.mine(), enabled: !isCrew && isPerformer }).data;
  if (register) return { ...register, isRegister: true };
  return { performers: [], consents: [], licences: [], models: [], ...mine, isRegister: false };
}
