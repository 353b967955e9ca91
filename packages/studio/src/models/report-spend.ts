import type { UsdMicros } from '@backlot/film';
import type { ShotAccount } from '../ports/models.ts';
import { demandProduction } from '../rights/demand-production.ts';
import type { StudioPorts } from '../studio.ts';
import type { ShotSpend, SpendReport } from './models.ts';

/** `mostCalls`: of how many calls it tells; absent: of all. @throws BacklotError `PRODUCTION_NOT_FOUND` */
export async function reportSpend(
  ports: Pick<StudioPorts, 'records'>,
  slug: string,
  mostCalls?: number,
): Promise<SpendReport> {
  const { models: terms } = await demandProduction(ports, slug);
  const { calls } = ports.records.models;
  const [accounts, latest] = await Promise.all([calls.accounts(slug), calls.ofProduction(slug, mostCalls)]);
  const shots = new Set([...accounts.flatMap(({ shot }) => shot ?? []), ...Object.keys(terms.shotBudgetsUsdMicros)]);
  return {
    terms,
    spentUsdMicros: sumOf(accounts, 'spentUsdMicros'),
    uncertainUsdMicros: sumOf(accounts, 'uncertainUsdMicros'),
    shots: [...shots].sort().map((shot) => spendOf(shot, accounts, terms.shotBudgetsUsdMicros[shot])),
    calls: [...latest].reverse(),
  };
}

function spendOf(shot: string, accounts: readonly ShotAccount[], limit: UsdMicros | undefined): ShotSpend {
  const { spentUsdMicros = 0, callCount = 0 } = accounts.find((account) => account.shot === shot) ?? {};
  return { shot, spentUsdMicros, ...(limit === undefined ? {} : { limitUsdMicros: limit }), callCount };
}

function sumOf(accounts: readonly ShotAccount[], what: 'spentUsdMicros' | 'uncertainUsdMicros'): UsdMicros {
  return accounts.reduce((total, account) => total + account[what], 0);
}
