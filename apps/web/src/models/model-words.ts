import type { BackEndKind, ModelCallState, ModelPrice, ModelTask } from '@backlot/film';
import { formatUsd } from '@backlot/film';
import type { Options } from '../forms/select-field.tsx';

/** What a model makes. */
export const TASKS: Options<ModelTask> = [
  ['image', 'Pictures'],
  ['video', 'Video'],
  ['speech', 'Speech'],
  ['sound', 'Sound'],
  ['words', 'Reading of briefs'],
];

/** What a price is counted by. */
export const PRICE_UNITS: Options<ModelPrice['unit']> = [
  ['image', 'a picture'],
  ['megapixel', 'a megapixel begun of a picture'],
  ['second', 'a second'],
  ['frame', 'a frame'],
  ['thousand-characters', 'a thousand characters'],
  ['call', 'a call'],
];

type Tone = 'running' | 'waiting' | 'good' | 'bad' | 'quiet';

/** Where a call stands, in a colour and in words. */
export const CALL_STATES: Readonly<Record<ModelCallState, readonly [tone: Tone, words: string]>> = {
  starting: ['running', 'Being sent'],
  running: ['running', 'At the vendor'],
  collecting: ['running', 'Being fetched'],
  finished: ['good', 'Finished'],
  failed: ['bad', 'Failed'],
  cancelled: ['quiet', 'Cancelled'],
  uncertain: ['waiting', 'Nobody knows'],
};

/** Pictures, video, speech, sound, or reading of briefs. */
export function nameOfTask(task: ModelTask): string {
  return TASKS.find(([each]) => each === task)?.[1] ?? task;
}

/** `$0.04 a picture` */
export function describePrice({ unit, usdMicros }: ModelPrice): string {
  const per = PRICE_UNITS.find(([each]) => each === unit)?.[1] ?? `a ${unit}`;
  return usdMicros === 0 ? 'Costs nothing' : `${formatUsd(usdMicros)} ${per}`;
}

/** What a kind is called where the studio has not said it yet. */
export function nameOfKind(kind: BackEndKind, kinds: readonly { kind: BackEndKind; title: string }[]): string {
  return kinds.find((each) => each.kind === kind)?.title ?? kind;
}
