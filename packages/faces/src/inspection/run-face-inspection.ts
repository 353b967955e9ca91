import {
  createCutDetector,
  createFramePicker,
  type Footage,
  measureFootage,
  type RgbPicture,
  readFootage,
} from '@backlot/media';
import type { FaceBox } from '../face-box.ts';
import { FACE_THRESHOLDS } from '../face-thresholds.ts';
import type { FoundFace } from '../found-face.ts';
import { changedShare, MIN_CHANGED_SHARE } from './changed-share.ts';
import type { FaceInspectionTask, FaceReference } from './face-inspection-task.ts';
import type {
  FaceArea,
  FaceInspectionProgress,
  FaceMatch,
  FacesReport,
  FaceVerdict,
  JudgedFace,
  SeenFace,
} from './faces-report.ts';
import { judgeFace } from './judge-face.ts';
import { matchReferences } from './match-references.ts';
import { isDoubtful, settleDoubts } from './settle-doubts.ts';

const LOOKS_A_SECOND = 2;

/** What an inspection runs with. */
export interface FaceInspectionTools {
  readonly find: (picture: RgbPicture) => Promise<readonly FoundFace[]>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FaceInspectionProgress) => void;
}

/** Looks for faces in this thread; `inspectFaces` does so on one of its own. */
export async function runFaceInspection(
  { output, before, isAlteredThroughout = false, references, everyFrame = false }: FaceInspectionTask,
  { find, signal, onProgress }: FaceInspectionTools,
): Promise<FacesReport> {
  const { frameCount, framesPerSecond } = await measureFootage(output);
  const startsShot = createCutDetector();
  const isPicked = createFramePicker(everyFrame ? 1 : Math.max(1, Math.floor(framesPerSecond / LOOKS_A_SECOND)));
  const plates = openPlates(before, find, references);
  const report = {
    framesLookedAt: [] as number[],
    cuts: [] as number[],
    plate: [] as SeenFace[],
    faces: [] as JudgedFace[],
  };
  let frame = 0;
  try {
    for await (const picture of readFootage(output)) {
      signal.throwIfAborted();
      const plate = await plates.next();
      const isCut = startsShot(picture);
      if (isCut) report.cuts.push(frame);
      if (isPicked(frame, isCut)) {
        report.framesLookedAt.push(frame);
        report.plate.push(...(await plates.look(frame)));
        for (const face of await find(picture)) {
          // What cannot be compared, a window taken for a face among it, is held against the plate all the same.
          const unaltered = isAlteredThroughout && face.isUsable ? undefined : plate;
          report.faces.push(judge({ frame, face, references, picture, plate: unaltered, inPlate: plates.seen() }));
        }
      }
      frame += 1;
      onProgress({ framesDone: frame, frameCount });
    }
  } finally {
    await plates.close();
  }
  // Nothing seen is not nobody seen.
  if (frame === 0) throw new RangeError('Faces: the output has no frames');
  const film = { output, frameCount: frame, framesPerSecond, cuts: report.cuts };
  // Where every frame was asked for, one alone counts: it may be a still that nothing follows.
  const faces = everyFrame ? report.faces : await settleDoubts(report.faces, film, { find, signal });
  return { verdict: severest(faces.map(({ verdict }) => verdict)), frameCount: frame, ...report, faces };
}

/** The plate's frames beside those of the output. */
interface Plates {
  /** The next frame: a still for ever; undefined without a plate, and where it has ended. */
  readonly next: () => Promise<RgbPicture | undefined>;
  /** Who is in the current frame; a still is looked at once. */
  readonly look: (frame: number) => Promise<readonly SeenFace[]>;
  /** Who was found in the frame that was looked at last. */
  readonly seen: () => readonly SeenFace[];
  readonly close: () => Promise<void>;
}

function openPlates(
  source: Footage | undefined,
  find: FaceInspectionTools['find'],
  references: readonly FaceReference[],
): Plates {
  const frames = source && readFootage(source);
  let current: RgbPicture | undefined;
  let isSeen = false;
  let seen: readonly SeenFace[] = [];
  return {
    next: async () => {
      if (!frames || (source.kind === 'picture' && current)) return current;
      const { value } = await frames.next();
      current = value ?? undefined;
      isSeen = false;
      return current;
    },
    look: async (frame) => {
      if (!current || isSeen) return [];
      isSeen = true;
      const picture = current;
      const faces = await find(picture);
      seen = faces.map((face) => see({ frame, face, picture }, matchReferences(face.descriptor, references)));
      return seen;
    },
    seen: () => seen,
    close: async () => {
      await frames?.return(undefined);
    },
  };
}

interface Look {
  readonly frame: number;
  readonly face: FoundFace;
  readonly picture: RgbPicture;
}

function see({ frame, face, picture }: Look, matches: readonly FaceMatch[]): SeenFace {
  const { box, confidence, quality, isUsable } = face;
  const [nearest] = matches;
  const isMatch = nearest && isUsable && nearest.similarity >= FACE_THRESHOLDS.same;
  return {
    frame,
    box,
    area: areaOf(box, picture),
    confidence,
    quality,
    isUsable,
    match: isMatch ? nearest : undefined,
    nearest,
  };
}

function areaOf({ leftPx, topPx, widthPx, heightPx }: FaceBox, picture: RgbPicture): FaceArea {
  return {
    left: leftPx / picture.widthPx,
    top: topPx / picture.heightPx,
    width: widthPx / picture.widthPx,
    height: heightPx / picture.heightPx,
  };
}

interface JudgedLook extends Look {
  readonly references: readonly FaceReference[];
  readonly plate: RgbPicture | undefined;
  readonly inPlate: readonly SeenFace[];
}

/** Of what no mesh surely lies on and the plate shows at the same place, a codec may leave less than this share unlike. */
const DOUBTFUL_CHANGED_SHARE = 0.1;

function judge(job: JudgedLook): JudgedFace {
  const { face, picture, plate } = job;
  const matches = matchReferences(face.descriptor, job.references);
  const share = plate ? changedShare(picture, plate, face.box) : 1;
  const isPlates = isDoubtful(face) && isInPlate(job);
  const isChanged = share >= (isPlates ? DOUBTFUL_CHANGED_SHARE : MIN_CHANGED_SHARE);
  const judgement = judgeFace({ isChanged, isUsable: face.isUsable, matches });
  return { ...see(job, matches), isChanged, changedShare: share, ...judgement };
}

/** Boxes are compared as shares of their pictures, which show the same framing. */
function isInPlate({ face, picture, inPlate }: JudgedLook): boolean {
  const here = areaOf(face.box, picture);
  return inPlate.some(({ area }) => {
    const width = Math.min(here.left + here.width, area.left + area.width) - Math.max(here.left, area.left);
    const height = Math.min(here.top + here.height, area.top + area.height) - Math.max(here.top, area.top);
    const shared = Math.max(0, width) * Math.max(0, height);
    return shared > 0.5 * Math.min(here.width * here.height, area.width * area.height);
  });
}

const BY_SEVERITY: readonly FaceVerdict[] = ['refuse', 'review', 'pass'];

function severest(verdicts: readonly FaceVerdict[]): FaceVerdict {
  return BY_SEVERITY.find((verdict) => verdicts.includes(verdict)) ?? 'pass';
}
