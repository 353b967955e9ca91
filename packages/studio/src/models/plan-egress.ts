import type { CallPlan, Engine, EngineInput } from '@backlot/engine';
import type {
  BackEnd,
  EgressItem,
  EgressManifest,
  ModelCall,
  ModelCard,
  ModelPrice,
  PlannedCall,
  UsdMicros,
} from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { costOfCall } from './cost-of-call.ts';
import { demandWorkable } from './demand-workable.ts';
import { findPaidAnswers } from './find-paid-answers.ts';
import { usualSeconds } from './usual-seconds.ts';

type EgressFile = Extract<EgressItem, { kind: 'file' }>;
type Ports = Pick<StudioPorts, 'records' | 'models'>;

/** Where calls are planned, and the files that they may send. */
interface CallingProduction {
  readonly production: string;
  readonly inputs: readonly (EngineInput & { readonly byteLength: number })[];
  /** Answers that are taken over instead of being asked for again, by the name of their call. */
  readonly paid?: ReadonlyMap<string, ModelCall>;
}

/** What a run would be given. */
export interface PlannedRun extends CallingProduction {
  readonly engine: Engine;
  readonly parameters: unknown;
  readonly recipeHash: string;
}

/**
 * Everything that a run would send to models, and what that would cost; nothing where its engine uses none. Sends nothing.
 * @throws BacklotError `MODEL_REQUEST_INVALID` for what a model is known not to make
 */
export async function planEgress(ports: Ports, run: PlannedRun): Promise<EgressManifest | undefined> {
  const plans = run.engine.planCalls?.(run.parameters, run.inputs);
  return plans && planCalls(ports, { ...run, paid: await findPaidAnswers(ports, run) }, plans);
}

/** The same of calls that are planned already, by whomever. */
export async function planCalls(
  ports: Ports,
  run: CallingProduction,
  plans: readonly CallPlan[],
): Promise<EgressManifest> {
  const cards = await ports.records.rights.models.byIds([...new Set(plans.map(({ card }) => card))]);
  const earlier = plans.length === 0 ? [] : await ports.records.models.calls.ofProduction(run.production);
  const calls: PlannedCall[] = [];
  for (const plan of plans) {
    // Another production's card is no card here.
    const card = cards.find(({ id, production }) => id === plan.card && production === run.production);
    const call = await planCall(ports, run, plan, card);
    calls.push({ ...call, ...(reuseOf(run.paid?.get(plan.name)) ?? timeOf(usualSeconds(earlier, plan))) });
  }
  return { calls };
}

async function planCall(
  ports: Ports,
  run: CallingProduction,
  plan: CallPlan,
  card: ModelCard | undefined,
): Promise<PlannedCall> {
  const found = card?.backEnd === undefined ? undefined : await ports.records.models.backEnds.get(card.backEnd);
  const backEnd = found?.production === run.production ? found : undefined;
  const files = plan.sources.flatMap((source) => toFiles(source, run.inputs));
  const adapter = backEnd && ports.models.adapters.get(backEnd.kind);
  if (card && adapter) demandWorkable(plan, { card, adapter, slots: files.map(({ slot }) => slot) });
  const price = card && (card.price ?? listPrice(ports, backEnd, card));
  const estimate = price ? costOfCall(price, plan) : costOfNone(ports, backEnd);
  return {
    name: plan.name,
    task: plan.task,
    card: plan.card,
    ...(card?.model === undefined ? {} : { model: card.model }),
    ...(backEnd ? { backEnd: describe(ports, backEnd) } : {}),
    items: [...plan.words.map(toWords), ...files],
    asked: askedOf(plan),
    ...(estimate === undefined ? {} : { estimateUsdMicros: estimate }),
  };
}

/** Whoever took an answer over points to the call that paid it. */
function reuseOf(
  paid: ModelCall | undefined,
): Required<Pick<PlannedCall, 'reuses' | 'estimateUsdMicros' | 'estimateS'>> | undefined {
  return paid && { reuses: paid.reuses ?? paid.id, estimateUsdMicros: 0, estimateS: 0 };
}

function timeOf(seconds: number | undefined): Pick<PlannedCall, 'estimateS'> {
  return seconds === undefined ? {} : { estimateS: seconds };
}

function askedOf({
  widthPx,
  heightPx,
  durationFrames,
  frameRate,
  withSound,
}: CallPlan): NonNullable<PlannedCall['asked']> {
  return {
    ...(widthPx === undefined ? {} : { widthPx }),
    ...(heightPx === undefined ? {} : { heightPx }),
    ...(durationFrames === undefined ? {} : { durationFrames }),
    ...(frameRate === undefined ? {} : { frameRate }),
    ...(withSound === undefined ? {} : { withSound }),
  };
}

function describe(
  { models }: Pick<Ports, 'models'>,
  { id, title, kind, address, isOwn }: BackEnd,
): NonNullable<PlannedCall['backEnd']> {
  const adapter = models.adapters.get(kind);
  if (adapter?.isLocal === true) return { id, title, kind, host: 'this machine', isOwn: true };
  const host = address === undefined ? (adapter?.title ?? kind) : new URL(address).host;
  return { id, title, kind, host, isOwn };
}

function toWords({ where, text }: CallPlan['words'][number]): EgressItem {
  return { kind: 'words', where, text, byteLength: Buffer.byteLength(text) };
}

function toFiles(source: CallPlan['sources'][number], inputs: PlannedRun['inputs']): EgressFile[] {
  const { slot, role, madeInto } = source;
  return inputs
    .filter((input) => input.role === role && (source.sha256 ?? input.sha256) === input.sha256)
    .map(({ name, sha256, byteLength }) => ({
      kind: 'file',
      slot,
      role,
      name,
      sha256,
      byteLength,
      ...(madeInto === undefined ? {} : { madeInto }),
    }));
}

function listPrice(
  { models }: Pick<Ports, 'models'>,
  backEnd: BackEnd | undefined,
  card: ModelCard,
): ModelPrice | undefined {
  const offered = backEnd && models.adapters.get(backEnd.kind)?.models.find(({ name }) => name === card.model);
  return offered?.price;
}

/** What runs on this machine is paid to nobody; anything else may cost what nobody has said. */
function costOfNone({ models }: Pick<Ports, 'models'>, backEnd: BackEnd | undefined): UsdMicros | undefined {
  return backEnd && models.adapters.get(backEnd.kind)?.isLocal === true ? 0 : undefined;
}
