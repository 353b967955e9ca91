import type { FaceFinding } from '@backlot/film';
import type { KnownFace } from './ports/faces.ts';

/**
 * What it means that a generated or altered face is taken for someone on file. Where they are declared without a consent
 * (customary finishing, a claimed exemption), or have a consent that the take does not name, legal answers.
 */
export function verdictOfMatch({
  isConsented,
  isDeclared,
  hasConsent,
}: Pick<KnownFace, 'isConsented' | 'isDeclared' | 'hasConsent'>): FaceFinding['verdict'] {
  if (isConsented) return 'consented';
  return isDeclared || hasConsent ? 'question' : 'refused';
}
