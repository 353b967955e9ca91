import type { DisclosedShot, ProductionDisclosure } from '@backlot/evidence';
import { formatTakeVersion, type Production } from '@backlot/film';
import { demandProduction } from '../rights/demand-production.ts';
import { listDeliveriesOf } from '../rights/list-deliveries.ts';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';
import { discloseTake, nameOf, type Registers } from './disclose-take.ts';
import { PACK_WORDS } from './disclosure-words.ts';

const PAGE = 500;
/** Told in full; whatever else there is, is told by name. */
const DISCLOSED_STATES: readonly TakeRecord['state'][] = ['approved', 'delivered', 'quarantined'];
/** Whoever stands so was approved, and a delivery of it may have been started at least. */
const MAY_HAVE_LEFT: readonly TakeRecord['state'][] = [...DISCLOSED_STATES, 'rejected'];

/**
 * What was generated or altered in a production, by what, on whose consent, approved by whom, shot by shot, as records and
 * ledger have it now. Quarantined takes are told in full too: what was delivered of them is out there.
 * @throws BacklotError `PRODUCTION_NOT_FOUND`
 */
export async function discloseProduction(ports: StudioPorts, slug: string): Promise<ProductionDisclosure> {
  const production = await demandProduction(ports, slug);
  const ledgerHead = (await ports.records.ledger.head()) ?? null;
  const registers = await readRegisters(ports, slug);
  const takes = await listAllTakes(ports, slug);
  const delivered = takes.filter(({ state }) => MAY_HAVE_LEFT.includes(state));
  const deliveries = (await Promise.all(delivered.map((take) => readDeliveries(ports, take)))).flat();
  return {
    schema: 1,
    studioVersion: ports.version,
    production: { slug, title: production.title },
    policyPacks: listPacks(production),
    generatedAt: registers.at,
    ledgerHead,
    shots: await Promise.all(groupByShot(takes).map(([code, list]) => discloseShot(ports, registers, code, list))),
    deliveries: deliveries.sort((a, b) => a.ledgerIndex - b.ledgerIndex),
  };
}

function listPacks({ packs }: Production): ProductionDisclosure['policyPacks'] {
  return (['house', ...packs] as const).map((id) => ({ id, ...PACK_WORDS[id] }));
}

/** The registers of a production at this moment. */
export async function readRegisters({ records, clock }: StudioPorts, production: string): Promise<Registers> {
  const { rights } = records;
  const [performers, models, consents] = await Promise.all([
    rights.performers.list(production),
    rights.models.list(production),
    rights.consents.list(production),
  ]);
  return {
    performers: new Map(performers.map((each) => [each.id, each])),
    models: new Map(models.map((each) => [each.id, each])),
    consents,
    at: new Date(clock.nowMs()).toISOString(),
  };
}

async function listAllTakes({ records }: StudioPorts, production: string): Promise<TakeRecord[]> {
  const takes: TakeRecord[] = [];
  for (let before: string | undefined; ; ) {
    const page = await records.takes.list({ production, limit: PAGE, ...(before === undefined ? {} : { before }) });
    takes.push(...page);
    before = page.at(-1)?.id;
    if (page.length < PAGE) return takes.reverse();
  }
}

function groupByShot(takes: readonly TakeRecord[]): [string, TakeRecord[]][] {
  const shots = new Map<string, TakeRecord[]>();
  for (const take of takes) shots.set(take.shot, [...(shots.get(take.shot) ?? []), take]);
  return [...shots].sort(([a], [b]) => (a < b ? -1 : 1));
}

async function discloseShot(
  ports: StudioPorts,
  registers: Registers,
  code: string,
  takes: readonly TakeRecord[],
): Promise<DisclosedShot> {
  const isDisclosed = ({ state }: TakeRecord) => DISCLOSED_STATES.includes(state);
  return {
    code,
    takes: await Promise.all(takes.filter(isDisclosed).map((take) => discloseTake(ports, registers, take))),
    otherTakes: takes
      .filter((take) => !isDisclosed(take))
      .map(({ id, version, state, purpose, engine, requestedBy, requestedAt }) => ({
        takeId: id,
        version: formatTakeVersion(version),
        state,
        purpose,
        engine,
        requestedBy: nameOf(requestedBy),
        requestedAt,
      })),
  };
}

async function readDeliveries(ports: StudioPorts, take: TakeRecord): Promise<ProductionDisclosure['deliveries']> {
  const deliveries = await listDeliveriesOf(ports, take.id);
  return deliveries.map(({ takeId, at, by, fileCount, checksumsSha256, ledgerIndex, isUncertain, marksMasters }) => ({
    takeId,
    shot: take.shot,
    version: formatTakeVersion(take.version),
    by: nameOf(by),
    at,
    fileCount,
    checksumsSha256,
    ledgerIndex,
    isUncertain,
    hasMarkedMasters: marksMasters,
  }));
}
