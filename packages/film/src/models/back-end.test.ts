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

it.each([
  'http://169.254.169.254/',
  'http://0xa9fea9fe/',
  'http://2852039166:80/',
  'http://[fe80::1]:8188',
  'http://[::ffff:169.254.169.254]/',
  'http://[fd00:ec2::254]/',
])('refuses the link-local address %s of a machine of one’s own as it is added', (address) => {
  expect(request(address, true).error?.issues).toMatchObject([
    { path: ['address'], message: expect.stringContaining('link-local') },
  ]);
});

it('takes addresses that only look alike', () => {
  for (const address of ['http://169.253.1.1:8188', 'http://fe80.example:8188', 'http://[fd00::1]:8188'])
    expect(request(address, true).success).toBe(true);
});

it.each(['render-1', 'render-1:8188', '10.0.0.4:8188', '//render-1'])('says how %j would be written', (address) => {
  expect(request(address, true).error?.issues).toMatchObject([
    { path: ['address'], message: expect.stringContaining('http://render-1:8188') },
  ]);
});
