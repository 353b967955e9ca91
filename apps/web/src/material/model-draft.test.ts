import { modelCardRequestSchema } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import {
  BLANK_MODEL,
  declareTraining,
  draftOfModel,
  missingOfModel,
  prefillOf,
  readModelCard,
  startModel,
} from './model-draft.ts';

const WRITTEN = {
  ...BLANK_MODEL,
  ...{ name: 'Clay', vendor: 'Clayworks', version: '2', licence: 'Apache-2.0' },
  ...declareTraining(BLANK_MODEL, 'licensed'),
};
const OFFERED: Parameters<typeof prefillOf>[0] = {
  name: 'clay-2',
  title: 'Clay 2',
  task: 'video',
  slots: [],
  price: { unit: 'second', usdMicros: 150_000, source: 'https://example.org/prices' },
};

describe('a model card as it is written', () => {
  it('says nothing of a back end, a price or purposes where nobody did', () => {
    const card = readModelCard(WRITTEN);
    expect(card).not.toHaveProperty('backEnd');
    expect(card).not.toHaveProperty('allowedFor');
    expect(modelCardRequestSchema.parse(card)).toEqual(card);
  });

  it('opens as the card that is corrected says, and is sent as it was where nothing is changed', () => {
    const price = { unit: 'second', usdMicros: 150_000 } as const;
    const card = { ...readModelCard({ ...WRITTEN, backEnd: 'b1', model: 'clay-2', task: 'video' }), price };
    const kept = { ...card, id: 'm1', production: 'harbour', createdAt: '2026-11-25T10:00:00.000Z' };
    expect(readModelCard(draftOfModel(kept, [{ id: 'b1' }]))).toEqual(card);
    expect(draftOfModel(kept, []).backEnd).toBe('');
  });

  it('takes name, task and list price from what its back end offers', () => {
    const draft = { ...WRITTEN, name: '', backEnd: 'b1' };
    const card = readModelCard({ ...draft, ...prefillOf(OFFERED, draft), allowedFor: ['ideation'] });
    expect(modelCardRequestSchema.parse(card)).toMatchObject({
      name: 'Clay 2',
      backEnd: 'b1',
      model: 'clay-2',
      task: 'video',
      price: { unit: 'second', usdMicros: 150_000 },
      allowedFor: ['ideation'],
    });
  });

  it('keeps a name that somebody typed before choosing', () => {
    expect(prefillOf(OFFERED, WRITTEN).name).toBe('Clay');
    expect(prefillOf(OFFERED, { ...WRITTEN, model: 'clay-1' }).name).toBe('Clay 2');
  });

  it('opens at the newest back end that is switched on', () => {
    const [old, off] = [
      { id: 'b1', isOff: false, createdAt: '2026-01-01' },
      { id: 'b3', isOff: true, createdAt: '2026-03-01' },
    ];
    expect(startModel([old, { id: 'b2', isOff: false, createdAt: '2026-02-01' }, off]).backEnd).toBe('b2');
    expect(startModel([]).backEnd).toBe('');
  });

  it('is for nothing final while nobody declares what it was trained on, unless somebody says so', () => {
    expect(readModelCard(BLANK_MODEL).allowedFor).toEqual(['ideation', 'temp']);
    const declared = { ...BLANK_MODEL, ...declareTraining(BLANK_MODEL, 'licensed') };
    expect(declared.allowedFor).toContain('final');
    expect(declareTraining(declared, 'undeclared').allowedFor).not.toContain('final');
    expect(declareTraining({ ...BLANK_MODEL, allowedFor: ['temp'] }, 'licensed')).toEqual({ trainedOn: 'licensed' });
  });

  it('lacks what cannot be left open', () => {
    const draft = { ...BLANK_MODEL, backEnd: 'b1', price: 'cheap', allowedFor: [] };
    expect([...missingOfModel(draft).keys()]).toEqual([
      'name',
      'version',
      'vendor',
      'licence',
      'model',
      'price',
      'allowedFor',
    ]);
    expect(missingOfModel(WRITTEN).size).toBe(0);
  });
});
