import { type ModelCall, spentOn, type UsdMicros } from '@backlot/film';
import { demandProduction } from '../rights/demand-production.ts';
import type { StudioPorts } from '../studio.ts';
import type { SpendReport } from './models.ts';

/** @throws BacklotError `PRODUCTION_NOT_FOUND` */
export async function reportSpend(ports: Pick<StudioPorts, 'records'>, slug: string): Promise<SpendReport> {
  const { models: terms } = await demandProduction(ports, slug);
  const calls = await ports.records.models.calls.ofProduction(slug);
  const shots = [
    ...new Set([...calls.flatMap(({ shot }) => shot ?? []), ...Object.keys(terms.shotBudgetsUsdMicros)]),
  ].sort();
  return {
    terms,
    spentUsdMicros: sum(calls),
    uncertainUsdMicros: sum(
      calls.filter(({ state, costUsdMicros }) => state !== 'finished' && costUsdMicros === undefined),
    ),
    shots: shots.map((shot) => {
      const ofShot = calls.filter((call) => call.shot === shot);
      const limit = terms.shotBudgetsUsdMicros[shot];
      return {
        shot,
        spentUsdMicros: sum(ofShot),
        ...(limit === undefined ? {} : { limitUsdMicros: limit }),
        callCount: ofShot.filter(({ reuses }) => reuses === undefined).length,
      };
    }),
    calls: [...calls].reverse(),
  };
}

function sum(calls: readonly ModelCall[]): UsdMicros {
  return calls.reduce((total, call) => total + spentOn(call), 0);
}
