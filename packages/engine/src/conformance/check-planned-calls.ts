import type { Engine, EngineInput } from '../engine.ts';
import { findUnplanned } from '../models/find-unplanned.ts';
import type { CallPlan, ModelCaller, ModelCallRequest } from '../models/model-caller.ts';

/** A caller that notes what it is asked and passes it on. */
export function recordCalls(models: ModelCaller): {
  readonly models: ModelCaller;
  readonly requests: ModelCallRequest[];
} {
  const requests: ModelCallRequest[] = [];
  const call: ModelCaller['call'] = (request) => {
    requests.push(request);
    return models.call(request);
  };
  return { models: { call }, requests };
}

/** Where the calls that an engine made differ from those that it planned, in words; empty where it kept its plan. */
export function checkPlannedCalls<Parameters>(
  engine: Engine<Parameters>,
  { parameters, inputs }: { readonly parameters: Parameters; readonly inputs: readonly EngineInput[] },
  requests: readonly ModelCallRequest[],
): readonly string[] {
  const plans = engine.planCalls?.(parameters, inputs) ?? [];
  const known = new Set(engine.words?.(parameters).map(({ text }) => text));
  const unchecked = plans.flatMap(({ name, words }) =>
    words
      .filter(({ text }) => !known.has(text))
      .map(({ where }) => `${name}: ${where} is not among the engine's words`),
  );
  const missing = plans.filter(({ name }) => !requests.some((request) => request.name === name));
  return [
    ...unchecked,
    ...missing.map(({ name }) => `${name}: planned and not made`),
    ...requests.flatMap((request) => {
      const plan = plans.find(({ name }) => name === request.name);
      return plan ? compare(plan, request, inputs) : [`${request.name}: made and not planned`];
    }),
  ];
}

function compare(plan: CallPlan, request: ModelCallRequest, inputs: readonly EngineInput[]): string[] {
  const files = plan.sources.flatMap(({ slot, role, sha256: only, madeInto }) =>
    inputs
      .filter((input) => input.role === role && (only ?? input.sha256) === input.sha256)
      .map(({ sha256 }) => ({ slot, sha256, ...(madeInto === undefined ? {} : { madeInto }) })),
  );
  const isSet = JSON.stringify(plan.settings ?? {}) === JSON.stringify(request.job.settings);
  const unplanned = findUnplanned({ ...plan, files }, request);
  const misformed = isSet || unplanned.includes('its settings') ? [] : ['the form of its settings'];
  return [...unplanned, ...misformed].map((what) => `${request.name}: ${what} is not what was planned`);
}
