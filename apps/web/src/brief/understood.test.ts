import { describe, expect, it } from 'vitest';
import { modelEngine } from '../new-take/model-engines.ts';
import { applyUnderstood, understoodOf } from './understood.ts';

const SHOT = {
  description: 'A ferry leaves the pier at dawn',
  durationS: 4,
  camera: 'low, slow push in',
  subjects: ['ferry', 'two gulls'],
  negative: 'cars',
};

function engine(id: 'image' | 'video' | 'sound' | 'finish') {
  const found = modelEngine(id);
  if (!found) throw new Error(`no engine ${id}`);
  return found;
}

describe('what was understood of a brief', () => {
  it('becomes words, and what is not wanted', () => {
    const { change } = applyUnderstood(engine('image'), {}, understoodOf(SHOT));
    expect(change).toEqual({
      prompt: 'A ferry leaves the pier at dawn. Camera: low, slow push in. Seen: ferry, two gulls.',
      negativePrompt: 'cars',
    });
  });

  it('has a length where the engine has one, and else says that it was left out', () => {
    const understood = understoodOf(SHOT);
    expect(applyUnderstood(engine('video'), { frameRate: '24000/1001' }, understood)).toMatchObject({
      change: { durationFrames: 96 },
      leftOut: [],
    });
    expect(applyUnderstood(engine('sound'), {}, understood).change).toMatchObject({ durationS: 4 });
    for (const id of ['image', 'finish'] as const) {
      const { change, leftOut } = applyUnderstood(engine(id), {}, understood);
      expect(Object.keys(change)).toEqual(['prompt', 'negativePrompt']);
      expect(leftOut).toHaveLength(1);
    }
  });

  it('says nothing that was not understood', () => {
    const bare = understoodOf({ description: 'Rain.', subjects: [] });
    expect(applyUnderstood(engine('image'), { negativePrompt: 'people' }, bare)).toEqual({
      change: { prompt: 'Rain.' },
      leftOut: [],
    });
  });
});
