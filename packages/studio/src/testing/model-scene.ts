import type { ModelCard } from '@backlot/film';
import type { TakeRecord } from '../take-record.ts';
import { CREW } from './rights-scene.ts';
import type { TestStudio } from './test-studio.ts';

/** Adds the clay vendor to the production `example`, with a card for its model; `change` is what the card says otherwise. */
export async function addClay({ studio }: Pick<TestStudio, 'studio'>, change: object = {}): Promise<ModelCard> {
  const request = { title: 'Clay', kind: 'fal', isOwn: false, key: 'secret' };
  const backEnd = await studio.models.addBackEnd('example', request, CREW.producer);
  const content = {
    name: 'Clay',
    vendor: 'Clay & Co',
    version: '1',
    licence: 'agreed',
    trainedOn: 'licensed',
    retainsInputs: false,
    trainsOnInputs: false,
    environment: 'secured',
    backEnd: backEnd.id,
    model: 'clay-1',
    task: 'image',
    ...change,
  };
  return studio.rights.registerModel('example', content, CREW.producer);
}

/** What a request of the clay engine says; the rest is always the same. */
interface ClayWish {
  readonly model: string;
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly variants?: number;
  readonly inputs?: object;
  readonly purpose?: string;
  readonly use?: object;
}

/** The request of a clay take, as the studio takes it. */
export function clayRequest(wish: ClayWish) {
  const { inputs = {}, purpose = 'ideation', use, ...asked } = wish;
  return {
    engine: 'clay',
    setUp: {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose,
      seed: 7,
      inputs,
      parameters: { prompt: 'a red brick wall', variants: 1, ...asked },
      ...(use ? { use } : {}),
    },
    resolveFile: (file: string) => file,
    by: CREW.artist,
  };
}

/** Asks for a clay take. */
export function requestClay({ studio }: Pick<TestStudio, 'studio'>, wish: ClayWish): Promise<TakeRecord> {
  return studio.requestTake(clayRequest(wish));
}
