import { type BriefReading, frameRateSchema } from '@backlot/film';
import type { ModelEngine } from '../new-take/model-engines.ts';
import { type Json, textAt } from '../new-take/set-up-json.ts';

type ProposedShot = BriefReading['shots'][number];

/** A shot of a brief as a person may change it before it goes into the form; empty where nothing was understood. */
export interface Understood {
  readonly description: string;
  readonly camera: string;
  /** People, things and places, with commas between them. */
  readonly subjects: string;
  readonly durationS: number | undefined;
  readonly negative: string;
}

/** What goes into the form of an engine, and what has no place there, in sentences. */
export interface Applied {
  readonly change: Json;
  readonly leftOut: readonly string[];
}

/** What a model understood of one shot. */
export function understoodOf({ description, camera, subjects, durationS, negative }: ProposedShot): Understood {
  return {
    description,
    camera: camera ?? '',
    subjects: subjects.join(', '),
    durationS,
    negative: negative ?? '',
  };
}

/** Turns what was understood into parameters of a new take. */
export function applyUnderstood({ id }: ModelEngine, parameters: Json, understood: Understood): Applied {
  const { description, camera, subjects, durationS, negative } = understood;
  const prompt = [sentence('', description), sentence('Camera: ', camera), sentence('Seen: ', subjects)];
  const length = durationS === undefined ? {} : lengthOf(id, parameters, durationS);
  return {
    change: {
      prompt: prompt.filter(Boolean).join(' '),
      ...(negative.trim() === '' ? {} : { negativePrompt: negative.trim() }),
      ...length,
    },
    leftOut: durationS !== undefined && Object.keys(length).length === 0 ? [WITHOUT_LENGTH[id] ?? 'Its length.'] : [],
  };
}

const WITHOUT_LENGTH: Partial<Record<ModelEngine['id'], string>> = {
  image: 'Its length: a picture has none.',
  finish: 'Its length: a finished take is as long as the take it is made from.',
};

function lengthOf(id: ModelEngine['id'], parameters: Json, durationS: number): Json {
  if (id === 'sound') return { durationS };
  if (id !== 'video') return {};
  const rate = frameRateSchema.safeParse(textAt(parameters, 'frameRate') || '24');
  if (!rate.success) return {};
  const { numerator, denominator } = rate.data;
  return { durationFrames: Math.max(1, Math.round((durationS * numerator) / denominator)) };
}

function sentence(opening: string, words: string): string {
  const said = words.trim();
  if (said === '') return '';
  return `${opening}${said}${/[.!?…]$/.test(said) ? '' : '.'}`;
}
