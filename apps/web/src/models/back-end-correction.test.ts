import type { BackEnd } from '@backlot/film';
import { expect, it } from 'vitest';
import { changeOf, missingOfCorrection } from './back-end-correction.ts';

const BACK_END: BackEnd = {
  id: 'b1',
  production: 'harbour',
  title: 'Clay',
  kind: 'fal',
  address: 'https://clay.example/v1',
  isOwn: false,
  keyEnding: '1234',
  isOff: false,
  createdAt: '2026-11-25T10:00:00.000Z',
};
const AS_IT_IS = { title: 'Clay', address: 'https://clay.example/v1', key: '' };
const missing = (change: object) => [...missingOfCorrection({ ...AS_IT_IS, ...change }, BACK_END, false).keys()];

it('sends what differs, and nothing else', () => {
  expect(changeOf(AS_IT_IS, BACK_END)).toEqual({});
  expect(changeOf({ title: ' Clay 2 ', address: '', key: 'secret' }, BACK_END)).toEqual({
    title: 'Clay 2',
    address: null,
    key: 'secret',
  });
});

it('asks for the key again where it would go to another server', () => {
  expect(missing({ address: 'https://clay.example/v2' })).toEqual([]);
  expect(missing({ address: 'https://elsewhere.example' })).toEqual(['key']);
  expect(missing({ address: '' })).toEqual(['key']);
  expect(missing({ address: 'https://elsewhere.example', key: 'secret' })).toEqual([]);
});

it('asks for a title, and for an address that is one', () => {
  expect(missing({ title: ' ' })).toEqual(['title']);
  expect(missing({ address: 'http://clay.example' })).toEqual(['address']);
  expect([...missingOfCorrection({ ...AS_IT_IS, address: '' }, BACK_END, true).keys()]).toContain('address');
});
