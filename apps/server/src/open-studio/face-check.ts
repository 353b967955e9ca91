import {
  compareFaces,
  FACE_THRESHOLDS,
  type FoundFace,
  inspectFaces,
  type JudgedFace,
  openFaceReader,
  type SeenFace,
} from '@backlot/faces';
import { BacklotError, type FaceFinding } from '@backlot/film';
import { type Footage, readPicture, toRgbPicture } from '@backlot/media';
import { type FaceCheck, type FaceDescriptor, type KnownFace, type LocatedFile, verdictOfMatch } from '@backlot/studio';

type InspectJob = Parameters<FaceCheck['inspect']>[0];

/** Looks for faces with `@backlot/faces`; models are loaded for the length of one check. */
export function createFaceCheck(): FaceCheck {
  return { describe, compare, inspect };
}

async function describe(path: string): Promise<readonly FaceDescriptor[]> {
  const picture = toRgbPicture(await readPicture(path));
  const reader = await openFaceReader();
  try {
    return [demandOne(await reader.find(picture)).descriptor];
  } finally {
    await reader.close();
  }
}

function demandOne(faces: readonly FoundFace[]): FoundFace {
  const usable = faces.filter((face) => face.isUsable);
  const [only] = usable;
  if (only && usable.length === 1) return only;
  const found = faces.length === 0 ? 'no face' : `${faces.length} faces, ${usable.length} of them usable`;
  throw new BacklotError('REFERENCE_UNUSABLE', `Reference picture: expected one usable face, found ${found}`, {
    hint: 'Send a sharp portrait of one person, looking towards the camera, the face 60 pixels wide or more.',
  });
}

function compare(a: readonly FaceDescriptor[], b: readonly FaceDescriptor[]) {
  const similarity = Math.max(0, ...a.flatMap((left) => b.map((right) => compareFaces(left, right))));
  return { similarity, isAlike: similarity >= FACE_THRESHOLDS.maybe };
}

async function inspect(job: InspectJob): Promise<readonly FaceFinding[]> {
  const { files, inputs, known, expected, altersFaces, signal } = job;
  const looked = filesToLookAt(files);
  const output = footageOf(looked, expected.frameRate);
  if (!output) return reportUnseen(job);
  const plate = inputs.find(({ role }) => role === 'plate');
  const report = await inspectFaces({
    output,
    ...(plate ? { before: sourceOf(plate.path, plate.mediaType) } : {}),
    isAlteredThroughout: altersFaces,
    // Stills do not follow one another: each may show somebody else.
    everyFrame: expected.form === 'stills',
    references: known.map(({ performer, name, descriptors, isConsented }) => ({
      performerId: performer,
      name,
      descriptors,
      hasConsent: isConsented,
    })),
    signal,
  });
  const nameOf = (frame: number) => (looked[frame] ?? looked[0])?.file.name;
  return [...groupFindings(report.faces, known, nameOf), ...listPlatePeople(report.plate)];
}

/** Pictures that nobody can look at are no proof that nobody is in them. */
function reportUnseen({ files, mayShowPeople }: Pick<InspectJob, 'files' | 'mayShowPeople'>): FaceFinding[] {
  const hasPictures = files.some(({ file }) => /^(?:image|video)\//.test(file.mediaType));
  if (!hasPictures || !mayShowPeople) return [];
  return [{ verdict: 'question', frame: 0, why: 'Faces were not looked for: no film or finished frames to look at' }];
}

/**
 * The film itself where there is one; else the finished frames, EXR where there are no others; else all variants; else a
 * single picture.
 */
function filesToLookAt(files: readonly LocatedFile[]): readonly LocatedFile[] {
  const video = files.find(({ file }) => file.role === 'video');
  if (video) return [video];
  const composites = files.filter(({ file }) => file.role === 'composite');
  const viewable = composites.filter(({ file }) => file.mediaType !== 'image/x-exr');
  const variants = files.filter(({ file }) => file.role === 'variant');
  const frames = [viewable, composites, variants].find(({ length }) => length > 0) ?? [];
  return frames.length > 0 ? frames : files.filter(({ file }) => file.role === 'poster').slice(0, 1);
}

function footageOf(files: readonly LocatedFile[], frameRate: InspectJob['expected']['frameRate']): Footage | undefined {
  const [first] = files;
  if (!first) return undefined;
  if (files.length > 1) return { kind: 'pictures', paths: files.map(({ path }) => path), frameRate };
  return { kind: first.file.role === 'video' ? 'video' : 'picture', path: first.path };
}

function sourceOf(path: string, mediaType: string): Footage {
  return mediaType.startsWith('video/') ? { kind: 'video', path } : { kind: 'picture', path };
}

/** Who is in the plate: each performer on file once, and once for all others. */
function listPlatePeople(faces: readonly SeenFace[]): FaceFinding[] {
  const people = new Map<string, { readonly first: SeenFace; count: number }>();
  for (const face of faces) {
    const known = people.get(face.match?.performerId ?? '');
    if (known) known.count += 1;
    else people.set(face.match?.performerId ?? '', { first: face, count: 1 });
  }
  return [...people.values()].map(({ first: { frame, area, match }, count }) => ({
    verdict: 'in-plate',
    frame,
    area,
    ...(match ? { performer: match.performerId, name: match.name, similarity: match.similarity } : {}),
    why: `The plate shows ${match ? match.name : 'a face that matches nobody on file'} (${looksOf(count)})`,
  }));
}

function looksOf(count: number): string {
  return count === 1 ? 'one look' : `${count} looks`;
}

type NameOfFrame = (frame: number) => string | undefined;

/** One finding for each reason and person, of its first frame. What is unchanged is nothing to speak of. */
function groupFindings(faces: readonly JudgedFace[], known: readonly KnownFace[], nameOf: NameOfFrame): FaceFinding[] {
  const groups = new Map<string, { readonly first: JudgedFace; count: number }>();
  for (const face of faces) {
    if (face.reason === 'unchanged') continue;
    const key = `${face.reason} ${face.match?.performerId ?? ''}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { first: face, count: 1 });
  }
  return [...groups.values()].map(({ first, count }) => {
    const file = nameOf(first.frame);
    return { ...toFinding(first, count, known), ...(file === undefined ? {} : { file }) };
  });
}

function toFinding(face: JudgedFace, count: number, known: readonly KnownFace[]): FaceFinding {
  const { reason, frame, area, match, nearest } = face;
  const who = match ?? (NAMES_NOBODY.has(reason) ? undefined : nearest);
  return {
    verdict: verdictOf(face, known),
    frame,
    area,
    ...(who ? { performer: who.performerId, name: who.name, similarity: who.similarity } : {}),
    why: `${WHY[reason]} (${looksOf(count)}, first in frame ${frame})`,
  };
}

const NAMES_NOBODY: ReadonlySet<JudgedFace['reason']> = new Set(['nobody', 'not-comparable', 'fleeting']);

const WHY: Readonly<Record<JudgedFace['reason'], string>> = {
  unchanged: 'The plate shows it as it is',
  'has-consent': 'A generated or altered face is taken for a performer whom this take declares, with consent',
  'no-consent': 'A generated or altered face is taken for a performer on file whom no consent covers in this take',
  'resembles-no-consent':
    'A generated or altered face resembles a performer on file whom no consent covers in this take',
  'two-people': 'A generated or altered face could be either of two performers on file',
  nobody: 'A generated or altered face matches nobody with consent',
  'not-comparable': 'A generated or altered face is too small, turned away or blurred to be compared',
  fleeting: 'Something looked like a face that cannot be compared, and was gone in the frames beside it',
};

function verdictOf({ verdict, reason, match }: JudgedFace, known: readonly KnownFace[]): FaceFinding['verdict'] {
  if (reason === 'not-comparable') return 'unclear';
  if (reason === 'fleeting') return 'fleeting';
  if (verdict === 'pass') return 'consented';
  if (verdict === 'review') return 'question';
  const matched = known.find(({ performer }) => performer === match?.performerId);
  return matched ? verdictOfMatch(matched) : 'refused';
}
