import type { CallPlan, Engine } from '@backlot/engine';
import type { EgressManifest, ModelCall, ModelCard } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { demandPossible, type ForeseenCall } from './demand-possible.ts';
import { demandWorkable } from './demand-workable.ts';
import { findPaidAnswers } from './find-paid-answers.ts';
import { jobOfPlan, type PlannedInput } from './job-of-plan.ts';
import { type CallPlace, filesOf, planCall } from './plan-call.ts';
import { LOOKED_BACK } from './usual-seconds.ts';

type Ports = Pick<StudioPorts, 'records' | 'models' | 'vault'>;

/** Where calls are planned, and the files that they may send. */
interface CallingProduction {
  readonly production: string;
  readonly inputs: readonly PlannedInput[];
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
 * Everything that a run would send to models, and what that would cost; nothing where its engine uses none. Sends no
 * material; a server of which only itself can tell whether it has all that it takes is asked that.
 * @throws BacklotError `MODEL_REQUEST_INVALID` for what a model is known not to make, and as `demandPossible`
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
  const { production, inputs } = run;
  const cards = await ports.records.rights.models.byIds([...new Set(plans.map(({ card }) => card))]);
  const places = await Promise.all(plans.map((plan) => findPlace(ports, run, plan, cards)));
  await demandPossible(
    ports,
    places.flatMap((place) => foresee(place, inputs)),
  );
  const { calls } = ports.records.models;
  const own = cards.filter((card) => card.production === production);
  const earlier = (await Promise.all(own.map(({ id }) => calls.finishedOf(id, LOOKED_BACK)))).flat();
  return { calls: places.map((place) => planCall(place, inputs, earlier)) };
}

async function findPlace(
  { records, models }: Ports,
  { production, paid }: CallingProduction,
  plan: CallPlan,
  cards: readonly ModelCard[],
): Promise<CallPlace> {
  const card = cards.find((each) => each.id === plan.card && each.production === production);
  const found = card?.backEnd === undefined ? undefined : await records.models.backEnds.get(card.backEnd);
  const backEnd = found?.production === production ? found : undefined;
  const adapter = backEnd && models.adapters.get(backEnd.kind);
  return { plan, card, backEnd, adapter, paid: paid?.get(plan.name) };
}

/** Nothing where nobody is asked: of an answer that is there, or of a model of which too little is known. */
function foresee({ plan, card, backEnd, adapter, paid }: CallPlace, inputs: readonly PlannedInput[]): ForeseenCall[] {
  if (paid || !card || !backEnd || !adapter) return [];
  demandWorkable(plan, { card, adapter, slots: filesOf(plan, inputs).map(({ slot }) => slot) });
  return card.model === undefined ? [] : [{ backEnd, adapter, job: jobOfPlan(plan, card.model, inputs) }];
}
