import type { LikenessFinding } from '@backlot/film';
import type { LocatedFile } from './ports/inspector.ts';
import { listUnlicensedWorks } from './rights/unlicensed-works.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/**
 * Compares what models made with the works that the production has on file and nobody has licensed to it. Takes without
 * models show what their plates show, and are not compared.
 */
export async function inspectLikenesses(
  ports: StudioPorts,
  { use, production, picture }: TakeRecord,
  files: readonly LocatedFile[],
  signal: AbortSignal,
): Promise<readonly LikenessFinding[]> {
  if (use.models.length === 0) return [];
  const works = await listUnlicensedWorks(ports, production);
  if (works.length === 0) return [];
  const likenesses = await ports.records.rights.works.likenessesOf(works.map(({ id }) => id));
  const known = await Promise.all(
    works.map(async (work) => ({
      work,
      path: await ports.files.pathOf(work.picture.sha256),
      likeness: likenesses.find((each) => each.work === work.id)?.likeness,
    })),
  );
  return ports.likenesses.inspect({ files, expected: picture, works: known, signal });
}
