import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDevelopmentChain } from './development-chain.ts';
import { readTrustAnchors } from './read-trust-anchors.ts';

it('gives the declared anchors, nothing where none are declared, and refuses a file without certificates', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-anchors-'));
  const BACKLOT_TRUST_ANCHORS = join(folder, 'anchors.pem');
  await expect(readTrustAnchors({ BACKLOT_TRUST_ANCHORS })).rejects.toMatchObject({ code: 'SIGNER_INVALID' });
  await writeFile(BACKLOT_TRUST_ANCHORS, 'none');
  await expect(readTrustAnchors({ BACKLOT_TRUST_ANCHORS })).rejects.toThrow(/holds no PEM certificate/);
  const { rootPem } = await makeDevelopmentChain(new Date());
  await writeFile(BACKLOT_TRUST_ANCHORS, rootPem);
  expect(await readTrustAnchors({ BACKLOT_TRUST_ANCHORS })).toBe(rootPem);
  expect(await readTrustAnchors({})).toBeUndefined();
  await rm(folder, { recursive: true });
});
