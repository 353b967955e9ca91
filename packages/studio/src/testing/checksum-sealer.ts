import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '@backlot/evidence';
import { z } from 'zod';
import type { Inspector, LocatedFile } from '../ports/inspector.ts';
import type { Sealer, SealResult } from '../ports/sealer.ts';

const SIDECAR_NAME = 'composite.checksums.json';
const sidecarSchema = z.strictObject({
  recipeHash: z.string(),
  files: z.record(z.string(), z.string()),
  approvedBy: z.array(z.string()).exactOptional(),
});

/** A sealer for tests without certificates: a sidecar that names every output's SHA-256. Files carry no seal inside. */
export const checksumSealer: Sealer = {
  seal: ({ take, outputs, outDir, signal }) => writeSidecar({ recipeHash: take.recipeHash }, outputs, outDir, signal),
  sealApproval: ({ take, files, approvals, outDir, signal }) => {
    const pictures = files.filter(({ file }) => file.name !== SIDECAR_NAME);
    const said = { recipeHash: take.recipeHash, approvedBy: approvals.map(({ role }) => role) };
    return writeSidecar(said, pictures, outDir, signal);
  },
  sealMarkedMasters: async () => ({ files: [], state: 'valid', signer: 'checksums' }),
  check: async () => ({ state: 'unsealed', reasons: [] }),
  checkSidecar: async (sidecar, spokenOf) => {
    const { recipeHash, files } = sidecarSchema.parse(JSON.parse(await readFile(sidecar.path, 'utf8')));
    const hashes = new Map(
      await Promise.all(spokenOf.map(async ({ file, path }) => [file.name, await hashFile(path)] as const)),
    );
    const reasons = Object.keys(files).filter((name) => hashes.get(name) !== files[name]);
    return { state: reasons.length === 0 ? 'valid' : 'invalid', reasons, recipeHash };
  },
};

async function writeSidecar(
  said: object,
  pictures: readonly LocatedFile[],
  outDir: string,
  signal: AbortSignal,
): Promise<SealResult> {
  const files: Record<string, string> = {};
  for (const { file, path } of pictures) {
    signal.throwIfAborted();
    files[file.name] = await hashFile(path);
  }
  await writeFile(join(outDir, SIDECAR_NAME), JSON.stringify({ ...said, files }), { flush: true });
  const sidecar = { role: 'manifest', name: SIDECAR_NAME, mediaType: 'application/json', kind: 'sidecar' } as const;
  return { files: [sidecar], state: 'valid', signer: 'checksums' };
}

/** An inspector for tests: as many composite frames as promised. */
export const countInspector: Inspector = {
  inspect: async ({ files, expected }) => {
    const frames = files.filter(({ file }) => file.role === 'composite').length;
    if (frames === expected.durationFrames) return [];
    const message = `expected ${expected.durationFrames} frames, got ${frames}`;
    return [{ check: 'frame-count', severity: 'error', message }];
  },
};
