import { expect, it } from 'vitest';
import { backEndRequestSchema } from './back-end.ts';

const request = (address: string, isOwn: boolean) =>
  backEndRequestSchema.safeParse({ title: 'Render room', kind: 'fal', address, isOwn, key: 'secret' });

it('lets key and material go to strangers encrypted only', () => {
  expect(request('https://fal.example', false).success).toBe(true);
  expect(request('http://10.0.0.4:8188', true).success).toBe(true);
  const refused = request('http://fal.example', false);
  expect(refused.error?.issues).toMatchObject([{ path: ['address'], message: expect.stringContaining('https') }]);
  expect(request('ftp://fal.example', true).success).toBe(false);
  expect(request('nonsense', false).success).toBe(false);
});

it.each(['render-1', 'render-1:8188', '10.0.0.4:8188', '//render-1'])('says how %j would be written', (address) => {
  expect(request(address, true).error?.issues).toMatchObject([
    { path: ['address'], message: expect.stringContaining('http://render-1:8188') },
  ]);
});
