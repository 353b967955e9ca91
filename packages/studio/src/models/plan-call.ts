import { type BackEndAdapter, type CallPlan, type ModelJob, NEGATIVE_PROMPT } from '@backlot/engine';
import type { BackEnd, EgressItem, ModelCall, ModelCard, ModelPrice, PlannedCall } from '@backlot/film';
import { costOfCall } from './cost-of-call.ts';
import { jobOfPlan, type PlannedInput } from './job-of-plan.ts';
import { usualSeconds } from './usual-seconds.ts';

type EgressFile = Extract<EgressItem, { kind: 'file' }>;

/** A call that an engine plans, and what this production has on it. */
export interface CallPlace {
  readonly plan: CallPlan;
  /** Of this production: another's is no card here. */
  readonly card: ModelCard | undefined;
  readonly backEnd: BackEnd | undefined;
  /** Absent where this build has none of its kind. */
  readonly adapter: BackEndAdapter | undefined;
  /** The answer that is taken over instead of being asked for again. */
  readonly paid: ModelCall | undefined;
}

/** A call as its manifest has it: who would get what, at what price, how long it takes; `earlier` are calls of its card, among others. */
export function planCall(
  place: CallPlace,
  inputs: readonly PlannedInput[],
  earlier: readonly ModelCall[],
): PlannedCall {
  const { plan, card, backEnd, paid } = place;
  const leftOut = leftOutOf(place);
  const words = leftOut.includes('negativePrompt')
    ? plan.words.filter(({ where }) => where !== NEGATIVE_PROMPT)
    : plan.words;
  return {
    name: plan.name,
    task: plan.task,
    card: plan.card,
    ...(card?.model === undefined ? {} : { model: card.model }),
    ...(backEnd ? { backEnd: describe(backEnd, place) } : {}),
    items: [...words.map(toWords), ...filesOf(plan, inputs)],
    asked: askedOf(plan),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...(paid ? reuseOf(paid) : { ...priceOf(place, inputs), ...timeOf(usualSeconds(earlier, plan)) }),
  };
}

/** The files that a call would send, or make into something that is sent. */
export function filesOf({ sources }: CallPlan, inputs: readonly PlannedInput[]): readonly EgressFile[] {
  return sources.flatMap((source) => toFiles(source, inputs));
}

/** Whoever took an answer over points to the call that paid it. */
function reuseOf({ id, reuses = id }: ModelCall): Pick<PlannedCall, 'reuses' | 'estimateUsdMicros' | 'estimateS'> {
  return { reuses, estimateUsdMicros: 0, estimateS: 0 };
}

/** What is said in the plan and has no place in the request. Every call has a seed. */
function leftOutOf({ plan, card, adapter }: CallPlace): NonNullable<PlannedCall['leftOut']> {
  const fields = (card?.model !== undefined && adapter?.leavesOut?.({ task: plan.task, model: card.model })) || [];
  const hasNegative = plan.words.some(({ where }) => where === NEGATIVE_PROMPT);
  return fields.filter((field) => field !== 'negativePrompt' || hasNegative);
}

/** What runs on this machine is paid to nobody; anything else may cost what nobody has said. */
function priceOf(
  { plan, card, adapter }: CallPlace,
  inputs: readonly PlannedInput[],
): Pick<PlannedCall, 'estimateUsdMicros' | 'billedS'> {
  const job = card?.model === undefined ? undefined : jobOfPlan(plan, card.model, inputs);
  const billedS = job && adapter?.billedSeconds?.(job);
  const price = card?.price ?? (job && listPrice(job, adapter));
  const free = adapter?.isLocal === true ? 0 : undefined;
  const estimate = price ? costOfCall(price, plan, billedS) : free;
  return {
    ...(billedS === undefined ? {} : { billedS }),
    ...(estimate === undefined ? {} : { estimateUsdMicros: estimate }),
  };
}

function listPrice(job: ModelJob, adapter: BackEndAdapter | undefined): ModelPrice | undefined {
  if (adapter?.isAtListPrice?.(job) === false) return undefined;
  return adapter?.models.find(({ name }) => name === job.model)?.price;
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
  { id, title, kind, address, isOwn }: BackEnd,
  { adapter }: Pick<CallPlace, 'adapter'>,
): NonNullable<PlannedCall['backEnd']> {
  if (adapter?.isLocal === true) return { id, title, kind, host: 'this machine', isOwn: true };
  const host = address === undefined ? (adapter?.title ?? kind) : new URL(address).host;
  return { id, title, kind, host, isOwn };
}

function toWords({ where, text }: CallPlan['words'][number]): EgressItem {
  return { kind: 'words', where, text, byteLength: Buffer.byteLength(text) };
}

function toFiles(source: CallPlan['sources'][number], inputs: readonly PlannedInput[]): EgressFile[] {
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
