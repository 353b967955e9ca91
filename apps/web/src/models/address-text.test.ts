import { expect, it } from 'vitest';
import { problemOfAddress } from './address-text.ts';

it('asks for http or https with what was typed as the example', () => {
  expect(problemOfAddress('10.0.4.20:8188', true)).toBe(
    'Begin with http:// or https://, such as http://10.0.4.20:8188.',
  );
  expect(problemOfAddress('localhost:8188', true)).toContain('http://localhost:8188');
  expect(problemOfAddress('ftp://gpu.local', true)).toContain('http://gpu.local.');
  expect(problemOfAddress('our machine', true)).toContain('http://10.0.4.12:8188');
});

it('takes what the studio takes and names what it does not', () => {
  expect(problemOfAddress('', false)).toBeUndefined();
  expect(problemOfAddress('http://10.0.4.20:8188/comfy', true)).toBeUndefined();
  expect(problemOfAddress('https://queue.example.org', false)).toBeUndefined();
  expect(problemOfAddress('http://queue.example.org', false)).toContain('https://');
  expect(problemOfAddress('https://me:secret@example.org', false)).toContain('as the key');
  expect(problemOfAddress('https://example.org/?key=1', false)).toContain('?');
  expect(problemOfAddress('http://', true)).toContain('no address');
});
