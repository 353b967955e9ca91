import type { FaceReason, FacesReport, JudgedFace } from './faces-report.ts';

/** What an inspection of faces tells a reviewer, in the shape of the studio's findings. */
export interface FaceFinding {
  readonly check: 'face-unlicensed' | 'face-unknown' | 'face-not-comparable';
  /** `error` refuses the take, `warning` stops it for review. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The first frame of those meant. */
  readonly frame: number;
}

/** One finding for each reason and performer, in the order of severity, with the frames in the message. */
export function listFaceFindings({ faces }: FacesReport): readonly FaceFinding[] {
  const groups = new Map<string, JudgedFace[]>();
  for (const face of faces) {
    if (face.verdict === 'pass') continue;
    const key = `${face.reason} ${namesWho(face.reason) ? face.nearest?.performerId : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), face]);
  }
  return [...groups.values()].flatMap(findingOf).sort((a, b) => SEVERITY[a.severity] - SEVERITY[b.severity]);
}

const SEVERITY = { error: 0, warning: 1 } as const;

function namesWho(reason: FaceReason): boolean {
  return reason === 'no-consent' || reason === 'resembles-no-consent' || reason === 'two-people';
}

function findingOf(faces: readonly JudgedFace[]): readonly FaceFinding[] {
  const [first] = faces;
  if (!first) return [];
  const { reason, frame } = first;
  const message = `${sentenceOf(first)} (${framesOf(faces)})`;
  if (reason === 'no-consent') return [{ check: 'face-unlicensed', severity: 'error', message, frame }];
  const check = reason === 'not-comparable' ? 'face-not-comparable' : 'face-unknown';
  return [{ check, severity: 'warning', message, frame }];
}

function sentenceOf({ reason, nearest }: JudgedFace): string {
  const who = nearest?.name ?? 'nobody';
  if (reason === 'no-consent') return `A generated or altered face is taken for ${who}, who has not consented`;
  if (reason === 'resembles-no-consent') return `A generated or altered face resembles ${who}, who has not consented`;
  if (reason === 'two-people') return `A generated or altered face could be ${who} or another performer on file`;
  if (reason === 'nobody') return 'A generated or altered face matches nobody who has consented';
  return 'A generated or altered face is too small, turned away or blurred to be compared';
}

const MAX_FRAMES_NAMED = 8;

function framesOf(faces: readonly JudgedFace[]): string {
  const frames = [...new Set(faces.map(({ frame }) => frame))];
  const named = frames.slice(0, MAX_FRAMES_NAMED).join(', ');
  const rest = frames.length - MAX_FRAMES_NAMED;
  return `${frames.length === 1 ? 'frame' : 'frames'} ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
}
