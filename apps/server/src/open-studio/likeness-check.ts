import type { LikenessFinding, Work } from '@backlot/film';
import {
  describePictureFile,
  type Footage,
  inspectLikenesses,
  isLikeness,
  type PictureLikeness,
  type SeenWork,
} from '@backlot/media';
import type { KnownWork, LikenessCheck, LocatedFile } from '@backlot/studio';

type InspectJob = Parameters<LikenessCheck['inspect']>[0];

/** Compares pictures with works on file by `@backlot/media`, on a thread of its own for the length of one check. */
export function createLikenessCheck(): LikenessCheck {
  return { describe: describePictureFile, inspect };
}

async function inspect({ files, expected, works, signal }: InspectJob): Promise<readonly LikenessFinding[]> {
  const footage = listFootage(files, expected.frameRate);
  if (footage.length === 0) return reportUnseen(files);
  const known = await Promise.all(works.map(async (work) => ({ id: work.work.id, likeness: await likenessOf(work) })));
  const { seen } = await inspectLikenesses({ footage, works: known }, signal);
  return works.flatMap(({ work }) => {
    const found = seen.find((each) => each.work === work.id);
    return found ? [toFinding(work, found, files)] : [];
  });
}

/** Described when it was put on file; anew where that was by another build. */
function likenessOf({ work, path, likeness }: KnownWork): PictureLikeness | Promise<PictureLikeness> {
  return isLikeness(likeness) ? likeness : describePictureFile(path, work.picture.name);
}

/** Pictures that nobody can look at are no proof that no work is in them. */
function reportUnseen(files: readonly LocatedFile[]): LikenessFinding[] {
  const unseen = files.find(({ file }) => /^(?:image|video)\//.test(file.mediaType) && !NO_PICTURE.has(file.role));
  if (!unseen) return [];
  const why = 'Not compared with the works on file: no film, finished frames or stills to look at';
  return [{ kind: 'not-looked-at', file: unseen.file.name, frame: 0, why }];
}

type NamedFootage = Parameters<typeof inspectLikenesses>[0]['footage'];

/** Depth, normals and their kin, and pictures of sounds. */
const NO_PICTURE: ReadonlySet<string> = new Set(['passes', 'waveform']);
/** The same pictures once more. */
const COPIES: ReadonlySet<string> = new Set(['contact-sheet', 'original', 'prores', 'composite']);

/** Each film; the finished frames where there is no film; each still that is there for itself. */
function listFootage(files: readonly LocatedFile[], frameRate: InspectJob['expected']['frameRate']): NamedFootage {
  const pictures = files.filter(({ file }) => !NO_PICTURE.has(file.role));
  const own = pictures.filter(({ file }) => !COPIES.has(file.role));
  const films = own.filter(({ file }) => file.mediaType.startsWith('video/'));
  const stills = own.filter(({ file }) => isStill(file.mediaType));
  const frames = films.length > 0 ? [] : listFrames(pictures);
  return [
    ...films.map(({ file, path }) => ({ name: file.name, footage: { kind: 'video', path } satisfies Footage })),
    ...stills.map(({ file, path }) => ({ name: file.name, footage: { kind: 'picture', path } satisfies Footage })),
    ...frames.map(({ name, paths }) => ({ name, footage: { kind: 'pictures', paths, frameRate } satisfies Footage })),
  ];
}

function isStill(mediaType: string): boolean {
  return /^image\/(?:jpeg|png|tiff)$/.test(mediaType);
}

/** The finished frames as one film, EXR where there are no others. */
function listFrames(
  pictures: readonly LocatedFile[],
): readonly { readonly name: string; readonly paths: readonly string[] }[] {
  const composites = pictures.filter(({ file }) => file.role === 'composite');
  const viewable = composites.filter(({ file }) => isStill(file.mediaType));
  const frames = (viewable.length > 0 ? viewable : composites).toSorted(
    (a, b) => (a.file.frame ?? 0) - (b.file.frame ?? 0),
  );
  const [first] = frames;
  return first ? [{ name: first.file.name, paths: frames.map(({ path }) => path) }] : [];
}

function toFinding(work: Work, seen: SeenWork, files: readonly LocatedFile[]): LikenessFinding {
  const file = files.find((each) => each.file.name === seen.name)?.file;
  const frame = file?.role === 'variant' ? (file.frame ?? 0) : seen.frame;
  const { id, title, owner } = work;
  return { kind: seen.kind, file: seen.name, frame, work: id, title, owner, score: seen.score, why: explain(seen) };
}

function explain({ kind, isMirrored, inlierCount, looks }: SeenWork): string {
  const what =
    kind === 'same' ? 'The picture looks like the whole work' : 'The picture and the work have a part in common';
  const details = [
    ...(isMirrored ? ['mirrored'] : []),
    inlierCount > 0 ? `${inlierCount} places agree` : 'light and dark lie alike',
    looks === 1 ? 'one look' : `${looks} looks`,
  ];
  return `${what} (${details.join(', ')})`;
}
