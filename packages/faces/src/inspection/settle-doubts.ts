import { type Footage, type RgbPicture, readFootage } from '@backlot/media';
import type { FaceBox } from '../face-box.ts';
import type { FoundFace } from '../found-face.ts';
import type { JudgedFace } from './faces-report.ts';

// A mesh lies on every face that looks this way, small ones too: 0.8 and more from 24 pixels on. Below, there is a profile, a
// covered face, or none at all: over dust the detector was as sure as 0.82, the mesh as sure as 0.47.
const SURE_MESH = 0.7;
// Of the looks at both sides, a twelfth of a second apart, more than half have to agree. Dust never had more than two of four.
const LOOKS_ASIDE = [-2, -1, 1, 2];
const ASIDE_A_SECOND = 12;

/** The film that was looked at, and where its shots begin. */
export interface LookedAtFilm {
  readonly output: Footage;
  readonly frameCount: number;
  readonly framesPerSecond: number;
  readonly cuts: readonly number[];
}

/** What it takes to look again. */
export interface SecondLook {
  readonly find: (picture: RgbPicture) => Promise<readonly FoundFace[]>;
  readonly signal: AbortSignal;
}

/**
 * Looks again beside each face that cannot be compared and on which no mesh surely lies: a person is there for longer than one frame,
 * a face in a cloud of dust is not. What does not stay becomes `fleeting`, which holds nothing. A shot of one frame settles
 * nothing.
 */
export async function settleDoubts(
  faces: readonly JudgedFace[],
  film: LookedAtFilm,
  tools: SecondLook,
): Promise<readonly JudgedFace[]> {
  const open = faces.filter((face) => face.reason === 'not-comparable' && isDoubtful(face));
  const doubts = new Map(open.map((face) => [face, framesBeside(face.frame, film)]));
  const wanted = new Set([...doubts.values()].flat());
  if (wanted.size === 0) return faces;
  const seen = await lookAt(film.output, wanted, tools);
  return faces.map((face) => {
    const beside = doubts.get(face) ?? [];
    const agreeing = beside.filter((frame) => seen.get(frame)?.some((other) => isSame(other.box, face.box)));
    const stays = beside.length === 0 || agreeing.length > beside.length / 2;
    return stays ? face : { ...face, verdict: 'pass', reason: 'fleeting' };
  });
}

/** Whether this may be no face at all: it cannot be compared, and no mesh surely lies on it. */
export function isDoubtful({ isUsable, quality }: Pick<FoundFace, 'isUsable' | 'quality'>): boolean {
  return !isUsable && quality.meshConfidence < SURE_MESH;
}

/** Those of the same shot. */
function framesBeside(frame: number, { frameCount, framesPerSecond, cuts }: LookedAtFilm): readonly number[] {
  const step = Math.max(1, Math.round(framesPerSecond / ASIDE_A_SECOND));
  const first = cuts.findLast((cut) => cut <= frame) ?? 0;
  const end = cuts.find((cut) => cut > frame) ?? frameCount;
  return LOOKS_ASIDE.map((look) => frame + look * step).filter((beside) => beside >= first && beside < end);
}

async function lookAt(
  output: Footage,
  wanted: ReadonlySet<number>,
  { find, signal }: SecondLook,
): Promise<ReadonlyMap<number, readonly FoundFace[]>> {
  const seen = new Map<number, readonly FoundFace[]>();
  let frame = 0;
  for await (const picture of readFootage(output)) {
    signal.throwIfAborted();
    if (wanted.has(frame)) seen.set(frame, await find(picture));
    if (seen.size === wanted.size) break;
    frame += 1;
  }
  return seen;
}

/** About as large, and not further away than it is large: room for somebody who runs. */
function isSame(a: FaceBox, b: FaceBox): boolean {
  const [large, small] = [sideOf(a), sideOf(b)].sort((one, other) => other - one) as [number, number];
  const distance = Math.hypot(
    a.leftPx + a.widthPx / 2 - b.leftPx - b.widthPx / 2,
    a.topPx + a.heightPx / 2 - b.topPx - b.heightPx / 2,
  );
  return large < 2 * small && distance < large;
}

function sideOf({ widthPx, heightPx }: FaceBox): number {
  return Math.max(widthPx, heightPx);
}
