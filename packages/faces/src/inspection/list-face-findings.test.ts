import { describe, expect, it } from 'vitest';
import type { FaceReason, FacesReport, FaceVerdict, JudgedFace } from './faces-report.ts';
import { listFaceFindings } from './list-face-findings.ts';

const box = { leftPx: 0, topPx: 0, widthPx: 90, heightPx: 100 };
const quality = { sizePx: 100, yawDeg: 0, pitchDeg: 0, rollDeg: 0, sharpness: 0.1, meshConfidence: 1 };
const face = (frame: number, verdict: FaceVerdict, reason: FaceReason, name: string): JudgedFace => {
  const nearest = { performerId: name.toLowerCase(), name, hasConsent: false, similarity: 0.7 };
  const seen = { frame, box, confidence: 0.9, quality, isUsable: true, match: nearest, nearest };
  return { ...seen, isChanged: true, changedShare: 1, verdict, reason };
};
const reportOf = (faces: readonly JudgedFace[]): FacesReport => ({
  verdict: 'review',
  frameCount: 48,
  framesLookedAt: [0],
  cuts: [0],
  plate: [],
  faces,
});

describe('findings of faces', () => {
  it('say nothing of faces that pass', () => {
    expect(listFaceFindings(reportOf([face(0, 'pass', 'unchanged', 'Ben')]))).toEqual([]);
  });

  it('gather frames by reason and performer, refusals first', () => {
    const findings = listFaceFindings(
      reportOf([
        face(0, 'review', 'nobody', 'Ben'),
        face(12, 'review', 'nobody', 'Cyd'),
        face(12, 'refuse', 'no-consent', 'Ben'),
        face(24, 'refuse', 'no-consent', 'Cyd'),
        face(24, 'review', 'not-comparable', 'Ben'),
      ]),
    );
    expect(findings.map(({ check, severity, frame }) => [check, severity, frame])).toEqual([
      ['face-unlicensed', 'error', 12],
      ['face-unlicensed', 'error', 24],
      ['face-unknown', 'warning', 0],
      ['face-not-comparable', 'warning', 24],
    ]);
    expect(findings[0]?.message).toBe('A generated or altered face is taken for Ben, who has not consented (frame 12)');
    expect(findings[2]?.message).toBe('A generated or altered face matches nobody who has consented (frames 0, 12)');
  });

  it('name at most eight frames', () => {
    const many = Array.from({ length: 11 }, (_, frame) => face(frame, 'review', 'nobody', 'Ben'));
    expect(listFaceFindings(reportOf(many))[0]?.message).toMatch(/\(frames 0, 1, 2, 3, 4, 5, 6, 7 and 3 more\)$/);
  });
});
