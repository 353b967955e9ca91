import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashFile, hashRecipe, sha256Hex } from './hash.ts';
import { EXAMPLE_RECIPE } from './testing/example-manifest.ts';

it('hashes as FIPS 180-4 says', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('hashes a file as it hashes its bytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-hash-'));
  const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
  await writeFile(join(folder, 'file'), bytes);
  expect(await hashFile(join(folder, 'file'))).toBe(sha256Hex(bytes));
  await rm(folder, { recursive: true });
});

it('names a recipe the same on every machine and day', () => {
  expect(hashRecipe(EXAMPLE_RECIPE)).toBe('ece13011ead276ace509965111792f366faeb89f10483bda529ecc751f5080fa');
});

it('gives another name when anything in the recipe changes', () => {
  const changes = [
    { seed: 8 },
    { purpose: 'final' as const },
    { shot: 'sq010/sh0041' },
    { engine: { id: 'collapse', version: '1.0.1' } },
    { builds: { kernels: '2' } },
    { parameters: { ...(EXAMPLE_RECIPE.parameters as object), heightM: 21.500000000000004 } },
    { inputs: [{ ...EXAMPLE_RECIPE.inputs[0]!, sha256: 'ac'.repeat(32) }] },
  ];
  const names = [{}, ...changes].map((change) => hashRecipe({ ...EXAMPLE_RECIPE, ...change }));
  expect(new Set(names).size).toBe(changes.length + 1);
});
