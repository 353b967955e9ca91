import type { Engine, EngineInput } from '../engine.ts';
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
      return plan ? compare(plan, request) : [`${request.name}: made and not planned`];
    }),
  ];
}

function compare(plan: CallPlan, { name, card, job }: ModelCallRequest): string[] {
  const words = new Set(plan.words.map(({ text }) => text));
  const slots = new Set(plan.sources.map(({ slot }) => slot));
  const said = [job.prompt, job.negativePrompt, job.voice, ...Object.values(job.settings)];
  const isKept = {
    'its card': plan.card === card,
    'its task': plan.task === job.task,
    'its size': plan.widthPx === job.widthPx && plan.heightPx === job.heightPx,
    'its length': plan.durationFrames === job.durationFrames,
    'its words': said.every((text) => typeof text !== 'string' || text === '' || words.has(text)),
    'its files': job.files.every(({ slot }) => slots.has(slot)),
  };
  return Object.entries(isKept).flatMap(([what, isSame]) =>
    isSame ? [] : [`${name}: ${what} is not what was planned`],
  );
}
