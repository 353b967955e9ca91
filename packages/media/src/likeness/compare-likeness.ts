import { type Coefficients, findPlacement, invert, type Placement, place } from './find-placement.ts';
import { matchCorners, mirrorCorners } from './match-corners.ts';
import { hashDistance, mirrorHash } from './perceptual-hash.ts';
import { type DescribedCorner, decodeCorners, type PictureLikeness } from './picture-likeness.ts';

/** What two pictures have in common. */
export interface LikenessComparison {
  /** `same`: one picture, however treated. `part-of`: one holds the other or a part of it, or both hold a part of a third. */
  readonly kind: 'same' | 'part-of' | 'none';
  /** 0..1; 0.5 is where `none` ends. */
  readonly score: number;
  /** Corners that lie in both as one placement of the one over the other wants it. */
  readonly inlierCount: number;
  /** Whether one is seen in a mirror. */
  readonly isMirrored: boolean;
}

/** The README of this room has the measured curve behind these. */
export const LIKENESS_THRESHOLDS = {
  /** Corners that agree, from which on two pictures have a part in common. */
  inliers: 14,
  /** Bits of the hashes that may differ when some corners agree too … */
  hashBits: 10,
  supportingInliers: 5,
  /** … and when none do, as in a picture that was blurred or darkened too far to have any. */
  hashAloneBits: 6,
} as const;

/** Share of both pictures that must lie within the other for them to count as one. */
const SAME_SHARE = 0.8;

/** Tells whether two pictures are one, or have a part in common. @throws RangeError for descriptions of two versions */
export function compareLikeness(a: PictureLikeness, b: PictureLikeness): LikenessComparison {
  if (a.version !== b.version) throw new RangeError(`Likeness: version ${a.version} beside version ${b.version}`);
  const [mine, theirs] = [decodeCorners(a), decodeCorners(b)];
  const upright = compareCorners({ ...a, corners: mine }, { ...b, corners: theirs });
  const mirrored = compareCorners({ ...a, corners: mine }, { ...b, corners: mirrorCorners(theirs, sidesOf(b)[0]) });
  const isMirrored = mirrored.inlierCount > upright.inlierCount;
  const best = isMirrored ? mirrored : upright;
  if (best.inlierCount >= LIKENESS_THRESHOLDS.inliers) {
    const score = 1 - LIKENESS_THRESHOLDS.inliers / (2 * best.inlierCount);
    return { kind: best.isWhole ? 'same' : 'part-of', score, inlierCount: best.inlierCount, isMirrored };
  }
  return compareHashes(a, b, best.inlierCount);
}

interface Sized {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly corners: readonly DescribedCorner[];
}

function compareCorners(a: Sized, b: Sized): { readonly inlierCount: number; readonly isWhole: boolean } {
  const placement = findPlacement(matchCorners(a.corners, b.corners));
  if (!placement) return { inlierCount: 0, isWhole: false };
  return { inlierCount: placement.inliers.length, isWhole: isWhole(placement, a, b) };
}

/** Whether each picture, placed over the other, covers most of it. */
function isWhole({ coefficients }: Placement, a: Sized, b: Sized): boolean {
  return shareWithin(coefficients, a, b) >= SAME_SHARE && shareWithin(invert(coefficients), b, a) >= SAME_SHARE;
}

const SAMPLES = 24;

/** The share of a picture's area that lies within the other. */
function shareWithin(coefficients: Coefficients, picture: Sized, other: Sized): number {
  const [width, height] = sidesOf(picture);
  const [otherWidth, otherHeight] = sidesOf(other);
  let within = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const column = ((sample % SAMPLES) + 0.5) / SAMPLES;
    const row = (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    const [x, y] = place(coefficients, column * width, row * height);
    if (x >= 0 && x <= otherWidth && y >= 0 && y <= otherHeight) within += 1;
  }
  return within / (SAMPLES * SAMPLES);
}

function sidesOf({ widthPx, heightPx }: Pick<Sized, 'widthPx' | 'heightPx'>): readonly [number, number] {
  const long = Math.max(widthPx, heightPx);
  return [widthPx / long, heightPx / long];
}

function compareHashes(a: PictureLikeness, b: PictureLikeness, inlierCount: number): LikenessComparison {
  const byCorners = inlierCount / (2 * LIKENESS_THRESHOLDS.inliers);
  const none = { kind: 'none', score: byCorners, inlierCount, isMirrored: false } as const;
  if (a.hash === undefined || b.hash === undefined) return none;
  const [upright, mirrored] = [hashDistance(a.hash, b.hash), hashDistance(a.hash, mirrorHash(b.hash))];
  const isSupported = inlierCount >= LIKENESS_THRESHOLDS.supportingInliers;
  const limit = isSupported ? LIKENESS_THRESHOLDS.hashBits : LIKENESS_THRESHOLDS.hashAloneBits;
  const bits = Math.min(upright, mirrored);
  if (bits > limit) return none;
  return { kind: 'same', score: 1 - bits / (2 * limit), inlierCount, isMirrored: mirrored < upright };
}
