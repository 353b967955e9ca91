import { describe, expect, it } from 'vitest';
import { FACE_THRESHOLDS } from '../face-thresholds.ts';
import type { FaceMatch } from './faces-report.ts';
import { judgeFace } from './judge-face.ts';

const { same, maybe } = FACE_THRESHOLDS;
const ada = (similarity: number): FaceMatch => ({ performerId: 'ada', name: 'Ada', hasConsent: true, similarity });
const ben = (similarity: number): FaceMatch => ({ performerId: 'ben', name: 'Ben', hasConsent: false, similarity });

describe('the judgement of a face', () => {
  it.each([
    ['lets the plate be, whoever is in it', { isChanged: false, matches: [ben(0.9)] }, 'pass', 'unchanged'],
    ['passes a performer with consent', { matches: [ada(same), ben(0.3)] }, 'pass', 'has-consent'],
    ['refuses a performer without consent', { matches: [ben(same), ada(0.3)] }, 'refuse', 'no-consent'],
    ['asks about a face that matches nobody', { matches: [ada(same - 0.01), ben(0.3)] }, 'review', 'nobody'],
    ['asks where nobody is on file', { matches: [] }, 'review', 'nobody'],
    ['asks about a likeness without consent', { matches: [ben(maybe), ada(0.3)] }, 'review', 'resembles-no-consent'],
    ['asks where it cannot tell two apart', { matches: [ada(same + 0.1), ben(same)] }, 'review', 'two-people'],
    ['asks about a face too poor to compare', { isUsable: false, matches: [ada(0.9)] }, 'review', 'not-comparable'],
  ] as const)('%s', (_, facts, verdict, reason) => {
    expect(judgeFace({ isChanged: true, isUsable: true, ...facts })).toEqual({ verdict, reason });
  });
});
