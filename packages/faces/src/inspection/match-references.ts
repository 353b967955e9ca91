import { compareFaces } from '../compare-faces.ts';
import type { FaceReference } from './face-inspection-task.ts';
import type { FaceMatch } from './faces-report.ts';

/** Everybody on file, the likest first; of a performer's pictures the likest counts. */
export function matchReferences(descriptor: Float32Array, references: readonly FaceReference[]): readonly FaceMatch[] {
  return references
    .map(({ performerId, name, hasConsent, descriptors }) => ({
      performerId,
      name,
      hasConsent,
      similarity: Math.max(0, ...descriptors.map((reference) => compareFaces(descriptor, reference))),
    }))
    .sort((a, b) => b.similarity - a.similarity);
}
